package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PulseTimerTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Circuit circuit = Circuit.create();
    private final Pin captured = circuit.pin("echo");
    private final Pin polled = new PlainPin(circuit.pin("echo"));
    private final Player player = new Player(circuit, "echo", 0);
    private final PulseTimer timer = new PulseTimer(circuit.ticks());

    private Pin pin(boolean capturing) {
        return capturing ? captured : polled;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTimeoutHoldsForEachPhaseByItself(boolean capturing) throws IOException {
        player.toggle(900_000, 900_000);
        var pulse = (Pulse.Measured) timer.measure(pin(capturing), 1, MILLISECOND);
        assertEquals(900_000, pulse.nanos(), 200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPulseThatDoesNotStartInTimeNeverStarts(boolean capturing) throws IOException {
        player.toggle(1_100_000, 10_000);
        assertEquals(new Pulse.NeverStarted(), timer.measure(pin(capturing), 1, MILLISECOND));
        assertEquals(1_000_000, circuit.nanos(), 1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPulseThatDoesNotEndInTimeNeverEnds(boolean capturing) throws IOException {
        player.toggle(500_000, 1_100_000);
        assertEquals(new Pulse.NeverEnded(), timer.measure(pin(capturing), 1, MILLISECOND));
        assertEquals(1_500_000, circuit.nanos(), 1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPinAlreadyAtTheLevelStartsTheMeasurementAtOnce(boolean capturing) throws IOException {
        player.toggle(300_000);
        var pulse = (Pulse.Measured) timer.measure(pin(capturing), 0, MILLISECOND);
        assertEquals(300_000, pulse.nanos(), 1000);
    }

    @Test
    void samplesThePinFirstAndTheClockRightAfterIt() throws IOException {
        List<String> order = new ArrayList<>();
        var now = new VirtualTicks(0);
        Ticks ticks = new Ticks() {
            @Override
            public long nanos() {
                order.add("clock");
                now.delay(1000);
                return now.nanos();
            }

            @Override
            public void delay(long nanos) {
                order.add("delay");
            }
        };
        Pin lateAndShort = (_, _) -> {
            order.add("pin");
            return now.nanos() >= 3000 && now.nanos() < 5000 ? 1 : 0;
        };
        assertEquals(2000, new PulseTimer(ticks).measureNanos(lateAndShort, 1, 100_000));
        assertEquals(
                List.of("clock", "pin", "clock", "pin", "clock", "pin", "clock", "pin", "clock", "pin", "clock"),
                order);
    }

    @Test
    void withEdgeCaptureAPauseCostsNoPrecision() throws IOException {
        player.toggle(100_000, 12_345);
        var pausing = new PausingCapture(captured, circuit);
        assertEquals(new Pulse.Measured(12_345), timer.measure(pausing, 1, MILLISECOND));
        assertEquals(0, timer.uncertaintyNanos());
        assertEquals(0, timer.blindNanos());
    }

    /// A pin that is read so late that its edge, at 500 ns, has come before.
    private record Late(Pin pin, Circuit circuit) implements Pin, EdgeCapture {
        @Override
        public int ioctl(int request, int argument) throws IOException {
            circuit.ticks().delay(1000);
            return pin.ioctl(request, argument);
        }

        @Override
        public void arm() throws IOException {
            ((EdgeCapture) pin).arm();
        }

        @Override
        public void disarm() throws IOException {
            ((EdgeCapture) pin).disarm();
        }

        @Override
        public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
            return ((EdgeCapture) pin).take(edges, offset, count, timeoutNanos);
        }

        @Override
        public long lost() throws IOException {
            return ((EdgeCapture) pin).lost();
        }
    }

    @Test
    void takesTheStampOfAnEdgeThatCameWhileItBegan() throws IOException {
        player.toggle(500, 12_345);
        assertEquals(new Pulse.Measured(12_345), timer.measure(new Late(captured, circuit), 1, MILLISECOND));
        assertEquals(0, timer.uncertaintyNanos());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void looksOnceIfThereIsNoTime(boolean capturing) throws IOException {
        assertEquals(PulseTimer.NEVER_STARTED, timer.measureNanos(pin(capturing), 1, 0));
        assertEquals(0, timer.uncertaintyNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {9_500, 10_100})
    void countsPausesOfTenMicrosecondsOrMore(long gap) throws IOException {
        var ticks = new VirtualTicks(0);
        Pin slow = (_, _) -> {
            ticks.delay(gap);
            return ticks.nanos() > 500_000 ? 1 : 0;
        };
        var slowTimer = new PulseTimer(ticks);
        assertEquals(PulseTimer.NEVER_ENDED, slowTimer.measureNanos(slow, 1, 1_000_000));
        assertEquals(gap < 10_000 ? 0 : 1_500_000, slowTimer.blindNanos(), 30_000);
        assertEquals(PulseTimer.NEVER_ENDED, slowTimer.measureNanos(slow, 1, 1_000_000));
        assertEquals(gap < 10_000 ? 0 : 1_000_000, slowTimer.blindNanos(), 30_000, "of the second phase alone");
    }

    @Test
    void withEdgeCaptureALongPulseThatIsToldLateStillNeverEnds() throws IOException {
        player.toggle(100_000, 2_000_000);
        var pausing = new PausingCapture(captured, circuit);
        assertEquals(new Pulse.NeverEnded(), timer.measure(pausing, 1, MILLISECOND));
    }

    /// Of a first pulse of 10 µs there is room for the rise only, and then for the fall of the second one.
    @Test
    void edgesThatTheCaptureLostAreNoPulse() throws IOException {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(1));
        var pin = new PausingCapture(small.pin("echo"), small);
        var smallTimer = new PulseTimer(small.ticks());
        new Player(small, "echo", 0).toggle(100_000, 10_000, 4_500_000, 10_000_000);
        var e = assertThrows(DeviceException.class, () -> smallTimer.measureNanos(pin, 1, 100_000_000));
        assertEquals(DeviceException.Kind.MISSED, e.kind());
        assertEquals(
                "host echo: edges of a pulse were lost, there was no room to keep them; measure again, and check the"
                        + " line for noise",
                e.getMessage());
        small.ticks().delay(100_000_000);
        new Player(small, "other", 0).toggle(10_000_000, 5_000_000);
        assertEquals(5_000_000, smallTimer.measureNanos(small.pin("other"), 1, 100_000_000));
    }

    @Test
    void saysHowUncertainAPolledPulseIs() throws IOException {
        player.toggle(100_000, 50_000);
        var slow = new PausingPin(polled, circuit.ticks(), circuit.random(), 1, 30_000);
        long nanos = timer.measureNanos(slow, 1, 1_000_000);
        long error = Math.abs(nanos - 50_000);
        assertTrue(error <= timer.uncertaintyNanos(), error + " ns wrong, " + timer.uncertaintyNanos());
        assertTrue(timer.blindNanos() > 0);
    }

    /// The return values of `machine.time_pulse_us`, MicroPython documentation, "machine — functions related to the
    /// hardware".
    @Test
    void givesMicroPythonsCodesToTheFastPath() throws IOException {
        assertEquals(-2, timer.measureNanos(polled, 1, 1000));
        assertEquals(-1, timer.measureNanos(polled, 0, 1000));
        assertEquals(-2, timer.measureNanos(captured, 1, 1000));
        assertEquals(-1, timer.measureNanos(captured, 0, 1000));
    }

    @Test
    void endsEvenOnAClockThatOnlyWaitingMoves() throws IOException {
        Pin constant = (_, _) -> 0;
        var frozen = new PulseTimer(new VirtualTicks(0));
        assertEquals(new Pulse.NeverStarted(), frozen.measure(constant, 1, MILLISECOND));
        assertEquals(new Pulse.NeverEnded(), frozen.measure(constant, 0, MILLISECOND));
    }

    @Test
    void takesTheLongestOfTimeouts() throws IOException {
        player.toggle(1000, 2000);
        var longest = Duration.ofSeconds(Long.MAX_VALUE);
        assertEquals(2000, ((Pulse.Measured) timer.measure(polled, 1, longest)).nanos(), 200);
    }

    @Test
    void refusesALevelOrTimeoutThatIsNone() {
        Pin untouched = (_, _) -> {
            throw new AssertionError("the pin was used");
        };
        assertEquals(
                "level is 2, expected 0 or 1",
                assertThrows(IllegalArgumentException.class, () -> timer.measure(untouched, 2, MILLISECOND))
                        .getMessage());
        assertEquals(
                "timeout is PT-0.001S, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> timer.measure(untouched, 1, MILLISECOND.negated()))
                        .getMessage());
        assertEquals(
                "timeout is -1 ns, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> timer.measureNanos(untouched, 1, -1))
                        .getMessage());
    }
}
