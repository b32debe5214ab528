package dev.jumper.hal.bus;

import java.util.Objects;

/// A cyclic redundancy check that takes the least significant bit of each byte first and starts at 0.
final class ReflectedCrc {
    private ReflectedCrc() {}

    /// Returns the check of `length` bytes from `offset` on, for a polynomial written with its lowest power in the
    /// highest bit.
    static int of(int polynomial, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int crc = 0;
        for (int i = offset; i < offset + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ (crc & 1) * polynomial;
            }
        }
        return crc;
    }
}
