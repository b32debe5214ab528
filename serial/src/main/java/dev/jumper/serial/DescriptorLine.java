package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.CLibrary.Caller;
import dev.jumper.serial.Posix.PollSet;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A non-blocking descriptor of Linux with waits of our own: poll(2) in slices, beside an event descriptor that
/// `close` raises, so that no thread is left waiting on a number that may soon mean another file.
///
/// A terminal may come with a second descriptor, one that blocks until there is a byte or a slice has passed: a
/// read that has the time is then one call, as it is in C, rather than two or three.
final class DescriptorLine implements Line {
    /// How long a wait may overlook an interrupt, in milliseconds.
    private static final long SLICE = 100;

    private static final int SCRATCH = 16 * 1024;
    private static final int NONE = -1;
    /// After a read of no more than this, or one that waited, the next most likely has to wait: it does that first,
    /// which saves a call.
    private static final int FEW = 64;
    /// A wait that takes no longer than this was none.
    private static final long AT_ONCE = 3000;

    private final String name;
    private final int fd;
    private final int patient;
    private final int wake;
    private final Ticks ticks;
    private final Arena arena = Arena.ofShared();
    private final Direction input = new Direction(arena);
    private final Direction output = new Direction(arena);
    /// Held shared by operations, exclusively by the end of `close`: the descriptor lives until all have left.
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private boolean waitsFirst; // the reader's
    private volatile boolean closing;
    private volatile boolean ended;

    /// What one direction needs for its calls; one thread reads, another writes.
    private static final class Direction {
        private final Caller caller;
        private final PollSet set;
        private final MemorySegment memory;
        private final ByteBuffer bytes;

        Direction(Arena arena) {
            caller = new Caller(arena);
            set = new PollSet(arena, caller);
            memory = arena.allocate(SCRATCH);
            bytes = memory.asByteBuffer();
        }
    }

    private DescriptorLine(String name, int fd, int patient, int wake, Ticks ticks) {
        this.name = name;
        this.fd = fd;
        this.patient = patient;
        this.wake = wake;
        this.ticks = ticks;
    }

    /// Takes over `fd`, which must be non-blocking; `name` is for messages.
    static DescriptorLine over(String name, int fd, Ticks ticks) throws IOException {
        return over(name, fd, NONE, ticks);
    }

    /// As [#over(String, int, Ticks)], with `patient`, a descriptor of the same terminal whose reads block for up
    /// to 100 ms.
    static DescriptorLine over(String name, int fd, int patient, Ticks ticks) throws IOException {
        int wake = Posix.eventFd();
        if (wake < 0) {
            Posix.close(fd);
            if (patient != NONE) {
                Posix.close(patient);
            }
            throw new IOException(name + ": no event descriptor to be had: " + Posix.message(wake));
        }
        return new DescriptorLine(name, fd, patient, wake, ticks);
    }

    @Override
    public int read(ByteBuffer target, long millis) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        use.readLock().lock();
        try {
            Deadline deadline = null;
            boolean waited = false;
            if (waitsFirst
                    && patient == NONE
                    && millis != 0
                    && !Thread.currentThread().isInterrupted()) {
                deadline = deadline(millis, 0);
                long start = ticks.nanos();
                waitFor(input.set, Posix.POLLIN, deadline);
                waited = ticks.nanos() - start > AT_ONCE;
            }
            while (!closing && !ended) {
                boolean sleeps = sleeps(millis, deadline);
                long start = sleeps && deadline == null ? ticks.nanos() : 0;
                int from = sleeps ? patient : fd;
                int count = Posix.read(input.caller, from, input.memory, Math.min(target.remaining(), SCRATCH));
                waitsFirst = waited || count <= FEW;
                if (count > 0) {
                    target.put(target.position(), input.bytes, 0, count);
                    target.position(target.position() + count);
                    return count;
                }
                if (count == 0) {
                    // a terminal set to return at once says 0 for "nothing yet", too
                    ended = (checked(input.set.await(fd, 0, wake, 0)) & (Posix.POLLHUP | Posix.POLLERR)) != 0;
                } else if (count == -Posix.EIO || count == -Posix.ENXIO || count == -Posix.ENODEV) {
                    ended = true;
                } else if (count != -Posix.EAGAIN && count != -Posix.EINTR) {
                    throw new IOException(name + ": read failed: " + Posix.message(count));
                }
                if (!ended) {
                    if (millis == 0) {
                        return ByteStream.NOT_READY;
                    }
                    if (deadline == null) {
                        deadline = deadline(millis, sleeps ? ticks.nanos() - start : 0);
                    }
                    waited = true;
                    if (sleeps ? deadline.expired() : !waitFor(input.set, Posix.POLLIN, deadline)) {
                        return ByteStream.NOT_READY;
                    }
                }
            }
            return ByteStream.EOF;
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public int write(ByteBuffer source, long millis) throws IOException {
        use.readLock().lock();
        try {
            Deadline deadline = null;
            while (!closing && !ended) {
                if (!source.hasRemaining()) {
                    return 0;
                }
                int wanted = Math.min(source.remaining(), SCRATCH);
                output.bytes.put(0, source, source.position(), wanted);
                int count = Posix.write(output.caller, fd, output.memory, wanted);
                if (count > 0) {
                    source.position(source.position() + count);
                    return count;
                }
                if (count == -Posix.EIO || count == -Posix.ENXIO || count == -Posix.ENODEV) {
                    ended = true;
                } else if (count < 0 && count != -Posix.EAGAIN && count != -Posix.EINTR) {
                    throw new IOException(name + ": write failed: " + Posix.message(count));
                } else if (millis == 0) {
                    return ByteStream.NOT_READY;
                } else {
                    deadline = deadline == null ? deadline(millis, 0) : deadline;
                    if (!waitFor(output.set, Posix.POLLOUT, deadline)) {
                        return ByteStream.NOT_READY;
                    }
                }
            }
            throw new IOException(name
                    + (closing
                            ? ": closed while writing"
                            : ": the connection ended: unplugged, or the program at the other end has gone;"
                                    + " connect it again"));
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public int poll(int bits) throws IOException {
        use.readLock().lock();
        try {
            if (closing) {
                return Poll.NVAL;
            }
            return ended ? Poll.HUP | bits & Poll.RD : checked(Posix.poll(fd, bits & (Poll.RD | Poll.WR), wake, 0));
        } finally {
            use.readLock().unlock();
        }
    }

    /// Runs a system call on the descriptor, which stays open meanwhile.
    ///
    /// @return what the call returns, or `-EIO` when the line is closed
    int with(java.util.function.IntUnaryOperator call) {
        use.readLock().lock();
        try {
            return closing ? -Posix.EIO : call.applyAsInt(fd);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public void close() {
        closing = true;
        Posix.signal(wake);
        use.writeLock().lock();
        try {
            Posix.close(fd);
            if (patient != NONE) {
                Posix.close(patient);
            }
            Posix.close(wake);
            arena.close();
        } finally {
            use.writeLock().unlock();
        }
    }

    /// Tells whether a read may block for a slice: one that would wait, and has the time.
    private boolean sleeps(long millis, Deadline deadline) {
        if (patient == NONE || Thread.currentThread().isInterrupted()) {
            return false;
        }
        return deadline == null ? millis < 0 || millis >= SLICE : deadline.remainingMillis(SLICE) >= SLICE;
    }

    /// Returns the end of a wait of `millis`, of which `spent` nanoseconds are over.
    private Deadline deadline(long millis, long spent) {
        return millis < 0
                ? Deadline.never(ticks)
                : Deadline.after(ticks, Duration.ofMillis(millis).minusNanos(spent));
    }

    /// Waits until `bits` hold, or the line is closed or hung up.
    ///
    /// @return false if the deadline passed first
    private boolean waitFor(PollSet set, int bits, Deadline deadline) throws IOException {
        while (!closing) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(name + ": interrupted while waiting");
            }
            int ready = checked(set.await(fd, bits, wake, (int) deadline.remainingMillis(SLICE)));
            if (ready != 0) {
                return true;
            }
            if (deadline.expired()) {
                return false;
            }
        }
        return true;
    }

    private int checked(int ready) throws IOException {
        if (ready < 0 && ready != -Posix.EINTR) {
            throw new IOException(name + ": poll failed: " + Posix.message(ready));
        }
        return Math.max(0, ready);
    }
}
