package dev.jumper.sim.part;

/// What a [OneWireTarget] does wrong from a reset to the next.
public sealed interface OneWireFault {
    /// Nothing.
    record None() implements OneWireFault {}

    /// Does not answer, as if it were not there.
    record NoPresence() implements OneWireFault {}

    /// Holds the line low for `nanos` after a reset, in place of a presence pulse; [Long#MAX_VALUE] is until
    /// [OneWireTarget#letGo].
    record HeldLow(long nanos) implements OneWireFault {}

    /// Inverts the last byte of whatever the chip sends, where its checksum is, and of its ROM code.
    record WrongChecksum() implements OneWireFault {}

    /// Falls silent at bit `bit` (0 to 63) of a search, as a device does that loses its contact.
    record DroppedInSearch(int bit) implements OneWireFault {}
}
