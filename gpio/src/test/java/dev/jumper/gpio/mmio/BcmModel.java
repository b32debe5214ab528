package dev.jumper.gpio.mmio;

import java.util.ArrayList;
import java.util.List;

/// The registers of a BCM2835 or BCM2711 as their data sheets describe them, with what hangs on the lines.
///
/// Every write is kept. One to a register that the data sheets call reserved or read-only is an error.
final class BcmModel implements Registers {
    final List<String> writes = new ArrayList<>();
    private final boolean is2711;
    private final int[] functions = new int[6];
    private final long[] resistors = new long[54];
    private long latch;
    private long outside;
    private int pullControl;

    BcmModel(boolean is2711) {
        this.is2711 = is2711;
    }

    /// Drives a line from outside.
    void drive(int line, boolean high) {
        outside = outside & ~(1L << line) | (high ? 1L << line : 0);
    }

    /// Returns the function of a line: 0 input, 1 output.
    int function(int line) {
        return functions[line / 10] >> line % 10 * 3 & 7;
    }

    /// Returns the code of a line's resistor, as its own data sheet numbers them.
    long resistor(int line) {
        return resistors[line];
    }

    /// Sets a line's function to something that is not ours.
    void alternate(int line, int code) {
        functions[line / 10] |= code << line % 10 * 3;
    }

    private long levels() {
        long levels = 0;
        for (int line = 0; line < 54; line++) {
            long source = function(line) == 1 ? latch : outside;
            levels |= source & 1L << line;
        }
        return levels;
    }

    @Override
    public int read(int offset) {
        if (offset >= 0 && offset <= 0x14) {
            return functions[offset / 4];
        }
        if (is2711 && offset >= 0xE4 && offset <= 0xF0) {
            int value = 0;
            for (int i = 0; i < 16; i++) {
                int line = (offset - 0xE4) / 4 * 16 + i;
                value |= line < 54 ? (int) resistors[line] << 2 * i : 0;
            }
            return value;
        }
        return switch (offset) {
            case 0x34 -> (int) levels();
            case 0x38 -> (int) (levels() >>> 32);
            default -> throw new AssertionError("read of 0x%02x, which is reserved or write-only".formatted(offset));
        };
    }

    @Override
    public void write(int offset, int value) {
        writes.add("%02x=%08x".formatted(offset, value));
        if (offset >= 0 && offset <= 0x14 && offset % 4 == 0) {
            if ((value & 0xC0000000) != 0) {
                throw new AssertionError("write of reserved bits of 0x%02x: %08x".formatted(offset, value));
            }
            functions[offset / 4] = value;
            return;
        }
        if (is2711 && offset >= 0xE4 && offset <= 0xF0) {
            for (int i = 0; i < 16; i++) {
                int line = (offset - 0xE4) / 4 * 16 + i;
                if (line < 54) {
                    resistors[line] = value >> 2 * i & 3;
                }
            }
            return;
        }
        long bits = Integer.toUnsignedLong(value);
        switch (offset) {
            case 0x1C -> latch |= bits;
            case 0x20 -> latch |= bits << 32;
            case 0x28 -> latch &= ~bits;
            case 0x2C -> latch &= ~(bits << 32);
            case 0x94 -> pullControl = value;
            case 0x98 -> clock(bits);
            case 0x9C -> clock(bits << 32);
            default -> throw new AssertionError("write of 0x%02x, which is reserved or read-only".formatted(offset));
        }
    }

    private void clock(long lines) {
        if (is2711) {
            throw new AssertionError("GPPUDCLK does not exist on the BCM2711");
        }
        for (int line = 0; line < 54; line++) {
            if ((lines >>> line & 1) != 0) {
                resistors[line] = pullControl;
            }
        }
    }
}
