package dev.jumper.app.docs;

import static dev.jumper.app.docs.PinsPageTest.readCelsius;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.junit.CircuitExtension;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// @start region=test
@ExtendWith(CircuitExtension.class)
class ThermometerTest {
    @Test
    void readsTheThermometer(Circuit circuit) throws IOException {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        var registers = I2cRegisters.of(4).set(0, 0x19, 0x80);
        circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x48), registers));
        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());

        assertEquals(25.5, readCelsius(bus));
    }
}
// @end region=test
