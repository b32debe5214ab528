package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import org.junit.jupiter.api.Test;

class ChipTest {
    private static final Chip<String> CHIP = Chip.<String>named("X1", "widget", "none")
            .overI2c((_, _, _) -> "i2c", 0x76, 0x77)
            .overOneWire(0x28, (_, _, _) -> "1-Wire");

    @Test
    void refusesAnAddressThatItCannotHave() {
        assertEquals(I2cAddress.of(0x77), CHIP.require(I2cAddress.of(0x77)));
        var e = assertThrows(IllegalArgumentException.class, () -> CHIP.require(I2cAddress.of(0x68)));
        assertEquals("X1 address is 0x68, expected 0x76 or 0x77", e.getMessage());
    }

    @Test
    void refusesACodeOfAnotherFamily() {
        var rom = RomCode.of(0x28, 1);
        assertEquals(rom, CHIP.require(rom));
        var e = assertThrows(IllegalArgumentException.class, () -> CHIP.require(RomCode.of(0x10, 1)));
        assertEquals("10010000000000cc is no X1: its family is 0x10, expected 0x28", e.getMessage());
    }
}
