package dev.jumper.hal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUrlTest {
    @ParameterizedTest
    @CsvSource({
        "/dev/ttyUSB0, path, /dev/ttyUSB0, {}",
        "COM3, path, COM3, {}",
        "C:/ports/a, path, C:/ports/a, {}",
        "auto, auto, '', {}",
        "id:0001, id, 0001, {}",
        "socket://host:8266, socket, host:8266, {}",
        "LOOP://, loop, '', {}",
        "spy:///dev/ttyUSB0, spy, /dev/ttyUSB0, {}",
        "sim:, sim, '', {}",
        "/dev/ttyUSB0?baud=9600, path, /dev/ttyUSB0, {baud=9600}",
        "sim:?a=1&b=x=y, sim, '', '{a=1, b=x=y}'",
    })
    void readsSchemeRestAndOptions(String text, String scheme, String rest, String options) {
        var url = StreamUrl.parse(text);
        assertEquals(scheme, url.scheme());
        assertEquals(rest, url.rest());
        assertEquals(options, url.options().toString());
        assertEquals(url, StreamUrl.parse(url.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "sim:?", "sim:?baud", "sim:?=1"})
    void refusesWhatIsNoUrl(String text) {
        assertThrows(IllegalArgumentException.class, () -> StreamUrl.parse(text));
    }

    @Test
    void saysWhatANumberMustBe() {
        var url = StreamUrl.parse("COM3?baud=fast");
        var e = assertThrows(IllegalArgumentException.class, () -> url.number("baud", 1, 115200));
        assertEquals(
                "stream URL COM3?baud=fast: option baud is 'fast', expected a whole number from 1 up", e.getMessage());
        assertEquals(7, url.number("absent", 1, 7));
        assertEquals(9600, url.withDefault("rate", "9600").number("rate", 1, 7));
        assertEquals("fast", url.withDefault("baud", "9600").options().get("baud"));
    }

    @Test
    void namesTheSchemeThatNobodyOpens() {
        var e = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("gopher://x"));
        assertTrue(e.getMessage().contains("nobody opens 'gopher'"), e.getMessage());
    }
}
