package dev.jumper.bitbang;

import dev.jumper.hal.time.Ticks;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Moments by which something has to happen, and waits that an interrupt ends with an exception.
final class Schedule {
    /// By how much a clock is moved on that stood still between two samples, which only virtual time does.
    static final long STILL_NANOS = 100;

    private Schedule() {}

    /// How long before a moment the waits become short ones, which the system's ticks spin instead of parking: a
    /// thread that was parked comes back when it pleases the scheduler.
    private static final long SHORT_BEFORE = 2_000_000;

    private static final long SHORT = 20_000;

    /// Waits until the moment `due` of `ticks`, an interrupt or not; not at all if it has passed.
    static void until(Ticks ticks, long due) {
        long left = due - ticks.nanos();
        if (left > SHORT_BEFORE) {
            ticks.delay(left - SHORT_BEFORE);
            left = due - ticks.nanos();
        }
        while (left > 0) {
            ticks.delay(Math.min(left, SHORT));
            left = due - ticks.nanos();
        }
    }

    /// Waits `nanos`.
    ///
    /// @throws InterruptedIOException if the thread is interrupted; its flag stays set
    static void delay(Ticks ticks, long nanos, Object who) throws InterruptedIOException {
        ticks.delay(nanos);
        requireNoInterrupt(who);
    }

    /// Throws if the thread is interrupted; its flag stays set.
    static void requireNoInterrupt(Object who) throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(who + ": interrupted");
        }
    }

    /// Returns a timeout in nanoseconds, checked and cut to 292 years.
    static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected 0 or more");
        }
        return timeout.getSeconds() > Long.MAX_VALUE / 1_000_000_000 - 1 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
