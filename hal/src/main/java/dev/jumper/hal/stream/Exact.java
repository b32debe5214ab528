package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/// Transfers exact amounts over a [ByteStream], repeating its operations until the amount is done.
///
/// A result is short only at the end of the stream, or, of the `Available` methods, when no more can be had
/// without waiting. A deadline is for the whole amount; a [timeout][#timeout] is for the pause between one byte
/// and the next. Both hold whatever the stream's own [ByteStream#TIMEOUT] is, as long as the stream knows
/// [ByteStream#POLL] or [ByteStream#TIMEOUT]. An operation that transfers nothing is tried again after pauses that
/// grow from 20 µs to 10 ms.
///
/// An [IOException] after some bytes is a [TransferException] that says how many of how many; those bytes stay in
/// the buffer. An [InterruptedIOException] says it in its `bytesTransferred`.
///
/// Immutable, and as safe for several threads as the stream is. The stream stays the caller's to close.
public final class Exact {
    /// A wait this long, 30 years, is as good as one without end.
    private static final long FAR_AWAY = Duration.ofDays(11_000).toNanos();

    private final ByteStream stream;
    private final Ticks ticks;
    private final Duration timeout;

    private Exact(ByteStream stream, Ticks ticks, Duration timeout) {
        this.stream = Objects.requireNonNull(stream, "stream");
        this.ticks = Objects.requireNonNull(ticks, "ticks");
        this.timeout = timeout;
    }

    /// Wraps `stream`, without a timeout for a single operation.
    public static Exact over(ByteStream stream, Ticks ticks) {
        return new Exact(stream, ticks, null);
    }

    /// Returns a copy that throws [StreamTimeoutException] when nothing was transferred for `perOperation`.
    public Exact timeout(Duration perOperation) {
        return new Exact(stream, ticks, Objects.requireNonNull(perOperation, "perOperation"));
    }

    /// Fills `target`.
    ///
    /// @return how many bytes were read, less than there was room for only at the end of the stream;
    ///     [ByteStream#EOF] at the end of the stream with nothing read
    /// @throws StreamTimeoutException if `deadline` passed, or the timeout without progress
    public int read(ByteBuffer target, Deadline deadline) throws IOException {
        return all(Direction.READ, target, deadline, target.remaining());
    }

    /// Writes all of `source`.
    ///
    /// @return how many bytes were written, less than asked only if the stream says that it has ended
    /// @throws StreamTimeoutException if `deadline` passed, or the timeout without progress
    public int write(ByteBuffer source, Deadline deadline) throws IOException {
        return all(Direction.WRITE, source, deadline, source.remaining());
    }

    /// Reads what is there, without waiting.
    ///
    /// @return how many bytes were read; or, if none, [ByteStream#EOF], [ByteStream#NOT_READY],
    ///     [ByteStream#NEED_READ] or [ByteStream#NEED_WRITE]
    public int readAvailable(ByteBuffer target) throws IOException {
        return available(Direction.READ, target);
    }

    /// Writes as much as there is room for, without waiting.
    ///
    /// @return how many bytes were written; or, if none, [ByteStream#NOT_READY], [ByteStream#NEED_READ] or
    ///     [ByteStream#NEED_WRITE]
    public int writeAvailable(ByteBuffer source) throws IOException {
        return available(Direction.WRITE, source);
    }

    /// Fills `target`.
    ///
    /// @throws EOFException if the stream ends before; the message says how many bytes of how many were read
    /// @throws StreamTimeoutException if `deadline` passed, or the timeout without progress
    public void readFully(ByteBuffer target, Deadline deadline) throws IOException {
        full(Direction.READ, target, deadline);
    }

    /// Writes all of `source`.
    ///
    /// @throws EOFException if the stream ends before; the message says how many bytes of how many were written
    /// @throws StreamTimeoutException if `deadline` passed, or the timeout without progress
    public void writeFully(ByteBuffer source, Deadline deadline) throws IOException {
        full(Direction.WRITE, source, deadline);
    }

    /// Returns a view that reads once, but whose `write` gets rid of everything or throws [StreamTimeoutException]
    /// after `writeTimeout`: what a terminal needs. Closing the view closes `stream`.
    public static ByteStream readOnceWriteExactly(ByteStream stream, Ticks ticks, Duration writeTimeout) {
        return new ExactWriteStream(stream, ticks, writeTimeout);
    }

    /// Waits for one byte and takes what comes with it.
    int some(ByteBuffer target, Deadline deadline) throws IOException {
        return all(Direction.READ, target, deadline, Math.min(1, target.remaining()));
    }

    private void full(Direction direction, ByteBuffer buffer, Deadline deadline) throws IOException {
        int wanted = buffer.remaining();
        all(direction, buffer, deadline, wanted);
        if (buffer.hasRemaining()) {
            throw new EOFException(
                    "end of stream: %s %d of %d bytes".formatted(direction.done, wanted - buffer.remaining(), wanted));
        }
    }

    /// Transfers at least `least` bytes, at most what `buffer` has.
    private int all(Direction direction, ByteBuffer buffer, Deadline deadline, int least) throws IOException {
        int wanted = buffer.remaining();
        var idle = idleDeadline();
        long pause = Poll.FIRST_PAUSE;
        try {
            while (wanted - buffer.remaining() < least) {
                int before = buffer.remaining();
                int result = within(direction, buffer, Math.min(deadline.remainingNanos(), idle.remainingNanos()));
                if (result == ByteStream.EOF) {
                    return wanted > before ? wanted - before : ByteStream.EOF;
                }
                int done = wanted - buffer.remaining();
                boolean progress = buffer.remaining() < before;
                if (done < least && deadline.expired()) {
                    throw timedOut(direction, "deadline passed after " + deadline.span(), done, wanted);
                }
                if (progress) {
                    idle = idleDeadline();
                    pause = Poll.FIRST_PAUSE;
                    continue;
                }
                if (idle.expired()) {
                    throw timedOut(direction, "no progress for " + timeout, done, wanted);
                }
                Poll.pause(ticks, Math.min(pause, Math.min(deadline.remainingNanos(), idle.remainingNanos())));
                pause = Poll.longer(pause);
            }
        } catch (StreamTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw broken(direction, e, wanted - buffer.remaining(), wanted);
        }
        return wanted - buffer.remaining();
    }

    private int available(Direction direction, ByteBuffer buffer) throws IOException {
        int wanted = buffer.remaining();
        try {
            while (buffer.hasRemaining()) {
                int before = buffer.remaining();
                int result = within(direction, buffer, 0);
                if (buffer.remaining() < before) {
                    continue;
                }
                if (before < wanted) {
                    return wanted - before;
                }
                return result == 0 ? ByteStream.NOT_READY : result;
            }
        } catch (IOException e) {
            throw broken(direction, e, wanted - buffer.remaining(), wanted);
        }
        return wanted;
    }

    /// Performs one operation that waits no longer than `nanos`.
    ///
    /// Where the stream would wait longer by itself, readiness is polled for rather than the stream's timeout
    /// changed: the timeout is common to both directions, and another thread may be at work in the other one.
    private int within(Direction direction, ByteBuffer buffer, long nanos) throws IOException {
        long own = ownTimeoutMillis();
        if (own == 0 || own > 0 && own <= nanos / 1_000_000) {
            return direction.once(stream, buffer);
        }
        if (own < 0 && nanos >= FAR_AWAY) {
            return direction.once(stream, buffer);
        }
        int ready;
        try {
            ready = Poll.await(stream, direction.bits, Deadline.after(ticks, Duration.ofNanos(nanos)));
        } catch (UnsupportedOperationException e) {
            return withTimeout(direction, buffer, nanos / 1_000_000);
        }
        return ready == 0 ? ByteStream.NOT_READY : direction.once(stream, buffer);
    }

    private int withTimeout(Direction direction, ByteBuffer buffer, long millis) throws IOException {
        long before = stream.ioctl(ByteStream.TIMEOUT, millis);
        try {
            return direction.once(stream, buffer);
        } finally {
            stream.ioctl(ByteStream.TIMEOUT, before);
        }
    }

    private long ownTimeoutMillis() throws IOException {
        try {
            return stream.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY);
        } catch (UnsupportedOperationException e) {
            return 0; // what has no timeout does not wait
        }
    }

    private Deadline idleDeadline() {
        return timeout == null ? Deadline.never(ticks) : Deadline.after(ticks, timeout);
    }

    private static StreamTimeoutException timedOut(Direction direction, String why, int done, int wanted) {
        return new StreamTimeoutException(
                "%s: %s %d of %d bytes".formatted(why, direction.done, done, wanted), done, wanted);
    }

    private static IOException broken(Direction direction, IOException e, int done, int wanted) {
        if (e instanceof InterruptedIOException interrupted) {
            interrupted.bytesTransferred = done;
            return interrupted;
        }
        if (done == 0) {
            return e;
        }
        return new TransferException(
                "%s %d of %d bytes, then: %s".formatted(direction.done, done, wanted, e.getMessage()), done, wanted, e);
    }

    private enum Direction {
        READ("read", Poll.RD) {
            @Override
            int once(ByteStream stream, ByteBuffer buffer) throws IOException {
                return stream.read(buffer);
            }
        },
        WRITE("wrote", Poll.WR) {
            @Override
            int once(ByteStream stream, ByteBuffer buffer) throws IOException {
                return stream.write(buffer);
            }
        };

        private final String done;
        private final int bits;

        Direction(String done, int bits) {
            this.done = done;
            this.bits = bits;
        }

        abstract int once(ByteStream stream, ByteBuffer buffer) throws IOException;
    }
}
