package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The way to the raw prompt from whatever the board is doing: interrupts what runs, then asks for raw mode, and
/// recognises the banner in the stream of whatever else comes.
///
/// [#again] repeats the request when no answer came; the caller decides when, for it has the clock.
final class PromptEntry implements Protocol {
    static final byte[] BANNER = "raw REPL; CTRL-B to exit\r\n>".getBytes(StandardCharsets.US_ASCII);
    /// Ends a line, breaks off what runs (twice, for code that catches it once), and enters raw mode.
    private static final byte[] REQUEST = {'\r', 3, 3, '\r', 1};

    private final byte[] request;
    private int requests;
    private int sent;
    private int matched;
    private long seen;

    PromptEntry() {
        this(REQUEST, 1);
    }

    private PromptEntry(byte[] request, int requests) {
        this.request = request;
        this.requests = requests;
    }

    /// Returns the wait for the banner alone, after something else has made the board print it.
    static PromptEntry awaitingBanner() {
        return new PromptEntry(REQUEST, 0);
    }

    /// Asks once more.
    void again() {
        requests++;
    }

    /// Returns how many bytes of anything have come.
    long seen() {
        return seen;
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) {
        while (sent < requests) {
            if (output.remaining() < request.length) {
                return ByteStream.NEED_WRITE;
            }
            output.put(request);
            sent++;
        }
        while (input.hasRemaining()) {
            byte next = input.get();
            seen++;
            if (next == BANNER[matched]) {
                matched++;
            } else {
                matched = next == BANNER[0] ? 1 : 0; // no other prefix of the banner is its suffix
            }
            if (matched == BANNER.length) {
                matched = 0;
                return DONE;
            }
        }
        return ByteStream.NEED_READ;
    }
}
