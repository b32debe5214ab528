package dev.jumper.hal.bus;

/// The address of a chip on an I2C bus, right-aligned: without the bit that says read or write.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", "The target address and R/W bit", "10-bit
/// addressing".
///
/// @param value 0 to 0x7F, or 0 to 0x3FF if `tenBit`
/// @param tenBit whether the address travels in two bytes
public record I2cAddress(int value, boolean tenBit) {
    private static final int LARGEST_SEVEN_BIT = 0x7F;
    private static final int LARGEST_TEN_BIT = 0x3FF;
    private static final int FIRST_UNRESERVED = 0x08;
    private static final int LAST_UNRESERVED = 0x77;

    /// Checks the range.
    public I2cAddress {
        int largest = tenBit ? LARGEST_TEN_BIT : LARGEST_SEVEN_BIT;
        if (value < 0 || value > largest) {
            throw new IllegalArgumentException("I2C address is 0x%02x, expected 0x00 to 0x%02x%s"
                    .formatted(value, largest, remedy(value, tenBit)));
        }
    }

    /// Returns a 7-bit address.
    public static I2cAddress of(int value) {
        return new I2cAddress(value, false);
    }

    /// Returns a 10-bit address.
    public static I2cAddress tenBit(int value) {
        return new I2cAddress(value, true);
    }

    /// Tells whether the standard keeps this address for itself, so that no ordinary chip has it: 0x00 to 0x07 and
    /// 0x78 to 0x7F ("Reserved addresses").
    public boolean reserved() {
        return !tenBit && (value < FIRST_UNRESERVED || value > LAST_UNRESERVED);
    }

    private static String remedy(int value, boolean tenBit) {
        if (tenBit || value < 0 || value > 0xFF) {
            return "";
        }
        return "; if this is the form with the read bit, the address is 0x%02x".formatted(value >> 1);
    }

    /// Returns the address in hexadecimal, `0x68` or `0x168 (10-bit)`.
    @Override
    public String toString() {
        return tenBit ? "0x%03x (10-bit)".formatted(value) : "0x%02x".formatted(value);
    }
}
