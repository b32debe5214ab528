package dev.jumper.hal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;

/// A channel seen as a byte stream.
final class ChannelStream implements ByteStream {
    private final ByteChannel channel;
    private volatile boolean closed;

    ChannelStream(ByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        open();
        return target.hasRemaining() ? ready(channel.read(target)) : 0;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        open();
        return source.hasRemaining() ? ready(channel.write(source)) : 0;
    }

    @Override
    public long ioctl(int request, long argument) {
        open();
        if (request == FLUSH) {
            return 0; // a channel has no buffer to flush
        }
        throw new UnsupportedOperationException(
                channel.getClass().getSimpleName() + " as a stream: request " + request + " is not known");
    }

    @Override
    public void close() throws IOException {
        closed = true;
        channel.close();
    }

    private static int ready(int count) {
        return count == 0 ? NOT_READY : count;
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("stream over a channel: closed");
        }
    }
}
