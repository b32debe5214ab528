package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftPwmTest {
    private final Circuit circuit = Circuit.create();
    private final Pin pin = circuit.pin("out");
    private final Recorder recorder = Recorder.of(circuit, "out");

    @ParameterizedTest
    @CsvSource({"1000, 0.25", "50, 0.075", "20000, 0.5", "3, 0.9"})
    void givesFrequencyAndDutyWithoutDrift(double hertz, double duty) throws IOException {
        SoftPwm.open(pin, hertz, duty, circuit.ticks()).run(100);
        var wave = recorder.waveform().signal("out");
        assertEquals(200, wave.edges());
        for (int i = 0; i < 100; i++) {
            assertEquals(i * 1e9 / hertz, wave.time(2 * i) - wave.time(0), 100 + i, "period " + i);
            assertEquals(duty * 1e9 / hertz, wave.time(2 * i + 1) - wave.time(2 * i), 2, "high part " + i);
        }
    }

    @Test
    void stepsJoin() throws IOException {
        var pwm = SoftPwm.open(pin, 1000, 0.5, circuit.ticks());
        for (int i = 0; i < 5; i++) {
            pwm.step();
            circuit.ticks().delay(100_000); // other work, within the low part
        }
        var wave = recorder.waveform().signal("out");
        assertEquals(4e6, wave.time(8) - wave.time(0), 400_000);
        assertTrue(pwm.latestNanos() >= 100_000, pwm.latestNanos() + " ns");
    }

    @Test
    void allAndNothingHaveNoEdges() throws IOException {
        var pwm = SoftPwm.open(pin, 1000, 0, circuit.ticks());
        pwm.run(10);
        assertEquals(0, recorder.waveform().signal("out").edges());
        pwm.duty(1);
        pwm.run(10);
        assertEquals(1, recorder.waveform().signal("out").edges());
        assertEquals(20e6, circuit.nanos(), 1e3);
    }

    @Test
    void aPinThatFailsRestsLowAndTheNextPeriodBeginsAnew() throws IOException {
        var pins = new FailingPins();
        var driven = new NotingPin(pins.over(pin));
        var pwm = SoftPwm.open(driven, 1000, 0.5, circuit.ticks());
        pwm.run(2);
        pins.failAfter(1); // the third period is to fall
        assertThrows(IOException.class, pwm::step);
        assertEquals("WRITE (2) 0", driven.requests().getLast());
        assertEquals(0, circuit.net("out").level());
        circuit.ticks().delay(300_000);
        long start = circuit.nanos();
        pwm.step();
        assertEquals(1_000_000, circuit.nanos() - start, 300, "not joined to the one that failed");
        assertEquals(
                List.of("OUTPUT (4) 0", "WRITE (2) 1", "WRITE (2) 0"),
                driven.requests().subList(0, 3));
    }

    @Test
    void takesTheEndsOfItsRanges() throws IOException {
        var pwm = SoftPwm.open(pin, 0.5, 1, circuit.ticks());
        pwm.frequency(10e6);
        pwm.duty(0);
        pwm.run(0);
        assertEquals(0, recorder.waveform().signal("out").edges());
        Servo.open(pin, 100, 5000, circuit.ticks()).turn(0, Duration.ofMillis(20));
        var wave = recorder.waveform().signal("out");
        assertEquals(100_000, wave.time(1) - wave.time(0), 2);
    }

    @Test
    void runsForADuration() throws IOException {
        SoftPwm.open(pin, 1000, 0.5, circuit.ticks()).run(Duration.ofMillis(10));
        assertEquals(20, recorder.waveform().signal("out").edges());
    }

    @Test
    void aLongPauseStartsANewScheduleInsteadOfHurrying() throws IOException {
        var pwm = SoftPwm.open(pin, 1000, 0.5, circuit.ticks());
        pwm.run(2);
        circuit.ticks().delay(50_000_000);
        pwm.run(2);
        var wave = recorder.waveform().signal("out");
        assertEquals(8, wave.edges());
        assertEquals(500_000, wave.time(5) - wave.time(4), 200);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, 10_000_001, Double.POSITIVE_INFINITY})
    void refusesAFrequencyThatIsNone(double hertz) {
        var e = assertThrows(IllegalArgumentException.class, () -> SoftPwm.open(pin, hertz, 0.5, circuit.ticks()));
        assertEquals(
                "PWM on host out: frequency is " + hertz + " Hz, expected above 0 and up to 10000000 Hz",
                e.getMessage());
        assertEquals(0, circuit.nanos());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refusesADutyThatIsNone(double duty) {
        var e = assertThrows(IllegalArgumentException.class, () -> SoftPwm.open(pin, 1000, duty, circuit.ticks()));
        assertEquals("PWM on host out: duty is " + duty + ", expected 0 to 1", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 500", "90, 1500", "180, 2500", "45, 1000"})
    void aServoTurnsByPulsesOfHalfToTwoAndAHalfMilliseconds(double degrees, double micros) throws IOException {
        Servo.open(pin, circuit.ticks()).turn(degrees, Duration.ofMillis(200));
        var wave = recorder.waveform().signal("out");
        assertEquals(20, wave.edges());
        for (int i = 0; i < 20; i += 2) {
            assertEquals(micros * 1e3, wave.time(i + 1) - wave.time(i), 2);
            assertEquals(i * 10e6, wave.time(i) - wave.time(0), 100);
        }
    }

    @Test
    void aServoMayHaveItsOwnRange() throws IOException {
        Servo.open(pin, 1000, 2000, circuit.ticks()).turn(180, Duration.ofMillis(20));
        var wave = recorder.waveform().signal("out");
        assertEquals(2e6, wave.time(1) - wave.time(0), 2);
    }

    @Test
    void refusesAnglesAndRangesThatNoServoHas() throws IOException {
        var servo = Servo.open(pin, circuit.ticks());
        assertEquals(
                "servo on host out: angle is 181.0°, expected 0 to 180°",
                assertThrows(IllegalArgumentException.class, () -> servo.turn(181, Duration.ofMillis(20)))
                        .getMessage());
        assertEquals(
                "servo on host out: pulses are 2500.0 to 500.0 µs, expected a range within 100 to 5000 µs",
                assertThrows(IllegalArgumentException.class, () -> Servo.open(pin, 2500, 500, circuit.ticks()))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Servo.open(pin, 99.5, 500, circuit.ticks()));
        assertThrows(IllegalArgumentException.class, () -> Servo.open(pin, 500, 5000.5, circuit.ticks()));
        assertThrows(IllegalArgumentException.class, () -> servo.turn(-0.5, Duration.ofMillis(20)));
    }

    @Test
    void aPinThatRefusesItsDirectionIsNamed() {
        Pin none = new NamedPin("GPIO 34", (request, _) -> {
            throw Pin.unknown("GPIO 34", request);
        });
        var message = "PWM on GPIO 34: a pin cannot take the direction that the bus needs:"
                + " GPIO 34: does not know request OUTPUT (4);"
                + " use another pin, or another way to drive this one";
        for (var opening : List.<Executable>of(
                () -> SoftPwm.open(none, 1000, 0.5, circuit.ticks()), () -> Servo.open(none, circuit.ticks()))) {
            var e = assertThrows(DeviceException.class, opening);
            assertEquals(DeviceException.Kind.DIRECTION_REFUSED, e.kind());
            assertEquals(message, e.getMessage());
            assertInstanceOf(UnsupportedOperationException.class, e.getCause());
        }
    }
}
