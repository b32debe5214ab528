package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Banked;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftRegisterTest {
    private final Circuit circuit = Circuit.create();
    private final Pin ser = circuit.pin("ser");
    private final Pin srclk = circuit.pin("srclk");
    private final Pin rclk = circuit.pin("rclk");
    private final Pin pl = circuit.pin("pl");
    private final Pin cp = circuit.pin("cp");
    private final Pin q7 = circuit.pin("q7");

    /// Chips as the function table of the 74HC595 says: SER enters QA at the rising SRCLK, each stage takes the one
    /// before; all stages show at the rising RCLK.
    private final class Outputs implements Part {
        private final boolean[] stages = new boolean[64];
        private boolean[] shown = new boolean[64];
        private int changes;

        @Override
        public void connect(Circuit to) {
            to.net("srclk").listen((_, level) -> {
                if (level == 1) {
                    System.arraycopy(stages, 0, stages, 1, 63);
                    stages[0] = to.net("ser").level() == 1;
                }
            });
            to.net("rclk").listen((_, level) -> {
                if (level == 1) {
                    shown = stages.clone();
                    changes++;
                }
            });
        }

        long levels(int lines) {
            long levels = 0;
            for (int i = 0; i < lines; i++) {
                levels |= shown[i] ? 1L << i : 0;
            }
            return levels;
        }
    }

    /// Chips as the function table of the 74HC165 says: while PL is low all stages take their input; at the rising
    /// CP each takes the one before; Q7 shows the last one of the first chip.
    private final class Inputs implements Part {
        private long levels;

        @Override
        public void connect(Circuit to) {
            var q7 = to.net("q7").terminal("74HC165");
            var stages = new boolean[8][8];
            to.net("pl").listen((_, level) -> {
                for (int line = 0; line < 64; line++) {
                    stages[line / 8][line % 8] = (levels >>> line & 1) == 1;
                }
                q7.drive(stages[0][7] ? 1 : 0);
            });
            to.net("cp").listen((_, level) -> {
                if (level == 1) {
                    for (int chip = 0; chip < 8; chip++) {
                        System.arraycopy(stages[chip], 0, stages[chip], 1, 7);
                        stages[chip][0] = chip < 7 && stages[chip + 1][7];
                    }
                    q7.drive(stages[0][7] ? 1 : 0);
                }
            });
        }
    }

    private ShiftRegisterOutput outputs(int chips) {
        return ShiftRegisterOutput.over(ser, srclk, rclk, chips, circuit.ticks());
    }

    private ShiftRegisterInput inputs(int chips) {
        return ShiftRegisterInput.over(pl, cp, q7, chips, circuit.ticks());
    }

    @Test
    void showsRandomLevelsOfOneToEightChipsAtOnce() throws Exception {
        long seed = 595;
        var random = new Random(seed);
        var model = circuit.add(new Outputs());
        for (int chips = 1; chips <= 8; chips++) {
            var register = outputs(chips);
            int lines = 8 * chips;
            assertEquals(lines, register.lines());
            long all = -1L >>> 64 - lines;
            long levels = 0;
            for (int i = 0; i < 10; i++) {
                long mask = random.nextLong() & all;
                long wanted = random.nextLong();
                register.write(mask, wanted);
                levels = levels & ~mask | wanted & mask;
                assertEquals(levels, model.levels(lines), "seed " + seed + ", " + chips + " chips");
                assertEquals(levels, register.read(all));
                assertEquals(10 * (chips - 1) + i + 1, model.changes);
            }
        }
    }

    @Test
    void makesAPinOfEachOutput() throws Exception {
        var model = circuit.add(new Outputs());
        var register = outputs(2);
        var pin = register.pin(9);
        pin.output(true);
        assertTrue(pin.isHigh());
        assertEquals(1 << 9, model.levels(16));
        register.pin(0).set(true);
        assertEquals(1 << 9 | 1, model.levels(16));
        pin.toggle();
        assertEquals(1, model.levels(16));
        assertSame(register, ((Banked) pin).bank());
        assertEquals(9, ((Banked) pin).line());
        var e = assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(Pin.INPUT, Pin.FLOATING));
        assertEquals(
                "line 9 of 74HC595 (SER host ser, SRCLK host srclk, RCLK host rclk): does not know request INPUT (3);"
                        + " use another pin, or another way to drive this one",
                e.getMessage());
    }

    @Test
    void enablesTheOutputsAfterTheFirstWriteOnly() throws Exception {
        circuit.net("oe").pulledUp();
        var recorder = Recorder.of(circuit, "oe", "rclk");
        var register = outputs(1).withOutputEnable(circuit.pin("oe"));
        register.write(0xFF, 0x55);
        register.write(0xFF, 0xAA);
        var wave = recorder.waveform();
        assertEquals(1, wave.signal("oe").edges());
        assertTrue(wave.signal("oe").time(0) > Edges.to(1, wave.signal("rclk")).getFirst());
        assertEquals(0, circuit.net("oe").level());
    }

    /// Texas Instruments SCLS041, "Timing Requirements" at 2 V: SER before SRCLK 125 ns, pulses 100 ns, SRCLK
    /// before RCLK 94 ns.
    @Test
    void keepsTheTimesOfTheSlowestChip() throws Exception {
        var recorder = Recorder.of(circuit, "ser", "srclk", "rclk");
        outputs(1).write(0xFF, 0x55);
        var wave = recorder.waveform();
        assertTrue(Edges.shortest(1, wave.signal("srclk")) >= 100);
        assertTrue(Edges.shortest(0, wave.signal("srclk")) >= 100);
        assertTrue(Edges.shortest(1, wave.signal("rclk")) >= 100);
        for (long rise : Edges.to(1, wave.signal("srclk"))) {
            assertTrue(rise - Edges.before(rise, wave.signal("ser")) >= 125);
        }
        assertTrue(Edges.to(1, wave.signal("rclk")).getFirst()
                        - Edges.to(1, wave.signal("srclk")).getLast()
                >= 94);
    }

    @Test
    void keepsItsOutputsWhereverAPinFailsAndSendsAllWithTheNextWrite() throws Exception {
        var model = circuit.add(new Outputs());
        var pins = new FailingPins();
        var register = ShiftRegisterOutput.over(pins.over(ser), pins.over(srclk), pins.over(rclk), 1, circuit.ticks());
        for (int uses = 0; uses < 8 * 3; uses++) {
            register.write(0xFF, 0x0F);
            pins.failAfter(uses);
            assertThrows(IOException.class, () -> register.write(0xFF, 0xF0));
            assertEquals(0x0F, model.levels(8));
            register.write(0x01, 0x00);
            assertEquals(0x0E, model.levels(8));
        }
    }

    @Test
    void samplesRandomLevelsOfOneToEightChipsAtOnce() throws Exception {
        long seed = 165;
        var random = new Random(seed);
        var model = circuit.add(new Inputs());
        for (int chips = 1; chips <= 8; chips++) {
            var register = inputs(chips);
            assertEquals(8 * chips, register.lines());
            long all = -1L >>> 64 - 8 * chips;
            for (int i = 0; i < 10; i++) {
                model.levels = random.nextLong();
                assertEquals(model.levels & all, register.read(all), "seed " + seed + ", " + chips + " chips");
            }
        }
    }

    @Test
    void makesAPinOfEachInput() throws Exception {
        var model = circuit.add(new Inputs());
        var register = inputs(2);
        model.levels = 1 << 9;
        var pin = register.pin(9);
        pin.ioctl(Pin.INPUT, Pin.FLOATING);
        assertTrue(pin.isHigh());
        assertEquals(0, register.pin(8).ioctl(Pin.READ, 0));
        assertSame(register, ((Banked) pin).bank());
        for (int request : new int[] {Pin.WRITE, Pin.OUTPUT, Pin.OPEN_DRAIN}) {
            assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(request, 1));
        }
        assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(Pin.INPUT, Pin.PULL_UP));
        var e = assertThrows(UnsupportedOperationException.class, () -> register.write(1, 1));
        assertEquals(
                "74HC165 (PL host pl, CP host cp, Q7 host q7): its lines are inputs; drive a 74HC595 instead",
                e.getMessage());
    }

    @Test
    void refusesChipsAndLinesThatAreNot() {
        assertEquals(
                "74HC595 in a row are 9, expected 1 to 8",
                assertThrows(IllegalArgumentException.class, () -> outputs(9)).getMessage());
        assertEquals(
                "74HC165 in a row are 0, expected 1 to 8",
                assertThrows(IllegalArgumentException.class, () -> inputs(0)).getMessage());
        assertEquals(
                "74HC595 (SER host ser, SRCLK host srclk, RCLK host rclk): line is 8, expected 0 to 7",
                assertThrows(IllegalArgumentException.class, () -> outputs(1).pin(8))
                        .getMessage());
        assertEquals(
                "74HC165 (PL host pl, CP host cp, Q7 host q7): mask is 0x100, expected lines 0 to 7 only",
                assertThrows(IllegalArgumentException.class, () -> inputs(1).read(0x100))
                        .getMessage());
        assertEquals(0, circuit.nanos());
    }

    @Test
    void namesChipsAndPinOfARefusedDirection() {
        Pin inputOnly = (request, _) -> {
            throw Pin.unknown("pin 34", request);
        };
        var register = ShiftRegisterOutput.over(inputOnly, srclk, rclk, 1, circuit.ticks());
        var e = assertThrows(DeviceException.class, () -> register.write(1, 1));
        assertEquals(DeviceException.Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                register + ": a pin cannot take the direction that the bus needs: pin 34: does not know request OUTPUT"
                        + " (4); use another pin, or another way to drive this one",
                e.getMessage());
    }
}
