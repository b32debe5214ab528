package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.Circuit;
import org.junit.jupiter.api.Test;

/// The registers are those of Bosch BST-BME280-DS002, "Memory map"; the raw values those of the worked example in
/// BST-BMP280-DS001, "Calculating pressure and temperature".
class Bme280ModelTest {
    private final Circuit circuit = Circuit.create();
    private final Bme280Model model = Bme280Model.bmp280();

    Bme280ModelTest() {
        model.connected(circuit);
    }

    private void write(int register, int value) {
        assertTrue(model.started(false));
        model.written(register);
        model.written(value);
        model.stopped();
    }

    private int read(int register) {
        model.started(false);
        model.written(register);
        model.started(true);
        return model.next();
    }

    private int twenty(int register) {
        return read(register) << 12 | read(register + 1) << 4 | read(register + 2) >> 4;
    }

    @Test
    void hasTheRawValuesOfTheWorkedExample() {
        model.celsius(25.08247793).pascals(100_653.258); // 128422.287 / 5120, and the formula in floating point
        write(0xF5, 0x04); // with the filter on, all bits
        write(0xF4, 0x25);
        circuit.ticks().delay(10_000_000);
        assertEquals(519_888, twenty(0xFA), 1);
        assertEquals(415_148, twenty(0xF7), 2);
    }

    @Test
    void hasSixteenBitsOfOneSampleAndOneMoreForEachDoubling() {
        for (int code = 1; code <= 5; code++) {
            write(0xF4, code << 5 | code << 2 | 1);
            circuit.ticks().delay(100_000_000);
            int cut = (1 << 5 - code) - 1;
            assertEquals(0, twenty(0xFA) & cut, "code " + code);
            assertEquals(0, twenty(0xF7) & cut, "code " + code);
        }
    }

    @Test
    void answersNobodyForTwoMillisecondsAfterAReset() {
        write(0xE0, 0xB6);
        assertFalse(model.started(false));
        circuit.ticks().delay(2_000_000);
        assertTrue(model.started(false));
        assertEquals(1, read(0xF3) & 1, "copies its calibration");
        circuit.ticks().delay(1_000_000);
        assertEquals(0, read(0xF3) & 1);
    }

    @Test
    void keepsItsConfigInNormalModeAndSleepsAfterForcedMode() {
        write(0xF4, 0x27);
        write(0xF5, 0x10);
        assertEquals(0, read(0xF5));
        write(0xF4, 0x25);
        assertEquals(8, read(0xF3), "measures");
        circuit.ticks().delay(10_000_000);
        assertEquals(0, read(0xF3));
        assertEquals(0x24, read(0xF4));
        write(0xF5, 0x10);
        assertEquals(0x10, read(0xF5));
    }

    @Test
    void refusesWhatTheChipCannotMeasure() {
        var e = assertThrows(IllegalArgumentException.class, () -> model.celsius(-40.1));
        assertEquals("temperature is -40.1 °C, expected -40 to 85", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> model.pascals(110_001));
        assertEquals("pressure is 110001.0 Pa, expected 30000 to 110000", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> model.percent(Double.NaN));
        assertEquals("humidity is NaN %, expected 0 to 100", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class, () -> Tmp117Model.create().celsius(151));
        assertEquals("temperature is 151.0 °C, expected -55 to 150", e.getMessage());
    }
}
