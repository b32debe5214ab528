package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.Banked;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host pin on a net: levels, directions, capture, banks, and what it refuses.
class CircuitPinTest {
    private final Circuit circuit = Circuit.create();

    @Test
    void startsAsAFloatingInputThatReadsWhatTheNetFloatsAt() throws Exception {
        var pin = circuit.pin("a");
        assertEquals(0, pin.ioctl(Pin.READ, 0));
        circuit.net("a").floatsAt(1);
        assertEquals(1, pin.ioctl(Pin.READ, 0));
    }

    @Test
    void readsWhatAnotherPinDrives() throws Exception {
        var out = circuit.pin("a");
        var in = circuit.pin("a", "the other end");
        out.output(true);
        assertEquals(1, in.ioctl(Pin.READ, 0));
        out.set(false);
        assertEquals(0, in.ioctl(Pin.READ, 0));
    }

    @Test
    void pullsAnInputUpAndDownAndLosesToAnOutput() throws Exception {
        var in = circuit.pin("a");
        in.input(Pull.UP);
        assertEquals(1, in.ioctl(Pin.READ, 0));
        in.input(Pull.DOWN);
        assertEquals(0, in.ioctl(Pin.READ, 0));
        in.input(Pull.UP);
        circuit.pin("a", "out").output(false);
        assertEquals(0, in.ioctl(Pin.READ, 0));
    }

    @Test
    void releasesAnOpenDrainLineToItsResistor() throws Exception {
        circuit.net("sda").pulledUp();
        var sda = circuit.pin("sda");
        sda.openDrain(true);
        assertEquals(1, sda.ioctl(Pin.READ, 0));
        sda.set(false);
        assertEquals(0, sda.ioctl(Pin.READ, 0));
        sda.set(true);
        assertEquals(1, sda.ioctl(Pin.READ, 0));
    }

    @Test
    void becomesAnOutputWithoutAGlitch() throws Exception {
        circuit.net("a").pulledUp();
        var recorder = Recorder.of(circuit, "a");
        var pin = circuit.pin("a");
        pin.output(true);
        pin.input(Pull.NONE);
        pin.openDrain(true);
        pin.output(true);
        assertEquals(0, recorder.waveform().signal("a").edges());
    }

    @Test
    void takesTheTimeOfAnAccessForEachRequest() throws Exception {
        var pin = circuit.pin("a");
        pin.output(false);
        pin.set(true);
        pin.isHigh();
        pin.input(Pull.NONE);
        assertEquals(400, circuit.nanos());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 64, -1})
    void refusesARequestItDoesNotKnow(int request) {
        var e = assertThrows(
                UnsupportedOperationException.class, () -> circuit.pin("a").ioctl(request, 0));
        assertEquals(
                "host a: does not know request " + request + "; use another pin, or another way to drive this one",
                e.getMessage());
        assertEquals(0, circuit.nanos());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, Integer.MIN_VALUE})
    void refusesALevelOtherThanZeroAndOneBeforeAnythingMoves(int level) throws Exception {
        var pin = circuit.pin("a");
        pin.output(true);
        long before = circuit.nanos();
        assertEquals("host a: level of WRITE (2) is " + level + ", expected 0 or 1", refused(pin, Pin.WRITE, level));
        assertEquals("host a: level of OUTPUT (4) is " + level + ", expected 0 or 1", refused(pin, Pin.OUTPUT, level));
        assertEquals(
                "host a: level of OPEN_DRAIN (5) is " + level + ", expected 0 or 1",
                refused(pin, Pin.OPEN_DRAIN, level));
        assertEquals(before, circuit.nanos());
        assertEquals(1, circuit.net("a").level());
    }

    @Test
    void refusesAPullThatIsNone() {
        assertEquals(
                "host a: pull of INPUT (3) is 3, expected 0 none, 1 up or 2 down",
                refused(circuit.pin("a"), Pin.INPUT, 3));
    }

    private static String refused(Pin pin, int request, int argument) {
        return assertThrows(IllegalArgumentException.class, () -> pin.ioctl(request, argument))
                .getMessage();
    }

    @Test
    void refusesToBeWrittenWhileItIsAnInput() throws Exception {
        var pin = circuit.pin("a");
        var fresh = assertThrows(IllegalStateException.class, () -> pin.set(true));
        assertEquals("host a: written while it is an input; make it an output first", fresh.getMessage());
        pin.output(false);
        pin.input(Pull.NONE);
        assertThrows(IllegalStateException.class, () -> pin.set(true));
        assertEquals(200, circuit.nanos());
    }

    @Test
    void capturesEdgesWithTheirTimesWhileTakeLetsTimePass() throws Exception {
        var capture = (EdgeCapture) circuit.pin("echo");
        var trigger = circuit.net("echo").terminal("sensor");
        capture.arm();
        long armed = circuit.nanos();
        circuit.after(5_000, () -> trigger.drive(1));
        circuit.after(9_000, () -> trigger.drive(0));
        long[] edges = new long[3];
        assertEquals(2, capture.take(edges, 1, 2, 1_000_000));
        assertEquals(0, edges[0]);
        assertEquals(EdgeCapture.edge(armed + 5_000, 1), edges[1]);
        assertEquals(EdgeCapture.edge(armed + 9_000, 0), edges[2]);
        assertEquals(armed + 9_000, circuit.nanos(), "take ends with the edge that it waited for");
    }

    @Test
    void takesWhatThereIsWhenTheTimeRunsOut() throws Exception {
        var capture = (EdgeCapture) circuit.pin("echo");
        var sensor = circuit.net("echo").terminal("sensor");
        capture.arm();
        circuit.after(5_000, () -> sensor.drive(1));
        circuit.after(50_000, () -> sensor.drive(0));
        long[] edges = new long[2];
        assertEquals(0, capture.take(edges, 0, 2, 0));
        long before = circuit.nanos();
        assertEquals(1, capture.take(edges, 0, 2, 10_000));
        assertEquals(before + 100 + 10_000, circuit.nanos());
    }

    @Test
    void keepsWhatWasCapturedAfterDisarmAndNothingThatComesLater() throws Exception {
        var pin = circuit.pin("a");
        var capture = (EdgeCapture) pin;
        capture.arm();
        pin.output(true);
        pin.input(Pull.NONE);
        capture.disarm();
        pin.output(true);
        long[] edges = new long[4];
        assertEquals(2, capture.take(edges, 0, 4, 1_000_000_000), "what a direction change causes counts");
        assertEquals(600, circuit.nanos(), "nothing more can come, so nobody waits");
        capture.arm();
        assertEquals(0, capture.take(edges, 0, 4, 0), "arming drops the old edges");
    }

    @Test
    void capturesNothingOfWhatLastsNoTime() throws Exception {
        var source = circuit.net("a").terminal("source");
        var capture = (EdgeCapture) circuit.pin("a");
        capture.arm();
        circuit.after(1_000, () -> {
            source.drive(1);
            source.drive(0);
        });
        circuit.after(2_000, () -> source.drive(1));
        long[] edges = new long[2];
        assertEquals(1, capture.take(edges, 0, 2, 10_000));
        assertEquals(EdgeCapture.edge(2_100, 1), edges[0]);
    }

    @Test
    void countsTheEdgesItHadNoRoomFor() throws Exception {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(3));
        var pin = small.pin("a");
        var capture = (EdgeCapture) pin;
        capture.arm();
        pin.output(false);
        for (int i = 0; i < 5; i++) {
            pin.toggle();
        }
        assertEquals(2, capture.lost());
        long[] edges = new long[8];
        assertEquals(3, capture.take(edges, 0, 8, 0));
        assertEquals(1, EdgeCapture.level(edges[0]));
        capture.arm();
        assertEquals(0, capture.lost());
    }

    @Test
    void takesMoreEdgesThanItHasRoomForAsTheyCome() throws Exception {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(2));
        var source = small.net("a").terminal("source");
        var capture = (EdgeCapture) small.pin("a");
        capture.arm();
        for (int i = 1; i <= 9; i++) {
            int level = i & 1;
            small.after(i * 1_000L, () -> source.drive(level));
        }
        long[] edges = new long[9];
        assertEquals(9, capture.take(edges, 0, 9, 1_000_000));
        assertEquals(0, capture.lost());
    }

    @Test
    void refusesToTakeIntoAnArrayThatIsTooShort() throws Exception {
        var capture = (EdgeCapture) circuit.pin("a");
        assertThrows(IndexOutOfBoundsException.class, () -> capture.take(new long[2], 1, 2, 0));
        var e = assertThrows(IllegalArgumentException.class, () -> capture.take(new long[2], 0, 2, -1));
        assertEquals("host a: timeout of a capture is -1 ns, expected 0 or more", e.getMessage());
        assertEquals(0, circuit.nanos());
    }

    @Test
    void changesTheLinesOfABankAtOneMomentForOneAccess() throws Exception {
        var data = circuit.pin("data");
        var clock = circuit.pin("clock");
        data.output(false);
        clock.output(false);
        List<String> told = new ArrayList<>();
        NetListener listener = (net, level) -> told.add("%s=%d data=%d clock=%d at %d"
                .formatted(
                        net.name(),
                        level,
                        circuit.net("data").level(),
                        circuit.net("clock").level(),
                        circuit.nanos()));
        circuit.net("data").listen(listener);
        circuit.net("clock").listen(listener);
        var bank = ((Banked) data).bank();
        long mask = bit(data) | bit(clock);
        bank.write(mask, -1L);
        assertEquals(List.of("data=1 data=1 clock=1 at 300", "clock=1 data=1 clock=1 at 300"), told);
        assertEquals(mask, bank.read(mask));
        assertEquals(bit(clock), bank.read(bit(clock)));
        bank.write(bit(clock), 0);
        assertEquals(bit(data), bank.read(mask));
        assertEquals(700, circuit.nanos());
    }

    @Test
    void tellsOfEveryLineOfAFullBankInTheirOrder() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Pin[] pins = new Pin[64];
        for (int i = 0; i < pins.length; i++) {
            pins[i] = circuit.pin("p" + i);
            pins[i].output(false);
            circuit.net("p" + i).listen((net, level) -> told.add(net.name() + "=" + level));
            expected.add("p" + i + "=1");
        }
        ((Banked) pins[7]).bank().write(-1L, -1L);
        assertEquals(expected, told);
    }

    @Test
    void givesTheSameWaveformByBankAsByPin() throws Exception {
        assertEquals(edgesOfACount(false), edgesOfACount(true));
    }

    private static List<String> edgesOfACount(boolean banked) throws IOException {
        var circuit = Circuit.create(new CircuitOptions(0, 0, 1));
        var recorder = Recorder.of(circuit);
        Pin[] pins = new Pin[4];
        for (int i = 0; i < pins.length; i++) {
            pins[i] = circuit.pin("d" + i);
            pins[i].output(false);
        }
        var bank = ((Banked) pins[0]).bank();
        for (int value = 0; value < 16; value++) {
            circuit.ticks().delay(1_000);
            if (banked) {
                bank.write(0xF, value);
            } else {
                for (int i = 0; i < pins.length; i++) {
                    pins[i].ioctl(Pin.WRITE, value >> i & 1);
                }
            }
        }
        List<String> edges = new ArrayList<>();
        for (var signal : recorder.waveform().signals()) {
            for (int i = 0; i < signal.edges(); i++) {
                edges.add(signal.name() + "=" + signal.level(i) + "@" + signal.time(i));
            }
        }
        return edges;
    }

    @Test
    void writesAnOpenDrainLineOfABankAsItsPinWould() throws Exception {
        circuit.net("sda").pulledUp();
        var sda = circuit.pin("sda");
        sda.openDrain(true);
        var bank = ((Banked) sda).bank();
        circuit.net("sda").terminal("target").drive(0);
        bank.write(1, 1);
        assertEquals(0, bank.read(1));
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void opensAnotherBankAfter64Pins() throws Exception {
        Banked[] pins = new Banked[65];
        for (int i = 0; i < pins.length; i++) {
            pins[i] = (Banked) circuit.pin("p" + i);
        }
        assertEquals(63, pins[63].line());
        assertSame(pins[0].bank(), pins[63].bank());
        assertNotSame(pins[0].bank(), pins[64].bank());
        assertEquals(0, pins[64].line());
        assertEquals(0, pins[0].bank().read(-1L));
    }

    @Test
    void refusesABankWriteToAnInputBeforeAnyLineMoves() throws Exception {
        var a = circuit.pin("a");
        circuit.pin("b");
        a.output(false);
        var bank = ((Banked) a).bank();
        var e = assertThrows(IllegalStateException.class, () -> bank.write(3, 3));
        assertEquals("host b: written while it is an input; make it an output first", e.getMessage());
        assertEquals(0, circuit.net("a").level());
        assertEquals(100, circuit.nanos());
    }

    @Test
    void refusesAMaskWithLinesThatThereAreNot() {
        var bank = ((Banked) circuit.pin("a")).bank();
        circuit.pin("b");
        var e = assertThrows(IllegalArgumentException.class, () -> bank.read(6));
        assertEquals(
                "bank of host a to host b: mask 0x6 has lines beyond the last, which is 1; use the bits that"
                        + " Banked.line() tells",
                e.getMessage());
    }

    private static long bit(Pin pin) {
        return 1L << ((Banked) pin).line();
    }
}
