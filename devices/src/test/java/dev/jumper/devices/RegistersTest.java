package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.bus.PlaybackSpi;
import org.junit.jupiter.api.Test;

/// The bytes are those of the Bosch BME280 data sheet, "I2C Interface" and "SPI interface".
class RegistersTest {
    private static final I2cAddress CHIP = I2cAddress.of(0x76);
    private static final SpiSettings SPI = SpiSettings.of(SpiMode.MODE_0, 10_000_000);

    @Test
    void travelOverI2cAfterTheirNumber() throws Exception {
        try (var bus = new PlaybackI2c()
                .expectWriteRead(CHIP, "f7", "50 ff 00")
                .expectWriteRead(CHIP, "d0", "e0")
                .expectWrite(CHIP, "f2 a5")
                .expectWrite(CHIP, "88 01 ff")) {
            var registers = new Registers.OverI2c(bus, CHIP);
            assertArrayEquals(new byte[] {0x50, -1, 0}, registers.read(0xF7, 3));
            assertEquals(0xE0, registers.read(0xD0));
            registers.write(0xF2, 0xA5);
            registers.write(0x88, 0x01, 0xFF);
            assertEquals("at 0x76", registers.toString());
        }
    }

    @Test
    void travelOverSpiWithTheHighestBitOfTheirNumberSetToRead() throws Exception {
        try (var bus = new PlaybackSpi()
                .expect(SPI, "f7 00 00 00", "ff 50 ff 00")
                .expect(SPI, "d0 00", "ff e0")
                .expect(SPI, "f3 00", "00 04")
                .expect(SPI, "72 a5", "")
                .expect(SPI, "08 01 ff", "")) {
            var registers = new Registers.OverSpi(bus, SPI);
            assertArrayEquals(new byte[] {0x50, -1, 0}, registers.read(0xF7, 3));
            assertEquals(0xE0, registers.read(0xD0));
            assertEquals(4, registers.read(0x73), "its highest bit is not sent");
            registers.write(0xF2, 0xA5);
            registers.write(0x88, 0x01, 0xFF);
            assertEquals("on SPI playback", registers.toString());
        }
    }
}
