package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;

/// What a chip does with the words that an [SpiTarget] takes from the bus; a lambda from the word received to the
/// word sent next is a chip.
@FunctionalInterface
public interface SpiChip {
    /// Tells once, at first, which circuit the chip is in: its time, its chance, its other nets.
    default void connected(Circuit circuit) {
        // most chips need to know nothing of it
    }

    /// Tells that the chip was selected, and returns the word that it sends first.
    default int selected() {
        return 0;
    }

    /// Takes a whole word, aligned right, and returns the word to send with the next one.
    int exchanged(int received);

    /// Tells that the chip was deselected.
    default void deselected() {
        // most chips have done what there is to do
    }
}
