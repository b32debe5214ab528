package dev.jumper.hal.bus;

import java.util.HexFormat;

/// The 64-bit address of a 1-Wire device: family, serial number and CRC-8, the family in the lowest byte.
///
/// Written in hexadecimal in the order it travels: `28ac410e07000074` is family 0x28.
public record RomCode(long value) {
    private static final int BYTES = 8;

    /// Reads sixteen hexadecimal digits, in the order the bytes travel.
    ///
    /// @throws IllegalArgumentException if it is no such thing, or its CRC does not fit
    public static RomCode parse(String hex) {
        if (!hex.matches("[0-9a-fA-F]{16}")) {
            throw new IllegalArgumentException(
                    "1-Wire ROM code is \"%s\", expected 16 hexadecimal digits such as 28ac410e07000074"
                            .formatted(hex));
        }
        var rom = new RomCode(Long.reverseBytes(HexFormat.fromHexDigitsToLong(hex)));
        if (!rom.isValid()) {
            throw new IllegalArgumentException("1-Wire ROM code %s: CRC is 0x%02x, computed 0x%02x"
                    .formatted(hex, rom.byteAt(7), Crc8.of(rom.bytes(), 0, 7)));
        }
        return rom;
    }

    /// Returns the code of a device, its CRC computed.
    ///
    /// @param family 0 to 0xFF
    /// @param serial 48 bits
    public static RomCode of(int family, long serial) {
        if (family < 0 || family > 0xFF) {
            throw new IllegalArgumentException("1-Wire family is 0x%x, expected 0x00 to 0xff".formatted(family));
        }
        if (serial < 0 || serial >>> 48 != 0) {
            throw new IllegalArgumentException("1-Wire serial number is 0x%x, expected 48 bits".formatted(serial));
        }
        long code = serial << 8 | family;
        return new RomCode(code | (long) Crc8.of(new RomCode(code).bytes(), 0, 7) << 56);
    }

    /// Returns the kind of device, 0 to 0xFF.
    public int family() {
        return (int) value & 0xFF;
    }

    /// Returns the byte that travels at `index`, 0 to 7.
    public byte byteAt(int index) {
        return (byte) (value >>> 8 * index);
    }

    /// Returns the eight bytes in the order they travel.
    public byte[] bytes() {
        var bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = byteAt(i);
        }
        return bytes;
    }

    /// Tells whether the CRC fits, and the family is not 0, which a line stuck low would give.
    public boolean isValid() {
        return family() != 0 && Crc8.of(bytes()) == 0;
    }

    /// Returns sixteen hexadecimal digits in the order the bytes travel.
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(Long.reverseBytes(value));
    }
}
