package dev.jumper.hal.bus;

/// When an SPI clock rests, and on which of its edges bits are taken.
public enum SpiMode {
    /// Rests low, bits are taken on the first edge, the rising one.
    MODE_0,
    /// Rests low, bits are taken on the second edge, the falling one.
    MODE_1,
    /// Rests high, bits are taken on the first edge, the falling one.
    MODE_2,
    /// Rests high, bits are taken on the second edge, the rising one.
    MODE_3;

    /// Returns the mode with this number.
    public static SpiMode of(int number) {
        if (number < 0 || number > 3) {
            throw new IllegalArgumentException("SPI mode is " + number + ", expected 0 to 3");
        }
        return values()[number];
    }

    /// Returns the level at which the clock rests, 0 or 1 (CPOL).
    public int polarity() {
        return ordinal() >> 1;
    }

    /// Returns 0 if bits are taken on the first edge of each clock, 1 if on the second (CPHA).
    public int phase() {
        return ordinal() & 1;
    }
}
