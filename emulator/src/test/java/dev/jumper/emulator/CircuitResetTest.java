package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.Circuit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is left on the circuit when the program, or the board, ends.
@Timeout(120)
class CircuitResetTest {
    private static final String PINS = """
        from machine import *
        import time
        class Line(PinBase):
            def __init__(self, number):
                self.pin = Pin(number, Pin.OPEN_DRAIN, Pin.PULL_UP)
            def value(self, level=None):
                return self.pin() if level is None else self.pin(level)
        i2c = SoftI2C(Line(5), Line(4))
        """;

    private final Circuit circuit = Circuit.create();
    private WiredBoard board;

    @BeforeEach
    void boot() throws Exception {
        board = WiredBoard.on(circuit);
        board.run(PINS);
    }

    @AfterEach
    void switchOff() {
        if (board != null) {
            board.close();
        }
    }

    @Test
    void aResetReleasesAllPins() throws Exception {
        board.run("p = Pin(2, Pin.OUT, value=1)\nw = PWM(Pin(12), freq=1000, duty=512)");
        board.board.reset();
        board.terminal.raw();
        assertEquals(0, circuit.net("GPIO2").level());
        assertEquals("0 0", board.run("from machine import *\nprint(Pin(2)(), Pin(12)())"));
    }

    @Test
    void aSoftResetKeepsLevelsAndEndsTimersInterruptsAndPwm() throws Exception {
        board.run("p = Pin(2, Pin.OUT, value=1)\nw = PWM(Pin(12), freq=1000, duty=512)\n"
                + "p.irq(lambda pin: print('late'))\nTimer(-1).init(period=5, callback=lambda t: print('late'))");
        board.terminal.type("\u0004");
        board.terminal.until(Terminal.RAW_BANNER);
        assertEquals(1, circuit.net("GPIO2").level());
        assertEquals(
                "0 1",
                board.run("from machine import *\nimport time\np = Pin(2)\np(0)\na = p()\ntime.sleep_ms(20)\np(1)\n"
                        + "print(a, p())"));
    }

    @Test
    void aResetEndsABusOnPinsWrittenInPython() throws Exception {
        board.terminal.type("print('go')\nwhile True: i2c.scan()\u0004");
        board.terminal.until("go\r\n");
        board.board.reset();
        board.terminal.raw();
        board.run(PINS);
        assertEquals("[]", board.run("print(i2c.scan())"));
    }

    @Test
    void ctrlCEndsABusOnPinsWrittenInPython() throws Exception {
        board.terminal.type("print('go')\nwhile True: i2c.scan()\u0004");
        board.terminal.until("go\r\n");
        board.terminal.type("\u0003");
        String said = board.terminal.until("\u0004>");
        assertTrue(said.contains("KeyboardInterrupt"), said);
        assertEquals("[]", board.run("print(i2c.scan())"));
    }

    @Test
    void ctrlCInAHandlerEndsTheProgram() throws Exception {
        board.terminal.type("def slow(t):\n    print('go')\n    while True: time.sleep_ms(1)\n"
                + "Timer(1).init(period=5, mode=Timer.ONE_SHOT, callback=slow)\nwhile True: time.sleep_ms(1)\u0004");
        board.terminal.until("go\r\n");
        board.terminal.type("\u0003");
        assertTrue(board.terminal.until("\u0004>").contains("KeyboardInterrupt"));
    }

    @Test
    void ctrlCEndsALongSleepWithAWaveGoingOn() throws Exception {
        board.terminal.type("w = PWM(Pin(2), freq=10000, duty=512)\nprint('go')\ntime.sleep(1e8)\u0004");
        board.terminal.until("go\r\n");
        board.terminal.type("\u0003");
        assertTrue(board.terminal.until("\u0004>").contains("KeyboardInterrupt"));
    }
}
