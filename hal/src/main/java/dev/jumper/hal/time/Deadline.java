package dev.jumper.hal.time;

import java.time.Duration;

/// A moment on a [Ticks] by which something has to be done; covers a whole amount of work, however many
/// operations it takes. Immutable.
public final class Deadline {
    /// The span of a deadline that never comes, and the longest there is: 292 years.
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration LONGEST = Duration.ofNanos(NEVER);

    private final Ticks ticks;
    private final long start;
    private final long span;

    private Deadline(Ticks ticks, long span) {
        this.ticks = ticks;
        this.start = ticks.nanos();
        this.span = span;
    }

    /// Returns the moment `timeout` from now; zero or less is a deadline that has already passed.
    public static Deadline after(Ticks ticks, Duration timeout) {
        if (timeout.isNegative()) {
            return new Deadline(ticks, 0);
        }
        return new Deadline(ticks, timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : NEVER);
    }

    /// Returns a moment that never comes. For waits that a person ends, such as those of a terminal.
    public static Deadline never(Ticks ticks) {
        return new Deadline(ticks, NEVER);
    }

    /// Returns the nanoseconds left, zero once the moment has passed.
    public long remainingNanos() {
        return span == NEVER ? NEVER : Math.max(0, span - (ticks.nanos() - start));
    }

    /// Returns whole milliseconds left, rounded up, at most `limit`.
    public long remainingMillis(long limit) {
        return Math.min(limit, Math.ceilDiv(remainingNanos(), 1_000_000));
    }

    /// Tells whether the moment has passed.
    public boolean expired() {
        return remainingNanos() == 0;
    }

    /// Returns how long the deadline was when it was made.
    public Duration span() {
        return Duration.ofNanos(span);
    }

    /// Returns the clock that this deadline is on.
    public Ticks ticks() {
        return ticks;
    }
}
