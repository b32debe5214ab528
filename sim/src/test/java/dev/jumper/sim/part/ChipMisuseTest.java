package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What is asked of a part that it cannot be is refused before it is in any circuit.
class ChipMisuseTest {
    @Test
    void registerMapsHaveTheirBounds() {
        refuses("register map has 0 registers, expected 1 to 65536", () -> I2cRegisters.of(0));
        refuses("register map has 65537 registers, expected 1 to 65536", () -> I2cRegisters.of(0x10001));
        refuses("register pointer has 3 bytes, expected 0 to 2", () -> I2cRegisters.of(1, 3));
        refuses("register map has 129 registers, expected 1 to 128", () -> SpiRegisters.of(129));
    }

    @Test
    void timesAreNotNegative() {
        var i2c = I2cTarget.on("scl", "sda", I2cAddress.of(8), I2cRegisters.of(1));
        refuses("valid delay of an I2C target is -1 ns, expected 0 or more", () -> i2c.withValidDelay(-1));
        refuses("clock stretch of an I2C target is -1 ns, expected 0 or more", () -> i2c.stretching(-1));
        var spi = SpiTarget.on("sck", "", "", "", SpiSettings.of(SpiMode.MODE_0, 1), _ -> 0);
        refuses("valid delay of an SPI target is -1 ns, expected 0 or more", () -> spi.withValidDelay(-1));
        refuses(
                "bounce of a button is -1 ns, expected 0 or more",
                () -> Button.toGround("key").bouncing(-1));
    }

    private static void refuses(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
