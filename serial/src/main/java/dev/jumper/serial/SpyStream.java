package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Ticks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Another stream, with everything that passes written down as it happens.
///
/// ```
///    0.001234 > 03 0d 0a                                         |...|
///    0.004321 < 3e 3e 3e 20                                      |>>> |
///    0.010000 # SET_MODEM 3 = 0
///    0.020000 < end of stream
/// ```
///
/// Seconds since the stream was wrapped; `>` went to the far end, `<` came from it, `#` is a request. What was not
/// ready, and looks and settings of the timeout, are left out.
public final class SpyStream implements ByteStream {
    private static final int WIDTH = 16;

    private final ByteStream under;
    private final Appendable log;
    private final Ticks ticks;
    private final long start;

    private SpyStream(ByteStream under, Appendable log, Ticks ticks) {
        this.under = under;
        this.log = log;
        this.ticks = ticks;
        this.start = ticks.nanos();
    }

    /// Wraps `under`, which is closed with this stream; so is `log`, if it can be closed.
    public static SpyStream over(ByteStream under, Appendable log, Ticks ticks) {
        return new SpyStream(under, log, ticks);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        var seen = target.duplicate();
        int count;
        try {
            count = under.read(target);
        } catch (IOException e) {
            note("< " + e.getMessage());
            throw e;
        }
        if (count > 0) {
            dump('<', seen.limit(seen.position() + count));
        } else if (count == EOF) {
            note("< end of stream");
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        var seen = source.duplicate();
        int count;
        try {
            count = under.write(source);
        } catch (IOException e) {
            note("> " + e.getMessage());
            throw e;
        }
        if (count > 0) {
            dump('>', seen.limit(seen.position() + count));
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        long result = under.ioctl(request, argument);
        if (request != POLL && request != TIMEOUT && argument != QUERY) {
            note("# " + name(request) + " " + argument + " = " + result);
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        try (var _ = log instanceof Closeable closeable ? closeable : (Closeable) () -> {}) {
            under.close();
        }
    }

    @Override
    public String toString() {
        return "spy on " + under;
    }

    private static String name(int request) {
        return switch (request) {
            case FLUSH -> "FLUSH";
            case SEEK -> "SEEK";
            case GET_OPTS -> "GET_OPTS";
            case SET_OPTS -> "SET_OPTS";
            case BUFFER_SIZE -> "BUFFER_SIZE";
            case GET_MODEM -> "GET_MODEM";
            case SET_MODEM -> "SET_MODEM";
            case SEND_BREAK -> "SEND_BREAK";
            case BAUD -> "BAUD";
            case DISCARD_INPUT -> "DISCARD_INPUT";
            default -> "request " + request;
        };
    }

    private void dump(char direction, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var hex = new StringBuilder();
            var text = new StringBuilder();
            for (int i = 0; i < WIDTH && bytes.hasRemaining(); i++) {
                int value = bytes.get() & 0xFF;
                hex.append("%02x ".formatted(value));
                text.append(value >= ' ' && value <= '~' ? (char) value : '.');
            }
            note("%c %-48s |%s|".formatted(direction, hex, text));
        }
    }

    private void note(String line) throws IOException {
        long micros = (ticks.nanos() - start) / 1000;
        synchronized (log) {
            log.append("%5d.%06d %s%n".formatted(micros / 1_000_000, micros % 1_000_000, line));
        }
    }
}
