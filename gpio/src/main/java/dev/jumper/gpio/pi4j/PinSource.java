package dev.jumper.gpio.pi4j;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// Where a Pi4J program's pins come from, by the address that it gives them: a GPIO number on a Raspberry Pi.
@FunctionalInterface
public interface PinSource {
    /// Returns the pin at `address`. A pin that is also [AutoCloseable] is closed when Pi4J shuts it down.
    ///
    /// @throws IOException if there is none, or it is in use
    Pin pin(int address) throws IOException;

    /// Has `change` run after each change of the level of the pin at `address`, by a thread that may use pins, one
    /// change after the other; a source that cannot tell does nothing, and changes are noticed when the pin is
    /// read. Not asked of a pin that tells of its edges itself ([dev.jumper.hal.EdgeSource]).
    default void onChange(int address, Runnable change) throws IOException {
        // noticed when read
    }
}
