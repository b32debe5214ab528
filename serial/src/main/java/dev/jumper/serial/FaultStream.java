package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// Another stream on a bad line: bytes get lost, changed, doubled or held up, reads and writes end
/// short, and the line may go dead, all as a [FaultPlan] says and the same in each run.
///
/// A lost byte counts as transferred for whoever writes it, and is as if never sent for whoever reads. A
/// stall begins when its byte is the next to pass; while it lasts the stream is not ready, and an operation
/// waits it out within its timeout. A hang-up is that of an unplugged port: every byte before it has
/// passed, from then on reads are at the end of the stream, writes throw, the stream beneath is closed, and
/// what it had received is gone.
///
/// In all else the contract of the stream beneath holds, as does its safety for threads.
public final class FaultStream implements ByteStream {
    private static final int PIECE = 4096;
    private static final long SLICE = 10_000_000;

    private final ByteStream under;
    private final Ticks ticks;
    private final FaultLine sent;
    private final FaultLine received;
    private final ReentrantLock reading = new ReentrantLock();
    private final ByteBuffer out = ByteBuffer.allocate(2 * PIECE);
    private final ByteBuffer raw = ByteBuffer.allocate(PIECE).limit(0);
    private final ByteBuffer ready = ByteBuffer.allocate(2 * PIECE).limit(0);
    private boolean ended;
    private volatile long timeout = QUERY;
    private volatile boolean hungUp;
    private volatile boolean closed;

    private FaultStream(ByteStream under, FaultPlan plan, Ticks ticks) {
        this.under = Objects.requireNonNull(under, "under");
        this.ticks = Objects.requireNonNull(ticks, "ticks");
        sent = new FaultLine(plan.sent(), plan.seed(), 1, ticks);
        received = new FaultLine(plan.received(), plan.seed(), 2, ticks);
    }

    /// Wraps `under`, which is closed with this stream, or when the line hangs up. Stalls are measured by `ticks`.
    public static FaultStream over(ByteStream under, FaultPlan plan, Ticks ticks) {
        return new FaultStream(under, plan, ticks);
    }

    /// Returns what was done to the bytes written; for any thread.
    public FaultCounts sent() {
        return sent.counts();
    }

    /// Returns what was done to the bytes that came from the far end; for any thread.
    public FaultCounts received() {
        return received.counts();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        reading.lock();
        try {
            long patience = patience();
            long start = ticks.nanos();
            boolean first = true;
            while (!ready.hasRemaining()) {
                if (over()) {
                    return EOF;
                }
                long left = patience - (ticks.nanos() - start);
                if (!raw.hasRemaining()) {
                    int count = first || arrives(left) ? fetch(target.remaining()) : NOT_READY;
                    if (count < 0) {
                        return count;
                    }
                    first = false;
                } else if (!stalled(received, left)) {
                    pass();
                } else if (ticks.nanos() - start >= patience) {
                    return NOT_READY;
                }
            }
            return give(target);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (!source.hasRemaining()) {
            return 0;
        }
        long patience = patience();
        long start = ticks.nanos();
        do {
            if (sent.hungUp()) {
                hangUp();
            }
            if (hungUp) {
                throw dead();
            }
            if (closed) {
                throw new IOException(this + ": closed while writing");
            }
            if (!stalled(sent, patience - (ticks.nanos() - start))) {
                int count = put(source);
                if (sent.hungUp()) {
                    hangUp();
                }
                return count;
            }
        } while (ticks.nanos() - start < patience);
        return NOT_READY;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        if (request == POLL) {
            return closed ? Poll.NVAL : poll(argument);
        }
        requireOpen();
        if (request == TIMEOUT && hungUp) {
            return timeout == QUERY ? DEFAULT_TIMEOUT : timeout;
        }
        if (hungUp) {
            throw dead();
        }
        switch (request) {
            case FLUSH -> {
                if (sent.owes()) {
                    put(ByteBuffer.allocate(0));
                }
            }
            case DISCARD_INPUT -> {
                reading.lock();
                try {
                    raw.limit(raw.position());
                    ready.limit(ready.position());
                } finally {
                    reading.unlock();
                }
            }
            default -> {
                // the stream beneath knows
            }
        }
        long result = under.ioctl(request, argument);
        if (request == TIMEOUT) {
            timeout = argument == QUERY ? result : argument;
        }
        return result;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        under.close();
    }

    @Override
    public String toString() {
        return "faults on " + under;
    }

    /// Writes once, as many bytes of `source` as the stream beneath has room for once they have met their faults.
    private int put(ByteBuffer source) throws IOException {
        int start = source.position();
        var before = sent.state();
        out.clear();
        int count = sent.pass(source, out);
        int length = out.flip().limit();
        if (length == 0) {
            return count;
        }
        int done;
        try {
            done = under.write(out);
        } catch (IOException | IllegalStateException e) {
            source.position(start);
            sent.back(before);
            if (hungUp) {
                throw dead();
            }
            throw e;
        }
        if (done < length) {
            source.position(start);
            sent.back(before);
            if (done <= 0) {
                return done == 0 ? NOT_READY : done;
            }
            count = sent.pass(source, out.clear().limit(done));
        }
        return count == 0 && source.hasRemaining() ? NOT_READY : count;
    }

    /// Tells whether nothing more will come.
    private boolean over() throws IOException {
        if (received.hungUp()) {
            hangUp();
        }
        return hungUp || closed || ended && !raw.hasRemaining();
    }

    private boolean arrives(long left) throws IOException {
        return left > 0 && Poll.await(under, Poll.RD, Deadline.after(ticks, Duration.ofNanos(left))) != 0;
    }

    /// Reads once from the stream beneath, and returns how many bytes; 0 at its end, which [#over] tells then.
    private int fetch(int wanted) throws IOException {
        raw.clear().limit(Math.min(PIECE, wanted));
        int count;
        try {
            count = under.read(raw);
        } catch (IOException | IllegalStateException e) {
            if (!hungUp) {
                throw e;
            }
            count = EOF;
        } finally {
            raw.flip();
        }
        if (count != EOF) {
            return count == 0 ? NOT_READY : count;
        }
        ended = true;
        return 0;
    }

    private void pass() {
        received.pass(raw, ready.clear());
        ready.flip();
    }

    private int give(ByteBuffer target) {
        int count = Math.min(ready.remaining(), target.remaining());
        target.put(target.position(), ready, ready.position(), count);
        target.position(target.position() + count);
        ready.position(ready.position() + count);
        return count;
    }

    /// Waits for the end of a stall, no longer than `left`; false if there is none.
    private boolean stalled(FaultLine line, long left) throws IOException {
        long stall = line.stall();
        if (stall == 0) {
            return false;
        }
        ticks.delay(Math.min(SLICE, Math.min(stall, left)));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while " + this + " stalled");
        }
        return true;
    }

    private long poll(long bits) throws IOException {
        long ready = 0;
        if ((bits & Poll.RD) != 0) {
            if (reading.tryLock()) {
                try {
                    ready |= readable();
                } finally {
                    reading.unlock();
                }
            }
        }
        if (hungUp || sent.hungUp()) {
            return bits & (Poll.RD | Poll.WR) | Poll.HUP;
        }
        long others = under.ioctl(POLL, bits & Poll.WR);
        if ((bits & Poll.WR) != 0 && sent.stall() > 0) {
            others &= ~Poll.WR;
        }
        return ready | others;
    }

    /// Brings what has arrived through its faults, without waiting, and tells whether a read would return.
    private long readable() throws IOException {
        while (!ready.hasRemaining() && !over()) {
            if (!raw.hasRemaining()) {
                if ((under.ioctl(POLL, Poll.RD) & Poll.RD) == 0) {
                    return 0;
                }
                if (fetch(PIECE) < 0) {
                    return 0;
                }
            } else if (received.stall() > 0) {
                return 0;
            } else {
                pass();
            }
        }
        return Poll.RD;
    }

    private void hangUp() throws IOException {
        hungUp = true;
        under.close();
    }

    private IOException dead() {
        return new IOException(this + ": the line has hung up after "
                + sent.counts().bytes() + " bytes sent and " + received.counts().bytes() + " received");
    }

    private long patience() throws IOException {
        if (timeout == QUERY) {
            long own;
            try {
                own = hungUp ? DEFAULT_TIMEOUT : under.ioctl(TIMEOUT, QUERY);
            } catch (UnsupportedOperationException e) {
                own = -1; // it waits as long as it likes
            }
            timeout = own;
        }
        long millis = timeout;
        return millis < 0 ? Long.MAX_VALUE : millis * 1_000_000;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(this + ": closed");
        }
    }
}
