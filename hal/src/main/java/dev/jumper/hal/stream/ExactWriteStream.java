package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// The view of [Exact#readOnceWriteExactly].
final class ExactWriteStream implements ByteStream {
    private final ByteStream stream;
    private final Ticks ticks;
    private final Duration writeTimeout;
    private final Exact exact;

    ExactWriteStream(ByteStream stream, Ticks ticks, Duration writeTimeout) {
        this.stream = stream;
        this.ticks = ticks;
        this.writeTimeout = writeTimeout;
        this.exact = Exact.over(stream, ticks);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return stream.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return exact.write(source, Deadline.after(ticks, writeTimeout));
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        return stream.ioctl(request, argument);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
