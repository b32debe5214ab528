package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/// A byte stream seen as an output stream.
final class StreamOutput extends OutputStream {
    private final ByteStream stream;
    private final Exact exact;
    private final Ticks ticks;
    private boolean closed;

    StreamOutput(ByteStream stream, Ticks ticks, Duration timeout) {
        this.stream = stream;
        this.exact = Exact.over(stream, ticks).timeout(timeout);
        this.ticks = ticks;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        open();
        exact.writeFully(ByteBuffer.wrap(source, offset, length), Deadline.never(ticks));
    }

    @Override
    public void flush() throws IOException {
        open();
        try {
            stream.ioctl(ByteStream.FLUSH, 0);
        } catch (UnsupportedOperationException e) {
            // what cannot be flushed holds nothing back
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }

    private void open() throws IOException {
        if (closed) {
            throw new IOException("output stream is closed");
        }
    }
}
