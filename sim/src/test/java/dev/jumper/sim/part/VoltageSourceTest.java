package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.sim.Circuit;
import org.junit.jupiter.api.Test;

class VoltageSourceTest {
    private final Circuit circuit = Circuit.create();

    @Test
    void staysAtItsVoltageUntilItIsTurned() {
        var source = circuit.add(VoltageSource.on("in", 1.25));
        assertEquals(1.25, circuit.net("in").volts());
        source.volts(-0.5);
        assertEquals(-0.5, circuit.net("in").volts());
    }

    @Test
    void followsAFunctionOfTheCircuitsTime() {
        circuit.add(VoltageSource.on("in", nanos -> nanos / 1e9));
        circuit.ticks().delay(750_000_000);
        assertEquals(0.75, circuit.net("in").volts());
    }

    @Test
    void aNetWithoutASourceHasTheVoltageOfItsLevel() {
        assertEquals(0, circuit.net("in").volts());
        circuit.net("in").pulledUp();
        assertEquals(3.3, circuit.net("in").volts());
    }

    @Test
    void leavesTheLevelAlone() {
        circuit.add(VoltageSource.on("in", 3.3));
        assertEquals(0, circuit.net("in").level());
    }

    @Test
    void refusesWhatIsNoVoltage() {
        var e = assertThrows(IllegalArgumentException.class, () -> VoltageSource.on("in", Double.NaN));
        assertEquals("source on net in: NaN V, expected a number", e.getMessage());
    }
}
