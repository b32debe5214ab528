package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jumper.hal.stream.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The cable's near end in tests: types, and waits for what must come, five minutes at most: a busy machine
/// takes its time to start an interpreter.
final class Terminal {
    static final String BANNER = "\r\nMicroPython v1.27.0 on 2025-12-10; Jumper embedded board with WebAssembly\r\n"
            + "Type \"help()\" for more information.\r\n>>> ";
    static final String RAW_BANNER = "raw REPL; CTRL-B to exit\r\n>";

    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final ByteStream stream;

    Terminal(ByteStream stream) throws IOException {
        this.stream = stream;
        stream.ioctl(ByteStream.TIMEOUT, 100);
    }

    void type(String text) throws IOException {
        type(text.getBytes(StandardCharsets.UTF_8));
    }

    void type(byte[] bytes) throws IOException {
        var source = ByteBuffer.wrap(bytes);
        long start = System.nanoTime();
        while (source.hasRemaining()) {
            stream.write(source);
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                fail("the board took " + source.position() + " of " + bytes.length + " bytes");
            }
        }
    }

    /// Reads up to and including `end`, and returns all of it.
    String until(String end) throws IOException {
        byte[] wanted = end.getBytes(StandardCharsets.UTF_8);
        var seen = new ByteArrayOutputStream();
        var one = ByteBuffer.allocate(1);
        long start = System.nanoTime();
        while (true) {
            one.clear();
            int count = stream.read(one);
            if (count == 1) {
                seen.write(one.get(0));
                if (endsWith(seen, one.get(0), wanted)) {
                    return seen.toString(StandardCharsets.UTF_8);
                }
            } else if (count == ByteStream.EOF || System.nanoTime() - start > PATIENCE_NANOS) {
                return fail("waited for '" + end + "', saw '" + seen.toString(StandardCharsets.UTF_8) + "'");
            }
        }
    }

    /// Reads as many bytes as `expected` has and compares.
    void expect(String expected) throws IOException {
        assertEquals(
                expected, new String(bytes(expected.getBytes(StandardCharsets.UTF_8).length), StandardCharsets.UTF_8));
    }

    byte[] bytes(int count) throws IOException {
        var target = ByteBuffer.allocate(count);
        long start = System.nanoTime();
        while (target.hasRemaining()) {
            if (stream.read(target) == ByteStream.EOF || System.nanoTime() - start > PATIENCE_NANOS) {
                fail("waited for " + count + " bytes, saw '"
                        + new String(target.array(), 0, target.position(), StandardCharsets.UTF_8) + "'");
            }
        }
        return target.array();
    }

    /// Waits for the first prompt and goes to the raw one.
    Terminal raw() throws IOException {
        until(">>> ");
        type("\u0001");
        until(RAW_BANNER);
        return this;
    }

    /// Runs code at the raw prompt and returns its output; fails if it raises.
    String run(String code) throws IOException {
        type(code + "\u0004");
        expect("OK");
        String output = until("\u0004");
        assertEquals("\u0004>", until(">").replace("\r\n", "\n"), code);
        return output.substring(0, output.length() - 1);
    }

    /// Runs code at the raw prompt and returns the last line of its traceback.
    String error(String code) throws IOException {
        type(code + "\u0004");
        until("\u0004");
        String traceback = until("\u0004");
        until(">");
        String[] lines = traceback.split("\r\n");
        return lines[lines.length - 2];
    }

    private static boolean endsWith(ByteArrayOutputStream seen, byte last, byte[] end) {
        if (last != end[end.length - 1] || seen.size() < end.length) {
            return false;
        }
        byte[] all = seen.toByteArray();
        return java.util.Arrays.equals(all, all.length - end.length, all.length, end, 0, end.length);
    }
}
