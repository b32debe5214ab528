package dev.jumper.gpio.mmio;

/// Registers of 32 bits, by their offset in bytes.
public interface Registers {
    /// Reads the register at `offset`.
    int read(int offset);

    /// Writes the register at `offset`.
    void write(int offset, int value);
}
