package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.VoltageSource;
import dev.jumper.sim.wave.Measurement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CircuitPinsTest {
    private final Circuit circuit = Circuit.create();
    private WiredBoard board;

    @BeforeEach
    void boot() throws Exception {
        board = WiredBoard.on(circuit);
        board.run("from machine import *\nimport time");
    }

    @AfterEach
    void switchOff() {
        if (board != null) {
            board.close();
        }
    }

    @Test
    void anOutputDrivesItsNet() throws Exception {
        board.run("p = Pin(2, Pin.OUT, value=1)");
        assertEquals(1, circuit.net("GPIO2").level());
        board.run("p.off()");
        assertEquals(0, circuit.net("GPIO2").level());
    }

    @Test
    void anInputReadsItsNet() throws Exception {
        circuit.net("GPIO4").pulledUp();
        assertEquals("1 0", board.run("print(Pin(4, Pin.IN)(), Pin(5, Pin.IN)())"));
    }

    @Test
    void resistorsStayUntilTheyAreChanged() throws Exception {
        assertEquals(
                "1 0 1 0",
                board.run("p = Pin(4, Pin.IN, Pin.PULL_UP)\na = p()\np.init(Pin.IN, Pin.PULL_DOWN)\nb = p()\n"
                        + "p.init(Pin.OPEN_DRAIN, Pin.PULL_UP)\nc = p()\np(0)\nprint(a, b, c, p())"));
    }

    @Test
    void anInputThatIsWrittenShowsItWhenItBecomesAnOutput() throws Exception {
        assertEquals("0 1", board.run("p = Pin(4, Pin.IN)\np(1)\na = p()\np.init(Pin.OUT)\nprint(a, p())"));
    }

    @Test
    void anOpenDrainPinStartsReleasedAndNeverDrivesHigh() throws Exception {
        circuit.net("GPIO4").pulledDown();
        assertEquals("0 0", board.run("p = Pin(4, Pin.OPEN_DRAIN)\na = p()\np(1)\nprint(a, p())"));
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void pinsAreCalledByTheNamesOnTheBoard() throws Exception {
        board.run("Pin('D1', Pin.OUT, value=1)\nPin('GPIO17', Pin.OUT, value=1)");
        assertEquals(1, circuit.net("GPIO5").level());
        assertEquals(1, circuit.net("GPIO17").level());
    }

    @Test
    void refusesPinsThatAreNotThere() throws Exception {
        assertEquals("ValueError: invalid pin: 64, expected 0 to 63", board.error("Pin(64)"));
        assertEquals("ValueError: invalid pin: -1, expected 0 to 63", board.error("Pin(-1)"));
        assertEquals("ValueError: invalid pin: None", board.error("Pin(None)"));
        assertEquals(
                "ValueError: invalid pin: 'D9', expected 0 to 63, GPIO0 to GPIO63 or one of"
                        + " D0, D1, D2, D3, D4, D5, D6, D7, D8",
                board.error("Pin('D9')"));
        assertEquals("ValueError: invalid pin mode: 9", board.error("Pin(1, 9)"));
        assertEquals("ValueError: invalid pull: 5", board.error("Pin(1, Pin.IN, 5)"));
        assertEquals("ValueError: invalid trigger: 8", board.error("Pin(1).irq(print, 8)"));
        assertEquals(
                "AttributeError: 'module' object has no attribute 'UART'", board.error("import machine\nmachine.UART"));
    }

    @Test
    void aShortCircuitIsAnErrorInPython() throws Exception {
        circuit.net("GPIO2").terminal("another output").drive(0);
        assertEquals(
                "OSError: [Errno 5] EIO: ",
                board.error("Pin(2, Pin.OUT, value=1)").substring(0, 24));
        assertEquals("0", board.run("print(Pin(3, Pin.OUT)())"));
    }

    @Test
    void signalsInvert() throws Exception {
        board.run("s = Signal(Pin(2, Pin.OUT), invert=True)\ns.on()");
        assertEquals(0, circuit.net("GPIO2").level());
        assertEquals("1 True", board.run("a = s.value()\ns.off()\nprint(a, Signal(2, Pin.OUT, value=1)() == 1)"));
    }

    @Test
    void sleepsTakeTheTimeOfTheCircuitAndNoneOfTheHosts() throws Exception {
        long before = circuit.nanos();
        board.run("time.sleep(3600)\ntime.sleep_ms(250)\ntime.sleep_us(15)");
        assertEquals(3_600_250_015_000L, circuit.nanos() - before, 100_000);
        assertEquals(
                "True",
                board.run("t = time.ticks_us()\ntime.sleep_us(100)\n"
                        + "print(100 <= time.ticks_diff(time.ticks_us(), t) < 110)"));
        assertEquals("True", board.run("import utime\nprint(utime.sleep_us is time.sleep_us)"));
    }

    @Test
    void aLoopThatOnlyLooksAtTheClockEnds() throws Exception {
        assertEquals(
                "done",
                board.run("t = time.ticks_ms()\nwhile time.ticks_diff(time.ticks_ms(), t) < 100: pass\n"
                        + "print('done')"));
    }

    @Test
    void aWaveMadeByAProgramHasItsTimes() throws Exception {
        var recorder = Recorder.of(circuit, "GPIO2");
        board.run("p = Pin(2, Pin.OUT)\nfor i in range(5):\n p(1)\n time.sleep_us(300)\n p(0)\n time.sleep_us(700)");
        var wave = Measurement.of(recorder.waveform(), "GPIO2");
        assertEquals(300_000, wave.shortestHigh(), 10_000);
        assertEquals(700_000, wave.shortestLow(), 10_000);
    }

    @Test
    void interruptsArriveAtTheirTimeWhileTheProgramSleeps() throws Exception {
        var button = circuit.add(Button.toGround("GPIO0"));
        board.run("seen = []\np = Pin(0, Pin.IN, Pin.PULL_UP)\n"
                + "p.irq(lambda pin: seen.append((pin(), time.ticks_ms())), Pin.IRQ_FALLING | Pin.IRQ_RISING)");
        button.pressLater(30_000_000, 50_000_000);
        assertEquals(
                "[(0, 30), (1, 80)]",
                board.run("t = time.ticks_ms()\ntime.sleep_ms(200)\nprint([(v, m - t) for v, m in seen])"));
    }

    @Test
    void interruptsCanBeHeldAndTakenBack() throws Exception {
        board.run("n = 0\ndef count(pin):\n    global n\n    n += 1\n"
                + "p = Pin(3, Pin.OUT)\ni = p.irq(count, Pin.IRQ_RISING)");
        assertEquals(
                "2 2 3 3 2",
                board.run("p(1); p(0); p(1)\na = n\ns = disable_irq()\np(0); p(1)\nb = n\nenable_irq(s)\n"
                        + "time.sleep_us(1)\nc = n\np.irq(None)\np(0); p(1)\nprint(a, b, c, n, i.trigger() + 1)"));
    }

    @Test
    void aHandlerThatRaisesIsPrintedAndTheProgramGoesOn() throws Exception {
        String said = board.run("p = Pin(3, Pin.OUT)\np.irq(lambda pin: 1 // 0, Pin.IRQ_RISING)\np(1)\nprint('on')");
        assertTrue(said.startsWith("Traceback (most recent call last):\n"), said);
        assertTrue(said.endsWith("ZeroDivisionError: divide by zero\non"), said);
    }

    @Test
    void timersCallOnceOrAgainAndAgain() throws Exception {
        assertEquals(
                "[10, 20, 30] 1",
                board.run("t = time.ticks_ms()\nat = []\nonce = []\nm = Timer(-1)\n"
                        + "m.init(period=10, mode=Timer.PERIODIC, callback=lambda t: at.append(time.ticks_ms()))\n"
                        + "Timer(0).init(period=5, mode=Timer.ONE_SHOT, callback=once.append)\n"
                        + "time.sleep_ms(35)\nm.deinit()\ntime.sleep_ms(35)\n"
                        + "print([a - t for a in at], len(once))"));
        assertEquals("ValueError: period must be more than 0", board.error("Timer(1).init(period=0)"));
    }

    @Test
    void pwmDrivesTheNetByItself() throws Exception {
        board.run("pwm = PWM(Pin(2), freq=1000, duty=512)");
        var recorder = Recorder.of(circuit, "GPIO2");
        board.run("time.sleep_ms(100)");
        var half = Measurement.of(recorder.waveform(), "GPIO2");
        assertEquals(500_000, half.shortestHigh(), 1);
        assertEquals(500_000, half.shortestLow(), 1);
        board.run("pwm.freq(2000)\npwm.duty_ns(250000)\ntime.sleep_ms(2)");
        var recorder2 = Recorder.of(circuit, "GPIO2");
        board.run("time.sleep_ms(10)");
        assertEquals(250_000, Measurement.of(recorder2.waveform(), "GPIO2").shortestHigh(), 1);
        board.run("pwm.duty_u16(65535)\ntime.sleep_ms(2)");
        assertEquals(1, circuit.net("GPIO2").level());
        board.run("pwm.deinit()");
        assertEquals(0, circuit.net("GPIO2").level());
        assertEquals(List.of(), circuit.shorts());
        assertEquals("ValueError: duty must be from 0 to 1023", board.error("PWM(Pin(2), freq=100, duty=2000)"));
        assertEquals("ValueError: frequency must be from 1 Hz to 10 MHz", board.error("PWM(Pin(2), freq=0)"));
    }

    @Test
    void anOutputTakesThePinBackFromPwm() throws Exception {
        board.run("pwm = PWM(Pin(2), freq=1000, duty=512)\nPin(2, Pin.OUT, value=1)\ntime.sleep_ms(5)");
        assertEquals(1, circuit.net("GPIO2").level());
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void theAnalogueInputReadsASource() throws Exception {
        var slider = circuit.add(VoltageSource.on("A0", 0.5));
        assertEquals("512 32768 500000", board.run("a = ADC(0)\nprint(a.read(), a.read_u16(), a.read_uv())"));
        slider.volts(7);
        assertEquals("1023 65535", board.run("print(a.read(), a.read_u16())"));
        circuit.add(VoltageSource.on("GPIO34", nanos -> 3.3 * (nanos % 1_000_000) / 1e6));
        assertEquals(
                "True",
                board.run("b = ADC(Pin(34))\nx = b.read_u16()\ntime.sleep_us(100)\n"
                        + "print(6000 < (b.read_u16() - x) % 65536 < 7000)"));
        assertEquals("65535", board.run("print(ADC(Pin(12, Pin.OUT, value=1)).read_u16())"));
        assertEquals("ValueError: invalid ADC: 3, expected 0 or a Pin", board.error("ADC(3)"));
    }

    @Test
    void pulsesAreMeasured() throws Exception {
        var button = circuit.add(Button.toSupply("GPIO4"));
        circuit.net("GPIO4").pulledDown();
        board.run("p = Pin(4, Pin.IN)");
        button.pressLater(1_000_000, 123_000);
        assertEquals("123 -2", board.run("print(time_pulse_us(p, 1), time_pulse_us(p, 1, 1000))"));
        assertEquals("-1", board.run("print(time_pulse_us(p, 0, 1000))"));
    }

    @Test
    void aPartThatFailsIsAnErrorInPythonAndTheBoardGoesOn() throws Exception {
        circuit.after(1_000_000, () -> {
            throw new IllegalStateException("smoke");
        });
        assertEquals("RuntimeError: smoke", board.error("time.sleep_ms(5)"));
        circuit.after(1_000, () -> {
            throw new IllegalStateException("fire");
        });
        assertEquals(
                "RuntimeError: fire",
                board.error("assert isinstance(time.ticks_us(), int)\ntime.ticks_ms()\nPin(2).value()"));
        assertEquals("2", board.run("print(1 + 1)"));
    }

    @Test
    void aPinWrittenInJavaIsOneOfTheBoards() throws Exception {
        var written = new ArrayList<String>();
        Pin strange = (request, argument) -> {
            written.add(Pin.requestName(request) + " " + argument);
            if (request == Pin.OUTPUT) {
                throw new IOException("the far end is gone");
            }
            return request == Pin.READ ? 1 : 0;
        };
        try (var other = WiredBoard.on(
                Circuit.create(), wiring -> wiring.withPin(7, strange).withNames(Map.of("far", 7)))) {
            assertEquals("1", other.run("from machine import *\np = Pin('far', Pin.IN)\np(0)\nprint(p())"));
            assertEquals(List.of("INPUT (3) 0", "WRITE (2) 0", "READ (1) 0"), written);
            assertEquals("OSError: [Errno 5] EIO: the far end is gone", other.error("p.init(Pin.OUT)"));
            assertEquals(
                    "ValueError: irq needs a pin of the circuit, pin 7 was written in Java",
                    other.error("p.irq(print)"));
        }
    }
}
