package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Part;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/// Faults of lines: each seen at its time, on a line that is driven, and gone afterwards.
class LineFaultsTest {
    private static final int WRITE = 0xD0;
    private static final int READ = 0xD1;

    private final Circuit circuit = Circuit.create();

    @Test
    void aGlitchInvertsADrivenLineForAWhile() throws IOException {
        var glitch = circuit.add(Glitch.at("line", 5_000, 200));
        circuit.pin("line").ioctl(Pin.OUTPUT, 1);
        assertEquals(List.of(5_000L, 5_200L), edges(10_000));
        assertEquals(1, glitch.pulses());
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void aGlitchComesAfterAnEdge() throws IOException {
        circuit.add(Glitch.afterEdges("line", 3, 1_000, 50));
        var pin = circuit.pin("line");
        pin.ioctl(Pin.OUTPUT, 0);
        var recorder = Recorder.of(circuit, "line");
        for (int i = 1; i <= 4; i++) {
            pin.ioctl(Pin.WRITE, i & 1);
            circuit.ticks().delay(9_900);
        }
        var line = recorder.waveform().signal("line");
        assertEquals(6, line.edges());
        assertEquals(1_000, line.time(3) - line.time(2));
        assertEquals(50, line.time(4) - line.time(3));
    }

    @Test
    void glitchesComeAsTheSeedWants() {
        var some = glitches(3);
        assertEquals(some, glitches(3));
        assertNotEquals(some, glitches(4));
        assertEquals(100, some.size() / 2, 30, "about one each 10 µs in 1 ms");
    }

    @Test
    void aStuckLineHoldsAnOpenDrainLineLow() throws IOException {
        circuit.net("line").pulledUp();
        circuit.add(StuckLine.low("line").from(2_000).until(5_000));
        circuit.pin("line").ioctl(Pin.OPEN_DRAIN, 1);
        assertEquals(List.of(2_000L, 5_000L), edges(10_000));
    }

    @Test
    void anOutputAgainstAStuckLineIsAShortCircuit() throws IOException {
        var stuck = circuit.add(StuckLine.high("line"));
        var pin = circuit.pin("line");
        var e = assertThrows(DeviceException.class, () -> pin.ioctl(Pin.OUTPUT, 0));
        assertEquals(DeviceException.Kind.SHORT_CIRCUIT, e.kind());
        assertEquals(
                "net line: short circuit at 0.100 µs: driven high by stuck line line and low by host line;"
                        + " make one of them an input or open-drain",
                e.getMessage());
        stuck.letGo();
        pin.ioctl(Pin.WRITE, 0);
        assertFalse(stuck.held());
    }

    @Test
    void aStuckLineIsFreedByClocks() throws IOException {
        var host = new HostI2c(circuit);
        var stuck = circuit.add(StuckLine.low("sda").untilClocks("scl", 5));
        for (int i = 0; i < 5; i++) {
            assertFalse(host.isIdle(), "after " + i);
            host.bit(1);
        }
        assertFalse(stuck.held());
        host.stop();
        assertTrue(host.isIdle());
    }

    @Test
    void aStuckLineEndsAfterItBegins() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> circuit.add(StuckLine.low("line").from(5_000).until(5_000)));
        assertEquals("stuck line line ends at 5000 ns, expected after 5000 ns, where it begins", e.getMessage());
    }

    /// tr, 30 % to 70 %, is 0.8473 RC (UM10204, "Pull-up resistor sizing"); from 0 to 70 % it is 1.204 RC.
    @Test
    void aSlowEdgeIsAResistorAndACapacitor() throws IOException {
        var edge = SlowEdge.charging("line", 4_700, 200);
        assertEquals(1.204 * 4_700 * 200e-12 * 1e9, edge.nanos(), 1);
        circuit.net("line").pulledUp();
        circuit.add(edge);
        var pin = circuit.pin("line");
        pin.ioctl(Pin.OPEN_DRAIN, 0);
        var recorder = Recorder.of(circuit, "line");
        pin.ioctl(Pin.WRITE, 1);
        long released = circuit.nanos();
        circuit.ticks().delay(10_000);
        pin.ioctl(Pin.WRITE, 0);
        var line = recorder.waveform().signal("line");
        assertEquals(edge.nanos(), line.time(0) - released);
        assertEquals(circuit.nanos(), line.time(1), "a fall is not slowed down");
    }

    @Test
    void aClockStretcherHoldsTheClockOfAnyTransaction() throws IOException {
        var host = target();
        var stretcher = circuit.add(ClockStretcher.on("scl", "sda", 9, 40_000));
        var recorder = Recorder.of(circuit, "scl");
        host.start();
        assertTrue(host.write(WRITE));
        assertTrue(host.write(7));
        host.stop();
        var scl = recorder.waveform().signal("scl");
        assertEquals(40_000, scl.time(1 + 18) - scl.time(18));
        assertEquals(1, stretcher.stretches());
    }

    @Test
    void aClockStretcherMayNeverLetGo() throws IOException {
        var host = target();
        var stretcher = circuit.add(ClockStretcher.on("scl", "sda", 3, Long.MAX_VALUE));
        host.start();
        assertEquals(
                "clock stays low",
                assertThrows(IOException.class, () -> host.write(WRITE)).getMessage());
        stretcher.letGo();
        host.stop();
        assertTrue(host.isIdle());
    }

    @Test
    void anAcknowledgeIsMissingWhoeverGivesIt() throws IOException {
        var host = target();
        var missing = circuit.add(MissingAcknowledge.on("scl", "sda", 1));
        host.start();
        assertTrue(host.write(WRITE));
        assertFalse(host.write(0));
        assertTrue(host.write(1), "the target saw its own");
        host.stop();
        assertTrue(host.isIdle());
        assertEquals(1, missing.missed());
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void anAcknowledgeIsMissingAfterARepeatedStart() throws IOException {
        var host = target();
        circuit.add(MissingAcknowledge.on("scl", "sda", 2));
        host.start();
        assertTrue(host.write(WRITE));
        assertTrue(host.write(0));
        host.start();
        assertFalse(host.write(READ));
        host.stop();
    }

    @Test
    void aRivalWinsAndGivesTheBusBack() throws IOException {
        var host = target();
        var rival = circuit.add(RivalMaster.on("scl", "sda", 1));
        host.start();
        assertEquals(1, host.bit(1));
        assertEquals(0, host.bit(1), "the rival's 0");
        circuit.ticks().delay(10_000);
        assertFalse(host.isIdle());
        // a host that has lost lets go of both lines
        circuit.ticks().delay(5_000);
        host.release();
        circuit.ticks().delay(200_000);
        assertTrue(host.isIdle());
        assertEquals(1, rival.rivalries());
        host.start();
        assertTrue(host.write(WRITE), "only once");
        host.stop();
    }

    @Test
    void anEchoFlickers() throws IOException {
        circuit.add(NoisyEcho.on("line", 3, 1_000, 50_000));
        var pin = circuit.pin("line");
        pin.ioctl(Pin.OUTPUT, 0);
        var recorder = Recorder.of(circuit, "line");
        pin.ioctl(Pin.WRITE, 1);
        circuit.ticks().delay(1_000_000);
        pin.ioctl(Pin.WRITE, 0);
        circuit.ticks().delay(1_000_000);
        var line = recorder.waveform().signal("line");
        assertTrue(line.edges() > 2 && line.edges() <= 2 + 2 * 6, line.edges() + " edges");
        assertEquals(0, line.level(line.edges() - 1));
        assertEquals(0, line.edges() % 2);
    }

    @Test
    void refusesTimesThatAreNone() {
        assertEquals(
                "width of a glitch is 0 ns, expected 1 to 9223372036854775807", refused(() -> Glitch.at("a", 0, 0)));
        assertEquals("time of a glitch is -1 ns, expected 0 or more", refused(() -> Glitch.at("a", -1, 1)));
        assertEquals("edge of a glitch is 0, expected 1 or more", refused(() -> Glitch.afterEdges("a", 0, 0, 1)));
        assertEquals("rise of a line is -1 ns, expected 0 or more", refused(() -> SlowEdge.on("a", -1)));
        assertEquals(
                "clock of a stretch is -1, expected 0 or more", refused(() -> ClockStretcher.on("scl", "sda", -1, 1)));
        assertEquals(
                "byte without acknowledge is -1, expected 0 or more",
                refused(() -> MissingAcknowledge.on("scl", "sda", -1)));
        assertEquals("bit of a rival is -1, expected 0 or more", refused(() -> RivalMaster.on("scl", "sda", -1)));
    }

    private static String refused(ThrowingSupplier<Part> part) {
        return assertThrows(IllegalArgumentException.class, part::get).getMessage();
    }

    private HostI2c target() throws IOException {
        circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x68), I2cRegisters.of(8)));
        return new HostI2c(circuit);
    }

    private List<Long> edges(long nanos) {
        var times = new ArrayList<Long>();
        circuit.net("line").listen((_, _) -> times.add(circuit.nanos()));
        circuit.ticks().delay(nanos);
        return times;
    }

    private static List<Long> glitches(long seed) {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withSeed(seed));
        circuit.add(Glitch.randomly("line", 10_000, 100));
        var times = new ArrayList<Long>();
        circuit.net("line").listen((_, _) -> times.add(circuit.nanos()));
        circuit.ticks().delay(1_000_000);
        return times;
    }
}
