package dev.jumper.hal.time;

import java.time.Duration;

/// Monotonic time and delay.
///
/// Implementations are safe for use by several threads.
public interface Ticks {
    /// Returns nanoseconds since an arbitrary origin that stays the same for the life of this object.
    ///
    /// Two readings are compared by their difference, which may overflow after 292 years.
    long nanos();

    /// Waits at least `nanos` nanoseconds; zero or less returns at once.
    ///
    /// An interrupt ends the wait early and leaves the thread's interrupt flag set.
    void delay(long nanos);

    /// Waits at least `duration`; as [#delay(long)] in all else.
    default void delay(Duration duration) {
        delay(duration.toNanos());
    }

    /// Returns the host's monotonic clock, which spins for waits below 50 µs and parks for longer ones.
    static Ticks system() {
        return SystemTicks.INSTANCE;
    }
}
