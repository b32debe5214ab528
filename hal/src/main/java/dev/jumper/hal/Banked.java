package dev.jumper.hal;

import java.io.IOException;

/// A pin that is one line of a bank, several of which change in one operation: a port of a chip, a register.
///
/// A bus that finds its pins in one bank may change them together; what travels on the wire is the same.
public interface Banked {
    /// Returns the bank; pins of one bank return the same object.
    Bank bank();

    /// Returns this pin's bit in the masks of the bank, 0 to 63.
    int line();

    /// Up to 64 lines that are read and written at once. As its pins, not thread-safe.
    interface Bank {
        /// Samples the lines of `mask` at one moment; the other bits of the result are 0.
        long read(long mask) throws IOException;

        /// Drives the lines of `mask`, outputs all, to the bits of `levels` at one moment.
        void write(long mask, long levels) throws IOException;
    }
}
