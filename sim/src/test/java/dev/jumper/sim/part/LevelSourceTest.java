package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import org.junit.jupiter.api.Test;

class LevelSourceTest {
    @Test
    void changesWhenItWasToldAndBeginsAgain() {
        var circuit = Circuit.create();
        circuit.net("n").pulledUp();
        circuit.add(LevelSource.on("n").then(100, 0).then(250, 1).repeating(1000));
        var recorder = Recorder.of(circuit, "n");
        circuit.ticks().delay(2_200);
        var signal = recorder.waveform().signal("n");
        assertEquals(1, signal.firstLevel());
        long[] expected = {100, 250, 1100, 1250, 2100};
        assertEquals(expected.length, signal.edges());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], signal.time(i));
        }
    }

    @Test
    void drivesItsFirstLevelFromTheBeginningOn() {
        var circuit = Circuit.create();
        circuit.add(LevelSource.on("n").then(0, 1));
        assertEquals(1, circuit.net("n").level());
        circuit.add(LevelSource.on("idle"));
        circuit.ticks().delay(1_000_000);
        assertEquals(0, circuit.net("idle").level());
    }

    @Test
    void refusesWhatCannotBe() {
        var source = LevelSource.on("n").then(10, 0);
        var e = assertThrows(IllegalArgumentException.class, () -> source.then(10, 1));
        assertEquals("signal on n: changes at 10 ns, expected after 10 ns, the change before", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> source.then(11, 2));
        assertEquals("signal on n: level is 2, expected 0 or 1", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> source.repeating(10));
        assertEquals("signal on n: repeats after 10 ns, expected after its last change, more than 10", e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class, () -> LevelSource.on("m").repeating(5));
        assertEquals("signal on m: repeats after 5 ns, expected after its last change", e.getMessage());
    }
}
