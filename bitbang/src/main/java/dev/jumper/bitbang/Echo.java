package dev.jumper.bitbang;

/// What came back to an [Ultrasonic] ranger.
public sealed interface Echo {
    /// How long the echo line was high, in nanoseconds: the way there and back at the speed of sound.
    long nanos();

    /// Something within range sent an echo.
    ///
    /// @param metres how far away it is, from the front of the ranger
    record Heard(long nanos, double metres) implements Echo {}

    /// The ranger gave up listening, or reported more than it can hear: nothing is within range.
    record OutOfRange(long nanos) implements Echo {}
}
