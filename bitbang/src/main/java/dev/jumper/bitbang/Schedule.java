package dev.jumper.bitbang;

import dev.jumper.hal.time.Ticks;
import java.io.InterruptedIOException;
import java.time.Duration;

/// Moments by which something has to happen, and waits that an interrupt ends with an exception.
final class Schedule {
    /// By how much a clock is moved on that stood still between two samples, which only virtual time does.
    static final long STILL_NANOS = 100;

    private Schedule() {}

    /// Waits until the moment `due` of `ticks`; at once if it has passed.
    static void until(Ticks ticks, long due) {
        ticks.delay(due - ticks.nanos());
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
