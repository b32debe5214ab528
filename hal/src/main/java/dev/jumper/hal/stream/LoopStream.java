package dev.jumper.hal.stream;

import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/// A stream in memory: one end of a [pair][#pair], or a [loop][#loop] that echoes to itself.
///
/// Each direction holds a bounded number of bytes; a write with no room waits as any stream does. What was written
/// before an end closed is still read at the other; then comes the end of the stream. Writing towards a closed end
/// is an [IOException]. Safe for several threads.
public final class LoopStream implements ByteStream {
    private final LoopPipe in;
    private final LoopPipe out;
    private volatile long timeoutMillis = DEFAULT_TIMEOUT;
    private volatile boolean closed;

    private LoopStream(LoopPipe in, LoopPipe out) {
        this.in = in;
        this.out = out;
    }

    /// Two streams, back to back: what is written to one is read from the other.
    public record Pair(LoopStream near, LoopStream far) implements AutoCloseable {
        /// Closes both.
        @Override
        public void close() {
            near.close();
            far.close();
        }
    }

    /// Makes two connected streams that hold up to `capacity` bytes in each direction.
    public static Pair pair(int capacity, Ticks ticks) {
        var there = new LoopPipe(capacity, ticks);
        var back = new LoopPipe(capacity, ticks);
        return new Pair(new LoopStream(back, there), new LoopStream(there, back));
    }

    /// Makes a stream that gives back what is written to it, holding up to `capacity` bytes.
    public static LoopStream loop(int capacity, Ticks ticks) {
        var pipe = new LoopPipe(capacity, ticks);
        return new LoopStream(pipe, pipe);
    }

    @Override
    public int read(ByteBuffer target) throws InterruptedIOException {
        open();
        return in.read(target, timeoutMillis);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        open();
        return out.write(source, timeoutMillis);
    }

    @Override
    public long ioctl(int request, long argument) {
        if (request == POLL && closed) {
            return Poll.NVAL;
        }
        open();
        return switch (request) {
            case FLUSH -> 0; // what is in the pipe is at the far end
            case POLL -> in.readable() & argument & Poll.RD | out.writable() & argument & Poll.WR | hangUp();
            case TIMEOUT -> {
                long before = timeoutMillis;
                if (argument != QUERY) {
                    if (argument < -1) {
                        throw new IllegalArgumentException(
                                "loop: timeout is " + argument + ", expected milliseconds, or -1 for ever");
                    }
                    timeoutMillis = argument;
                }
                yield before;
            }
            case BUFFER_SIZE -> in.capacity();
            case DISCARD_INPUT -> {
                in.discard();
                yield 0;
            }
            default -> throw new UnsupportedOperationException("loop: request " + request + " is not known");
        };
    }

    /// Closes this end; a thread that waits in an operation on it is freed.
    @Override
    public void close() {
        closed = true;
        in.closeReader();
        out.closeWriter();
    }

    @Override
    public String toString() {
        return "loop";
    }

    private long hangUp() {
        return in.writerClosed() || out.readerClosed() ? Poll.HUP : 0;
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("loop: closed");
        }
    }
}
