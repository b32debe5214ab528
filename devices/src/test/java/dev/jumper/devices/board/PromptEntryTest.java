package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromptEntryTest {
    /// What a board prints, as in MicroPython's "The MicroPython Interactive Interpreter Mode", and what follows.
    private static final String BEFORE = "rst cause:2\r\n>>> raw REPL; CTRL-B to exit\r\n>";

    private static final String PROOF = "OK1001\r\n\4\4>";

    private final PromptEntry entry = new PromptEntry(1000);
    private final ByteBuffer output = ByteBuffer.allocate(64);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void asksForTheBannerThenForAProofThatItIsNotAnOldOne() {
        assertEquals(ByteStream.NEED_READ, entry.advance(bytes(""), output));
        assertEquals("\r\3\3\r\1", said());
        assertEquals(ByteStream.NEED_READ, entry.advance(bytes(BEFORE + BEFORE), output));
        assertEquals("print(1000+1)\4", said());
        assertEquals(ByteStream.NEED_READ, entry.advance(bytes("OK1000\r\n\4\4>"), output));
        assertEquals(Protocol.DONE, entry.advance(bytes(PROOF), output));
    }

    private String said() {
        String said = StandardCharsets.US_ASCII.decode(output.flip()).toString();
        output.clear();
        return said;
    }

    @Test
    void leavesWhatComesAfterItToTheNextConversation() {
        var input = bytes(BEFORE + PROOF + "OK");
        assertEquals(Protocol.DONE, entry.advance(input, output));
        assertEquals("OK", StandardCharsets.US_ASCII.decode(input).toString());
    }

    @Test
    void needsAWriteWhenItsRequestDoesNotFit() {
        assertEquals(ByteStream.NEED_WRITE, entry.advance(bytes(""), ByteBuffer.allocate(4)));
    }

    @Test
    void findsTheWayHoweverTheBytesAreSplit() {
        String seen = BEFORE + PROOF + "OK";
        for (int split = 1; split < seen.length() - 2; split++) {
            var once = new PromptEntry(1000);
            output.clear();
            assertEquals(ByteStream.NEED_READ, once.advance(bytes(seen.substring(0, split)), output));
            var rest = bytes(seen.substring(split));
            assertEquals(Protocol.DONE, once.advance(rest, output), "split at " + split);
            assertEquals(2, rest.remaining(), "split at " + split);
        }
    }
}
