package dev.jumper.gpio.mmio;

import dev.jumper.hal.Pull;

/// What the GPIO controllers of all Raspberry Pis can do, by the number of a line.
///
/// Nothing here checks its arguments. Functions and resistors are changed by a read and a write, which nobody else
/// may come between: two programs must not set up lines of one register at once. Levels are written without.
public sealed interface Controller permits Bcm2835, Rp1 {
    /// Returns how many lines there are.
    int lines();

    /// Returns the levels of the lines in `mask`; the other bits are 0.
    long levels(long mask);

    /// Returns what the line is for: `input`, `output`, or the name of another function, such as `alt0`.
    String function(int line);

    /// Drives the outputs in `high` high, and those in `low` low.
    void drive(long high, long low);

    /// Returns the registers, for single lines to be driven without a detour.
    Registers registers();

    /// Returns the register that drives the line high when bit `line % 32` of it is written.
    int setRegister(int line);

    /// Returns the register that drives the line low when bit `line % 32` of it is written.
    int clearRegister(int line);

    /// Makes the line an input.
    void input(int line);

    /// Makes the line an output at the level that was last driven.
    void output(int line);

    /// Sets the resistor of the line.
    void pull(int line, Pull pull);
}
