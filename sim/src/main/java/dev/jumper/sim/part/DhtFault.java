package dev.jumper.sim.part;

/// What a [DhtSensor] does wrong in a reading.
public sealed interface DhtFault {
    /// Nothing.
    record None() implements DhtFault {}

    /// Does not answer the start signal.
    record Silent() implements DhtFault {}

    /// Sends a checksum that is one too high.
    record WrongChecksum() implements DhtFault {}

    /// Falls silent, the line released, after `bits` bits (0 to 39).
    record CutOff(int bits) implements DhtFault {}

    /// Makes the high pulse of bit `bit` (0 to 39) only `nanos` long.
    record ShortPulse(int bit, long nanos) implements DhtFault {}

    /// Holds the line low at bit `bit` (0 to 39), until [DhtSensor#letGo].
    record HeldLow(int bit) implements DhtFault {}
}
