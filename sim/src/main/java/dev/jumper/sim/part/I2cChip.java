package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;

/// What a chip does with the bytes that an [I2cTarget] takes from the bus and puts on it.
public interface I2cChip {
    /// Tells once, at first, which circuit the chip is in: its time, its chance, its other nets.
    default void connected(Circuit circuit) {
        // most chips need to know nothing of it
    }

    /// Tells that the chip is addressed, to send (`reading`) or to receive, by a start or a repeated start.
    ///
    /// @return whether the chip acknowledges; one that is busy does not
    default boolean started(boolean reading) {
        return true;
    }

    /// Takes a byte, 0 to 255, and returns whether the chip acknowledges it.
    boolean written(int value);

    /// Returns the next byte to send, 0 to 255; asked before the master's acknowledge of it is known.
    int next();

    /// Tells that the transaction ended, by a stop.
    default void stopped() {
        // most chips keep what they have
    }
}
