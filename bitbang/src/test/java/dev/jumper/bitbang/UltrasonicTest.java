package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.NoisyEcho;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UltrasonicTest {
    private static final long NONE = -1;
    private static final long ENDLESS = 1_000_000_000_000L;

    private final Circuit circuit = Circuit.create();
    private final Pin trigger = circuit.pin("trigger");
    private final Pin echo = circuit.pin("echo");
    private final Deque<Long> echoes = new ArrayDeque<>();

    /// A ranger as its timing diagram says: it wants 10 µs, and answers 450 µs later with the next of `echoes`.
    UltrasonicTest() {
        var line = circuit.net("echo").terminal("ranger");
        line.drive(0);
        long[] rose = {0};
        circuit.net("trigger").listen((_, level) -> {
            if (level == 1) {
                rose[0] = circuit.nanos();
            } else if (circuit.nanos() - rose[0] >= 10_000 && !echoes.isEmpty()) {
                long length = echoes.remove();
                if (length >= 0) {
                    circuit.after(450_000, () -> line.drive(1));
                    circuit.after(450_000 + length, () -> line.drive(0));
                }
            }
        });
    }

    private Ultrasonic ranger(boolean capturing, RetryPolicy policy) {
        return Ultrasonic.over(trigger, capturing ? echo : new PlainPin(echo), circuit.ticks(), policy);
    }

    private DeviceException fails(Ultrasonic ranger) throws IOException {
        var e = assertThrows(DeviceException.class, ranger::measure);
        assertEquals(0, circuit.net("trigger").level());
        echoes.clear();
        echoes.add(5_831_000L);
        circuit.ticks().delay(2 * ENDLESS);
        assertInstanceOf(Echo.Heard.class, ranger.measure(), "the next measurement");
        return e;
    }

    /// "Range = high level time * velocity (340M/S) / 2" of the data sheet; 343.2 m/s are for 20 °C.
    @ParameterizedTest
    @CsvSource({"5831000, 20, 1.0", "11662000, 20, 2.0", "5882353, 14.6, 1.0", "116550, 20, 0.02", "23300000, 20, 3.998"
    })
    void measuresDistances(long nanos, double celsius, double metres) throws IOException {
        for (boolean capturing : new boolean[] {false, true}) {
            echoes.add(nanos);
            var heard = assertInstanceOf(
                    Echo.Heard.class, ranger(capturing, RetryPolicy.NONE).measure(celsius));
            assertEquals(metres, heard.metres(), 0.001 * Math.max(metres, 0.1));
            assertEquals(nanos, heard.nanos(), capturing ? 0 : 200);
            circuit.ticks().delay(60_000_000);
        }
    }

    @Test
    void aRangerOfTheCircuitIsMeasured() throws IOException {
        var other = Circuit.create();
        var part = other.add(EchoRanger.on("trigger", "echo").metres(1.5).celsius(0));
        var ranger = Ultrasonic.over(other.pin("trigger"), other.pin("echo"), other.ticks());
        var heard = assertInstanceOf(Echo.Heard.class, ranger.measure(0));
        assertEquals(1.5, heard.metres(), 0.001);
        assertEquals(part.echoNanos(), heard.nanos(), 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLineThatFlickersIsNeverReturnedAsAnotherDistance(boolean capturing) throws IOException {
        var noisy = Circuit.create();
        var part = noisy.add(EchoRanger.on("trigger", "echo").metres(1));
        noisy.add(NoisyEcho.on("echo", 3, 5_000, 300_000));
        var pin = noisy.pin("echo");
        var ranger = Ultrasonic.over(
                noisy.pin("trigger"), capturing ? pin : new PlainPin(pin), noisy.ticks(), RetryPolicy.NONE);
        for (int i = 0; i < 200; i++) {
            noisy.ticks().delay(100_000_000);
            var e = assertThrows(DeviceException.class, ranger::measure, "measurement " + i + ", seed 1");
            assertEquals(Kind.WRONG_ANSWER, e.kind());
        }
        assertEquals(200, part.measurements());
    }

    /// Lide (ed.), "CRC Handbook of Chemistry and Physics", "Speed of Sound in Dry Air".
    @ParameterizedTest
    @CsvSource({"-20, 319", "0, 331.4", "20, 343.4", "40, 354.9"})
    void knowsTheSpeedOfSound(double celsius, double metresPerSecond) {
        assertEquals(metresPerSecond, Ultrasonic.speedOfSound(celsius), 0.5);
    }

    @Test
    void triggersForTenMicroseconds() throws IOException {
        var recorder = Recorder.of(circuit, "trigger");
        echoes.add(1_000_000L);
        ranger(true, RetryPolicy.NONE).measure();
        var wave = recorder.waveform().signal("trigger");
        assertEquals(2, wave.edges());
        circuit.ticks().delay(60_000_000);
        echoes.add(1_000_000L);
        var pulsed = new NotingPin(trigger);
        Ultrasonic.over(pulsed, echo, circuit.ticks(), RetryPolicy.NONE).measure();
        assertEquals(List.of("OUTPUT (4) 0", "WRITE (2) 1", "WRITE (2) 0"), pulsed.requests());
        long width = wave.time(1) - wave.time(0);
        assertTrue(width >= 10_000 && width < 12_000, width + " ns");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingInRangeIsNoError(boolean capturing) throws IOException {
        echoes.add(38_000_000L);
        var out = assertInstanceOf(
                Echo.OutOfRange.class, ranger(capturing, RetryPolicy.NONE).measure());
        assertEquals(38_000_000, out.nanos(), 200);
    }

    /// 1.81 cm and 4.02 m at 343.2 m/s: what ends at 2 cm is heard a tenth below, and 4 m are the most.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hearsFromTwoCentimetresToFourMetres(boolean capturing) throws IOException {
        echoes.add(105_478L);
        var heard = assertInstanceOf(
                Echo.Heard.class, ranger(capturing, RetryPolicy.NONE).measure());
        assertEquals(0.0181, heard.metres(), 0.0001);
        echoes.add(105_478L);
        circuit.ticks().delay(60_000_000);
        var in20 = assertInstanceOf(
                Echo.Heard.class, ranger(capturing, RetryPolicy.NONE).measure(20));
        assertEquals(in20.metres(), heard.metres(), capturing ? 0 : 1e-4, "in air of 20 °C");
        echoes.add(23_427_000L);
        circuit.ticks().delay(60_000_000);
        assertInstanceOf(
                Echo.OutOfRange.class, ranger(capturing, RetryPolicy.NONE).measure());
        echoes.add(240_000_000L);
        circuit.ticks().delay(60_000_000);
        assertInstanceOf(
                Echo.OutOfRange.class, ranger(capturing, RetryPolicy.NONE).measure(), "a module that ends it late");
    }

    /// A second pulse soon after the first, and longer than anybody waits for it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLineThatRisesAgainAtOnceFlickers(boolean capturing) throws IOException {
        echoes.add(5_831_000L);
        var ranger = ranger(capturing, RetryPolicy.NONE);
        circuit.net("trigger").listen((_, level) -> {
            if (level == 0) {
                circuit.after(
                        450_000 + 5_831_000 + 190_000, () -> circuit.net("echo").force(1));
            }
        });
        var e = assertThrows(DeviceException.class, ranger::measure);
        assertEquals(Kind.WRONG_ANSWER, e.kind(), e.getMessage());
    }

    @Test
    void aPinThatFailsLeavesTheTriggerLow() {
        var pins = new FailingPins();
        var pulsed = new NotingPin(pins.over(trigger));
        pins.failAfter(2); // the end of the pulse
        var ranger = Ultrasonic.over(pulsed, echo, circuit.ticks(), RetryPolicy.NONE);
        assertThrows(IOException.class, ranger::measure);
        assertEquals("WRITE (2) 0", pulsed.requests().getLast());
        assertEquals("OUTPUT (4) 0", pulsed.requests().getFirst());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noEchoMeansThatTheRangerIsAbsent(boolean capturing) throws IOException {
        echoes.add(NONE);
        var e = fails(ranger(capturing, RetryPolicy.DEFAULT));
        assertEquals(Kind.ABSENT, e.kind());
        assertEquals(
                "HC-SR04 on host trigger and host echo: the echo line did not rise after the trigger;"
                        + " check the supply of 5 V and both wires",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEchoThatNeverEndsIsNoDistance(boolean capturing) throws IOException {
        echoes.add(ENDLESS);
        var e = fails(ranger(capturing, RetryPolicy.DEFAULT));
        assertEquals(Kind.NEVER_ENDED, e.kind());
        assertEquals(
                "HC-SR04 on host trigger and host echo: the echo line has been high for 250 ms;"
                        + " switch the ranger off and on, and check its wires",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEchoFromBeforeIsNotTakenForThisOne(boolean capturing) throws IOException {
        circuit.net("echo").terminal("screwdriver"); // drives nothing
        echoes.add(ENDLESS);
        var ranger = ranger(capturing, RetryPolicy.NONE);
        assertThrows(DeviceException.class, ranger::measure);
        var e = fails(ranger);
        assertEquals(Kind.STUCK, e.kind());
        assertEquals(
                "HC-SR04 on host trigger and host echo: the echo line is high before the trigger;"
                        + " wait for the last echo to end, and check the wires",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPulseTooShortIsNoDistance(boolean capturing) throws IOException {
        echoes.add(20_000L);
        var e = fails(ranger(capturing, RetryPolicy.NONE));
        assertEquals(Kind.WRONG_ANSWER, e.kind());
        assertTrue(e.getMessage().startsWith("HC-SR04 on host trigger and host echo: an echo of "), e.getMessage());
        assertTrue(
                e.getMessage().endsWith(" µs is shorter than that from 2 cm; check the wires for noise"),
                e.getMessage());
    }

    @Test
    void noiseIsMeasuredAgainAfterTheCycleOfTheDataSheet() throws IOException {
        echoes.add(20_000L);
        echoes.add(5_831_000L);
        var recorder = Recorder.of(circuit, "trigger");
        var heard = assertInstanceOf(
                Echo.Heard.class, ranger(true, RetryPolicy.DEFAULT).measure());
        assertEquals(1.0, heard.metres(), 0.001);
        var wave = recorder.waveform().signal("trigger");
        assertTrue(wave.time(2) - wave.time(0) >= 60_000_000);
    }

    @Test
    void byPollingAPauseIsNeverReturnedAsADistance() throws IOException {
        var slow = new PausingPin(new PlainPin(echo), circuit.ticks(), circuit.random(), 2e-5, 3_000_000);
        var ranger = Ultrasonic.over(trigger, slow, circuit.ticks(), RetryPolicy.NONE);
        int missed = 0;
        for (int i = 0; i < 500; i++) {
            echoes.clear();
            echoes.add(circuit.random().nextLong(120_000, 23_000_000));
            long sent = echoes.peek();
            try {
                assertEquals(sent, ranger.measure().nanos(), 58_000, "measurement " + i + ", seed 1");
            } catch (DeviceException e) {
                assertEquals(Kind.MISSED, e.kind(), e.getMessage());
                missed++;
            }
            circuit.ticks().delay(300_000_000);
        }
        assertTrue(missed > 20 && missed < 480, missed + " missed");
    }

    @Test
    void withEdgeCaptureAPauseCostsNoPrecision() throws IOException {
        echoes.add(5_831_000L);
        var ranger = Ultrasonic.over(trigger, new PausingCapture(echo, circuit), circuit.ticks(), RetryPolicy.NONE);
        assertEquals(5_831_000, ranger.measure().nanos());
    }

    /// Of a first pulse of 10 µs there is room for the rise only, and then for the fall of the second one.
    @Test
    void edgesThatTheCaptureLostAreNoDistance() {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(1));
        new Player(small, "echo", 0).toggle(100_000, 10_000, 4_500_000, 10_000_000);
        var ranger = Ultrasonic.over(
                small.pin("trigger"), new PausingCapture(small.pin("echo"), small), small.ticks(), RetryPolicy.NONE);
        var e = assertThrows(DeviceException.class, ranger::measure);
        assertEquals(
                "HC-SR04 on host trigger and host echo: edges of the echo line were lost, there was no room to keep"
                        + " them; try again, and check the wires for noise",
                e.getMessage());
        assertEquals(Kind.MISSED, e.kind());
        assertEquals(0, small.net("trigger").level());
    }

    @Test
    void aPinThatRefusesItsDirectionIsNamed() {
        Pin inputOnly = new Pin() {
            @Override
            public int ioctl(int request, int argument) {
                throw Pin.unknown(this, request);
            }

            @Override
            public String toString() {
                return "GPIO 34";
            }
        };
        var e = assertThrows(DeviceException.class, Ultrasonic.over(inputOnly, echo, circuit.ticks())::measure);
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                "HC-SR04 on GPIO 34 and host echo: a pin cannot take the direction that the bus needs:"
                        + " GPIO 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-90, 100, Double.NaN})
    void refusesAirThatIsNone(double celsius) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> ranger(true, RetryPolicy.NONE).measure(celsius));
        assertEquals("air of " + celsius + " °C, expected between -90 and 100 °C", e.getMessage());
        assertEquals(0, circuit.nanos());
    }
}
