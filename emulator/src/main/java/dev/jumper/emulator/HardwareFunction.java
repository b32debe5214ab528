package dev.jumper.emulator;

import java.io.IOException;

/// A function of the Python module `_jumper`.
@FunctionalInterface
interface HardwareFunction {
    /// Performs the function and returns its result: an integer, a double, a boolean, or null for None.
    Object call(Arguments arguments) throws IOException, InterruptedException;
}
