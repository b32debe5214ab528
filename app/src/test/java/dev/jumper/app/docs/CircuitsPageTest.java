package dev.jumper.app.docs;

import static dev.jumper.app.docs.PinsPageTest.readCelsius;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.junit.CircuitExtension;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.wave.Edge;
import dev.jumper.sim.wave.Measurement;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The code of docs/circuits.md.
@ExtendWith(CircuitExtension.class)
class CircuitsPageTest {
    private static final I2cAddress LM75 = I2cAddress.of(0x48);

    @Test
    void aChipThatMisbehaves(Circuit circuit) throws IOException {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());
        // @start region=fault
        var chip =
                circuit.add(I2cTarget.on("scl", "sda", LM75, I2cRegisters.of(4).set(0, 0x19, 0x80)));
        chip.failingNext(new I2cFault.DataRefused(0)); // once, then it is well again

        var e = assertThrows(DeviceException.class, () -> readCelsius(bus));
        assertEquals(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, e.kind());
        assertEquals(25.5, readCelsius(bus)); // the bus was left idle
        // @end region=fault
    }

    @Test
    void theTimingOfTheWire(Circuit circuit) throws IOException {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.add(I2cTarget.on("scl", "sda", LM75, I2cRegisters.of(4)));
        // @start region=measure
        var recorder = Recorder.of(circuit, "scl", "sda");
        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());
        bus.write(LM75, (byte) 0, (byte) 0x19);

        var scl = Measurement.of(recorder.waveform(), "scl");
        var sda = Measurement.of(recorder.waveform(), "sda");
        // UM10204, "Characteristics of the SDA and SCL bus lines", standard mode
        assertTrue(scl.shortestHigh() >= 4_000);
        assertTrue(scl.shortestLow() >= 4_700);
        assertTrue(sda.shortestSetup("scl", Edge.RISING) >= 250);
        // @end region=measure
    }

    @Test
    void aDriverWithoutAnyWire() throws IOException {
        // @start region=playback
        try (var bus = new PlaybackI2c()
                .expectWriteRead(LM75, "00", "e7 00") // LM75B data sheet, "Temp register value": -25 °C
                .expectWriteRead(LM75, "00", "e7 00")
                .fail(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED)) {
            assertEquals(-25.0, readCelsius(bus));
            assertThrows(DeviceException.class, () -> readCelsius(bus));
        } // and complains of what was expected and never happened
        // @end region=playback
    }
}
