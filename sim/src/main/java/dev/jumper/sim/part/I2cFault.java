package dev.jumper.sim.part;

/// What an [I2cTarget] does wrong in a transaction, from its start to its stop.
public sealed interface I2cFault {
    /// A number of clocks that never comes: the target does not let go until [I2cTarget#letGo].
    int NEVER = Integer.MAX_VALUE;

    /// Nothing.
    record None() implements I2cFault {}

    /// Does not acknowledge its address, as if it were not there, or busy.
    record AddressRefused() implements I2cFault {}

    /// Does not acknowledge the data byte at `index`, counted from 0 over the whole transaction.
    record DataRefused(int index) implements I2cFault {}

    /// Holds the clock low for `nanos` after the byte at `octet` of the transaction, 0 being the address, is
    /// acknowledged; [Long#MAX_VALUE] is for ever, until [I2cTarget#letGo].
    record Stretched(int octet, long nanos) implements I2cFault {}

    /// Sends 0 from bit `bit` (0 to 7, 0 being the first on the wire) of the first byte it sends, and hangs there:
    /// deaf to starts, stops and acknowledges until `clocks` more clocks have ended.
    record HeldData(int bit, int clocks) implements I2cFault {}
}
