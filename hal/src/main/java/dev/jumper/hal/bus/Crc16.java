package dev.jumper.hal.bus;

/// The CRC-16 of 1-Wire: polynomial x¹⁶+x¹⁵+x²+1, least significant bit first, starting at 0. It travels inverted,
/// low byte first.
///
/// Source: Analog Devices application note 27, "Understanding and Using Cyclic Redundancy Checks with 1-Wire and
/// iButton Products".
public final class Crc16 {
    private static final int POLYNOMIAL = 0xA001;

    private Crc16() {}

    /// Returns the check of all of `bytes`, not inverted.
    public static int of(byte... bytes) {
        return of(bytes, 0, bytes.length);
    }

    /// Returns the check of `length` bytes from `offset` on, not inverted.
    public static int of(byte[] bytes, int offset, int length) {
        return ReflectedCrc.of(POLYNOMIAL, bytes, offset, length);
    }
}
