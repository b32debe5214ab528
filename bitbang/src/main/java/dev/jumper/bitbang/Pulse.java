package dev.jumper.bitbang;

/// What came of waiting for a pulse. None of it is an error: a sensor out of range sends no pulse, or a very long
/// one.
public sealed interface Pulse {
    /// A pulse began and ended in time.
    ///
    /// @param nanos how long it was
    record Measured(long nanos) implements Pulse {}

    /// The line did not reach the level in time.
    record NeverStarted() implements Pulse {}

    /// The line reached the level and did not leave it in time.
    record NeverEnded() implements Pulse {}
}
