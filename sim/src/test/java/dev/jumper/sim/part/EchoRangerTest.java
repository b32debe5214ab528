package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EchoRangerTest {
    private final Circuit circuit = Circuit.create();
    private final EchoRanger ranger = circuit.add(EchoRanger.on("trig", "echo"));
    private final Pin trigger = circuit.pin("trig");
    private final Pin echo = circuit.pin("echo");

    EchoRangerTest() throws IOException {
        trigger.ioctl(Pin.OUTPUT, 0);
    }

    /// 1 m there and back at 343.2 m/s, the speed of sound in dry air of 20 °C, is 5.83 ms; the burst of 8 cycles
    /// of 40 kHz before it takes 200 µs (data sheet, "Timing diagram").
    @Test
    void raisesItsEchoForAsLongAsTheSoundIsUnderWay() throws IOException {
        var line = measure(10_000, 50_000_000);
        assertEquals(2, line.edges());
        assertEquals(5_828_000, line.time(1) - line.time(0), 5_000);
        assertEquals(10_100 + 200_000, line.time(0) - 100, 100);
    }

    @Test
    void measuresWhatItIsTold() throws IOException {
        ranger.metres(0.02).celsius(0);
        var line = measure(10_000, 50_000_000);
        assertEquals(2 * 0.02 / 331.3 * 1e9, line.time(1) - line.time(0), 1);
        ranger.metres(4);
        line = measure(20_000, 50_000_000);
        assertEquals(2 * 4 / 331.3 * 1e9, line.time(1) - line.time(0), 1);
        assertEquals(2, ranger.measurements());
    }

    @Test
    void ignoresATriggerThatIsTooShortOrTooSoon() throws IOException {
        assertEquals(0, measure(9_000, 50_000_000).edges());
        assertEquals(1, measure(10_000, 1_000_000).edges());
        assertEquals(1, measure(10_000, 50_000_000).edges(), "only the end of the one before");
        assertEquals(2, ranger.triggersIgnored());
        assertEquals(1, ranger.measurements());
    }

    @Test
    void misbehavesOnceAsTold() throws IOException {
        ranger.failingNext(new EchoFault.Silent(), new EchoFault.OutOfRange(), new EchoFault.NeverEnding());
        assertEquals(0, measure(10_000, 50_000_000).edges());
        var line = measure(10_000, 50_000_000);
        assertEquals(38_000_000, line.time(1) - line.time(0));
        assertEquals(1, measure(10_000, 1_000_000_000).edges());
        assertEquals(1, echo.ioctl(Pin.READ, 0));
        ranger.letGo();
        assertEquals(0, echo.ioctl(Pin.READ, 0));
        assertEquals(2, measure(10_000, 50_000_000).edges());
    }

    @Test
    void refusesADistanceOutOfItsRange() {
        var e = assertThrows(IllegalArgumentException.class, () -> ranger.metres(4.5));
        assertEquals("distance is 4.5 m, expected 0.02 to 4", e.getMessage());
    }

    private Signal measure(long pulseNanos, long waitNanos) throws IOException {
        var recorder = Recorder.of(circuit, "echo");
        trigger.ioctl(Pin.WRITE, 1);
        circuit.ticks().delay(pulseNanos);
        trigger.ioctl(Pin.WRITE, 0);
        circuit.ticks().delay(waitNanos);
        return recorder.waveform().signal("echo");
    }
}
