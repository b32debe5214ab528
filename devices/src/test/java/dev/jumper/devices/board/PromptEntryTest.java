package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromptEntryTest {
    /// What a board prints, as in MicroPython's "The MicroPython Interactive Interpreter Mode", and what follows.
    private static final String SEEN = "rst cause:2\r\n>>> raw REPL; CTRL-B to exit\r\n>OK";

    @Test
    void leavesWhatComesAfterTheBannerToTheNextConversation() {
        var input = ByteBuffer.wrap(SEEN.getBytes(StandardCharsets.US_ASCII));
        assertEquals(Protocol.DONE, new PromptEntry().advance(input, ByteBuffer.allocate(16)));
        assertEquals("OK", StandardCharsets.US_ASCII.decode(input).toString());
    }

    @Test
    void needsAWriteWhenItsRequestDoesNotFit() {
        assertEquals(ByteStream.NEED_WRITE, new PromptEntry().advance(ByteBuffer.allocate(0), ByteBuffer.allocate(4)));
    }

    @Test
    void findsTheBannerHoweverTheBytesAreSplit() {
        byte[] seen = SEEN.getBytes(StandardCharsets.US_ASCII);
        for (int split = 1; split < seen.length - 2; split++) {
            var entry = new PromptEntry();
            var output = ByteBuffer.allocate(16);
            assertEquals(ByteStream.NEED_READ, entry.advance(ByteBuffer.wrap(seen, 0, split), output));
            var rest = ByteBuffer.wrap(seen, split, seen.length - split);
            assertEquals(Protocol.DONE, entry.advance(rest, output), "split at " + split);
            assertEquals(2, rest.remaining(), "split at " + split);
        }
    }
}
