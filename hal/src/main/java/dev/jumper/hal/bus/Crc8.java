package dev.jumper.hal.bus;

/// The CRC-8 of 1-Wire: polynomial x⁸+x⁵+x⁴+1, least significant bit first, starting at 0.
///
/// Source: Analog Devices application note 27, "Understanding and Using Cyclic Redundancy Checks with 1-Wire and
/// iButton Products".
public final class Crc8 {
    private static final int POLYNOMIAL = 0x8C;

    private Crc8() {}

    /// Returns the check byte of all of `bytes`; 0 if it covers its own check byte and fits.
    public static int of(byte... bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// Returns the check byte of `length` bytes from `offset` on.
    public static int of(byte[] bytes, int offset, int length) {
        return ReflectedCrc.of(POLYNOMIAL, bytes, offset, length);
    }
}
