package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.Circuit;
import org.junit.jupiter.api.Test;

/// What the models of memories and displays do with bytes, without a bus.
class MemoryAndDisplayModelTest {
    private final Circuit circuit = Circuit.create();

    private static void write(I2cChip chip, int... bytes) {
        assertTrue(chip.started(false));
        for (int value : bytes) {
            assertTrue(chip.written(value));
        }
        chip.stopped();
    }

    /// AT24C01A data sheet (Atmel 0180), "Page Write": "the data word address will 'roll over' and previous data
    /// will be overwritten".
    @Test
    void aPageThatIsWrittenPastItsEndBeginsAgain() {
        var memory = Eeprom24Model.of(128);
        memory.connected(circuit);
        write(memory, 6, 1, 2, 3);
        assertFalse(memory.started(true), "it burns");
        circuit.ticks().delay(5_000_000);
        assertEquals(1, memory.content()[6]);
        assertEquals(2, memory.content()[7]);
        assertEquals(3, memory.content()[0]);
        assertEquals(-1, memory.content()[8]);
    }

    @Test
    void aMemoryThatIsReadPastItsEndBeginsAgain() {
        var memory = Eeprom24Model.of(4096).set(4095, 7).set(0, 8);
        memory.started(false);
        memory.written(0x0F);
        memory.written(0xFF);
        memory.started(true);
        assertEquals(7, memory.next());
        assertEquals(8, memory.next());
    }

    @Test
    void aMemoryHasASizeThatIsMade() {
        var e = assertThrows(IllegalArgumentException.class, () -> Eeprom24Model.of(100));
        assertEquals("EEPROM has 100 bytes, expected 128, 256, 512 and so on to 65536", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Eeprom24Model.of(131072));
    }

    @Test
    void aDisplayHasASizeThatIsMade() {
        var e = assertThrows(IllegalArgumentException.class, () -> Ssd1306Model.of(48));
        assertEquals("SSD1306 display is 48 pixels high, expected 64 or 32", e.getMessage());
    }

    /// SSD1306 data sheet, "Memory Addressing Mode" and "Command Table": after power-up page addressing mode.
    @Test
    void aDisplayUnderstandsPageAddressing() {
        var display = Ssd1306Model.of(64);
        display.connected(circuit);
        write(display, 0x00, 0x8D, 0x14, 0xA1, 0xC8, 0xAF, 0xB1, 0x05, 0x12);
        write(display, 0x40, 0x81, 0x00);
        assertTrue(display.isLit(0x25, 8));
        assertFalse(display.isLit(0x25, 9));
        assertTrue(display.isLit(0x25, 15));
        assertFalse(display.isLit(0x26, 8));
    }

    @Test
    void aDisplayShowsNothingWithoutItsChargePump() {
        var display = Ssd1306Model.of(64);
        write(display, 0x00, 0xA5, 0xAF);
        assertFalse(display.isLit(0, 0));
        write(display, 0x80, 0x8D, 0x80, 0x14);
        assertTrue(display.isLit(0, 0));
        write(display, 0x00, 0xAE);
        assertFalse(display.isLit(0, 0));
    }
}
