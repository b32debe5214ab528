package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/// A byte stream seen as an input stream.
final class StreamInput extends InputStream {
    private final ByteStream stream;
    private final Exact exact;
    private final Ticks ticks;
    private final Duration timeout;
    private boolean closed;

    StreamInput(ByteStream stream, Ticks ticks, Duration timeout) {
        this.stream = stream;
        this.exact = Exact.over(stream, ticks);
        this.ticks = ticks;
        this.timeout = timeout;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("input stream is closed");
        }
        return exact.some(ByteBuffer.wrap(target, offset, length), Deadline.after(ticks, timeout));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }
}
