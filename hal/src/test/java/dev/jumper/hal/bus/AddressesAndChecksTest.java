package dev.jumper.hal.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesAndChecksTest {
    /// The check values over "123456789" in the "Catalogue of parametrised CRC algorithms": CRC-8/MAXIM-DOW 0xA1,
    /// CRC-16/ARC 0xBB3D (that of 1-Wire, CRC-16/MAXIM-DOW, is its complement, 0x44C2).
    @Test
    void computesThePublishedCheckValues() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xA1, Crc8.of(digits));
        assertEquals(0xBB3D, Crc16.of(digits));
        assertEquals(0x44C2, ~Crc16.of(digits) & 0xFFFF);
        assertEquals(Crc8.of((byte) '3', (byte) '4'), Crc8.of(digits, 2, 2));
        assertEquals(Crc16.of((byte) '3', (byte) '4'), Crc16.of(digits, 2, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Crc8.of(digits, 5, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> Crc16.of(digits, 5, 5));
    }

    /// Application note 27, "Understanding and Using Cyclic Redundancy Checks", works this one out by hand.
    @Test
    void readsTheRomCodeOfTheApplicationNote() {
        var rom = RomCode.of(0x02, 0x00000001B81CL);
        assertEquals("021cb801000000a2", rom.toString());
        assertEquals(rom, RomCode.parse("021CB801000000A2"));
        assertEquals(0x02, rom.family());
        assertEquals((byte) 0xA2, rom.byteAt(7));
        assertArrayEquals(HexFormat.of().parseHex("021cb801000000a2"), rom.bytes());
        assertTrue(rom.isValid());
        assertFalse(new RomCode(rom.value() ^ 0x100).isValid());
        assertFalse(new RomCode(0).isValid(), "a line stuck low");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        28ac41   | 1-Wire ROM code is "28ac41", expected 16 hexadecimal digits such as 28ac410e07000074
        28ac410e07000075 | 1-Wire ROM code 28ac410e07000075: CRC is 0x75, computed 0x74
        """)
    void refusesWhatIsNoRomCode(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> RomCode.parse(text))
                        .getMessage());
    }

    @Test
    void refusesAFamilyOrSerialNumberOutOfRange() {
        var family = assertThrows(IllegalArgumentException.class, () -> RomCode.of(0x100, 0));
        assertEquals("1-Wire family is 0x100, expected 0x00 to 0xff", family.getMessage());
        var serial = assertThrows(IllegalArgumentException.class, () -> RomCode.of(1, 1L << 48));
        assertEquals("1-Wire serial number is 0x1000000000000, expected 48 bits", serial.getMessage());
    }

    @Test
    void refusesAnAddressOutOfRangeAndRecognisesTheFormWithTheReadBit() {
        assertEquals("0x68", I2cAddress.of(0x68).toString());
        assertEquals("0x168 (10-bit)", I2cAddress.tenBit(0x168).toString());
        var wide = assertThrows(IllegalArgumentException.class, () -> I2cAddress.of(0xD0));
        assertEquals(
                "I2C address is 0xd0, expected 0x00 to 0x7f; if this is the form with the read bit, the address is"
                        + " 0x68",
                wide.getMessage());
        var ten = assertThrows(IllegalArgumentException.class, () -> I2cAddress.tenBit(0x400));
        assertEquals("I2C address is 0x400, expected 0x00 to 0x3ff", ten.getMessage());
        assertThrows(IllegalArgumentException.class, () -> I2cAddress.of(-1));
    }

    /// UM10204, "Reserved addresses": 0000 xxx and 1111 xxx.
    @Test
    void knowsTheReservedAddresses() {
        for (int value = 0; value < 0x80; value++) {
            int upper = value >> 3;
            assertEquals(upper == 0 || upper == 0xF, I2cAddress.of(value).reserved(), "0x%02x".formatted(value));
        }
        assertFalse(I2cAddress.tenBit(0x001).reserved());
    }

    @Test
    void refusesAReadOfNothingAndARangeOutsideTheArray() {
        var e = assertThrows(IllegalArgumentException.class, () -> I2cMessage.read(new byte[0]));
        assertEquals("an I2C read has no bytes, expected at least 1; probe with a write", e.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> new I2cMessage.Write(new byte[4], 3, 2));
        assertEquals(0, I2cMessage.write().length());
    }

    /// The usual numbering: CPOL is the upper bit, CPHA the lower.
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "2, 1, 0", "3, 1, 1"})
    void numbersSpiModesAsEverybodyDoes(int number, int polarity, int phase) {
        assertEquals(polarity, SpiMode.of(number).polarity());
        assertEquals(phase, SpiMode.of(number).phase());
    }

    @Test
    void refusesSpiSettingsThatCannotBe() {
        assertEquals(
                "SPI mode is 4, expected 0 to 3",
                assertThrows(IllegalArgumentException.class, () -> SpiMode.of(4))
                        .getMessage());
        assertEquals(
                "SPI speed is 0 Hz, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> SpiSettings.of(SpiMode.MODE_0, 0))
                        .getMessage());
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        assertEquals(
                "SPI word has 33 bits, expected 1 to 32",
                assertThrows(IllegalArgumentException.class, () -> settings.withWordBits(33))
                        .getMessage());
        assertEquals(1, settings.wordBytes());
        assertEquals(2, settings.withWordBits(9).wordBytes());
        assertEquals(4, settings.withWordBits(17).wordBytes());
    }
}
