package dev.jumper.sim.part;

import java.util.function.BooleanSupplier;

/// What a [OneWireChip] does after a byte that it received.
public sealed interface OneWireAnswer {
    /// Waits for another byte.
    record Listen() implements OneWireAnswer {}

    /// Sends `bytes`, then asks [OneWireChip#sent] how to go on.
    record Send(byte... bytes) implements OneWireAnswer {}

    /// Sends a bit in each slot from now on: 0 while `busy` says so, 1 after.
    record Busy(BooleanSupplier busy) implements OneWireAnswer {}

    /// Has nothing more to say, and waits for the next reset.
    record Done() implements OneWireAnswer {}
}
