package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.sim.wave.Signal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForcedNetTest {
    private final Circuit circuit = Circuit.create();
    private final Net net = circuit.net("line").pulledUp();
    private final Terminal terminal = net.terminal("chip");

    @Test
    void isWhatItIsForcedToWhoeverDrivesIt() {
        terminal.drive(1);
        net.force(0);
        assertEquals(0, net.level());
        terminal.drive(0);
        net.force(1);
        assertEquals(1, net.level());
        net.unforce();
        assertEquals(0, net.level());
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void risesLaterWhereOnlyAResistorLiftsIt() {
        net.risesIn(1_000);
        var recorder = Recorder.of(circuit, "line");
        circuit.ticks().delay(1_000);
        terminal.drive(0);
        circuit.ticks().delay(4_000);
        terminal.release();
        circuit.ticks().delay(5_000);
        terminal.drive(0);
        circuit.ticks().delay(5_000);
        terminal.drive(1);
        circuit.ticks().delay(5_000);
        assertEquals(List.of(1_000L, 6_000L, 10_000L, 15_000L), times(recorder));
    }

    @Test
    void neverRisesIfItFallsBefore() {
        net.risesIn(1_000);
        terminal.drive(0);
        var recorder = Recorder.of(circuit, "line");
        for (int i = 0; i < 3; i++) {
            circuit.ticks().delay(1_000);
            terminal.release();
            circuit.ticks().delay(900);
            terminal.drive(0);
        }
        circuit.ticks().delay(5_000);
        assertEquals(List.of(), times(recorder));
    }

    @Test
    void refusesALevelThatIsNone() {
        var e = assertThrows(IllegalArgumentException.class, () -> net.force(2));
        assertEquals("net line: forced to 2, expected 0 or 1", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> net.risesIn(-1));
        assertEquals("net line: rises in -1 ns, expected 0 or more", e.getMessage());
    }

    private static List<Long> times(Recorder recorder) {
        Signal line = recorder.waveform().signal("line");
        return IntStream.range(0, line.edges()).mapToObj(line::time).toList();
    }
}
