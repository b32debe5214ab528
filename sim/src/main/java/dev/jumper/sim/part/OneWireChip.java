package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;

/// What a chip does with its function commands, once a [OneWireTarget] has been selected by its ROM code.
public interface OneWireChip {
    /// Tells once, at first, which circuit the chip is in: its time, its chance, its other nets.
    default void connected(Circuit circuit) {
        // most chips need to know nothing of it
    }

    /// Tells that the chip has been selected; the next byte is a function command.
    default void selected() {
        // what a command left unfinished is forgotten by most chips
    }

    /// Takes a byte, 0 to 255, and says how to go on.
    OneWireAnswer received(int value);

    /// Says how to go on after the last bit of what was sent.
    default OneWireAnswer sent() {
        return new OneWireAnswer.Done();
    }

    /// Tells whether the chip answers an alarm search.
    default boolean alarmed() {
        return false;
    }
}
