package dev.jumper.hal.stream;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;

/// The bits of [ByteStream#POLL], and a wait for them.
public final class Poll {
    /// There is something to read, or the end of the stream.
    public static final int RD = 1;
    /// There is room to write.
    public static final int WR = 4;
    /// The stream has failed.
    public static final int ERR = 8;
    /// The far end has closed. Bytes that it sent before may still be there.
    public static final int HUP = 16;
    /// The stream is not open.
    public static final int NVAL = 32;

    static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 10_000_000;

    private Poll() {}

    /// Waits until one of `bits` holds for `stream`, or ERR, HUP or NVAL does, or `deadline` passes.
    ///
    /// Asks again after pauses that grow from 20 µs to 10 ms.
    ///
    /// @return the bits that hold, 0 if the deadline passed first
    /// @throws InterruptedIOException if the thread is interrupted; its flag stays set
    public static int await(ByteStream stream, int bits, Deadline deadline) throws IOException {
        long pause = FIRST_PAUSE;
        while (true) {
            int ready = (int) stream.ioctl(ByteStream.POLL, bits);
            if (ready != 0 || deadline.expired()) {
                return ready;
            }
            pause(deadline.ticks(), Math.min(pause, deadline.remainingNanos()));
            pause = longer(pause);
        }
    }

    /// Waits `nanos`.
    static void pause(Ticks ticks, long nanos) throws InterruptedIOException {
        ticks.delay(nanos);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for a stream");
        }
    }

    /// Returns the pause that follows `pause`.
    static long longer(long pause) {
        return Math.min(2 * pause, LONGEST_PAUSE);
    }
}
