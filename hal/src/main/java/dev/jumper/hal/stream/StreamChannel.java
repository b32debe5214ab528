package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/// A byte stream seen as a channel in blocking mode.
final class StreamChannel implements ByteChannel {
    private final ByteStream stream;
    private final Exact exact;
    private final Ticks ticks;
    private final Duration timeout;
    private volatile boolean closed;

    StreamChannel(ByteStream stream, Ticks ticks, Duration timeout) {
        this.stream = stream;
        this.exact = Exact.over(stream, ticks).timeout(timeout);
        this.ticks = ticks;
        this.timeout = timeout;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        open();
        return exact.some(target, Deadline.after(ticks, timeout));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        open();
        int wanted = source.remaining();
        exact.writeFully(source, Deadline.never(ticks));
        return wanted;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        stream.close();
    }

    private void open() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
