package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireCallTest {
    /// What `_wa` prints for `value`: its check and, added to it, those of the code and its number.
    private static String answer(String value, WireCall call) {
        return "|" + value + "|"
                + (WireCode.remainder(value.getBytes()) + WireCode.remainder(call.code()) + call.number()) + "|\r\n";
    }

    @Test
    void takesItsOwnAnswerAndNoOther() {
        var call = WireCall.of("_wv=1", 7);
        assertEquals("_66(b'_wv=1'," + (WireCode.remainder(call.code()) + 7) + ",7)", call.python());
        assertEquals(Optional.of(List.of(0L, 1L)), call.answer("noise" + answer("(0, 1)", call)));
        assertEquals(Optional.empty(), call.answer(answer("(0, 1)", WireCall.of("_wv=1", 8))));
        assertEquals(Optional.empty(), call.answer(answer("(0, 1)", WireCall.of("_wv=2", 7))));
        assertEquals(Optional.empty(), call.answer(answer("(0, 1)", call).replace("0, 1", "0, 2")));
        assertEquals(Optional.empty(), call.answer(""));
    }

    @Test
    void saysWhichOfThemBegins() {
        assertEquals("\00700\7", WireCall.of("_wv=1", 0).mark());
        assertEquals("\7N1\7", WireCall.of("_wv=1", 94).mark());
        assertEquals("\7N1\7", WireCall.of("_wv=1", 94 + 4096).mark());
    }

    @Test
    void fetchesItsAnswerInSlices() {
        var call = WireCall.of("_wv=1", 7);
        assertEquals("_88(7,16)", call.slice(16));
        String value = "('abc',)";
        String said = "|" + value + "|" + (WireCode.remainder(value.getBytes()) + 7016) + "|\r\n";
        assertEquals(Optional.of("abc"), call.slice(said, 16));
        assertEquals(Optional.empty(), call.slice(said, 0));
        assertEquals(Optional.empty(), WireCall.of("_wv=1", 8).slice(said, 16));
        assertEquals(Optional.empty(), call.slice(said.replace("abc", "abd"), 16));
    }
}
