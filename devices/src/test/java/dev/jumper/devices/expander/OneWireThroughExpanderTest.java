package dev.jumper.devices.expander;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pull;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.Diode;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.Mcp23017Model;
import dev.jumper.sim.part.OneWireFault;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.OneWireTiming;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A 1-Wire bus bit-banged through an expander that hangs on a bit-banged I2C bus.
///
/// The limits of slots are those of the DS18B20 data sheet (Analog Devices 19-7487), "AC Electrical
/// Characteristics"; the speed of the I2C bus is that of the MCP23017's (Microchip DS20001952), "I2C AC
/// Characteristics", 1.7 MHz mode.
class OneWireThroughExpanderTest {
    private static final I2cAddress AT = I2cAddress.of(0x20);
    private static final RomCode ROM = RomCode.of(0x28, 0x070e41acL);
    private static final String NAME = "1-Wire bus (GPA0 of MCP23017 at 0x20, GPA1 of MCP23017 at 0x20): ";

    /// SCL low 350 ns and high 138 ns, and 100 ns for the five accesses of a bit: 588 ns. SCL must be low for 320
    /// ns and high for 120 ns.
    private static final I2cSpeed HIGH_SPEED = new I2cSpeed(350, 138, 160, 160, 30, 160, 320);

    private static final CircuitOptions QUICK_PINS = CircuitOptions.DEFAULT.withAccessNanos(20);

    private I2cOnPins pins = new I2cOnPins(QUICK_PINS, HIGH_SPEED);
    private final OneWireThermometer thermometer = OneWireThermometer.create();
    private final Mcp23017Model model = Mcp23017Model.on("x");

    /// Connects the expander, the diode to GPA0 and the line to GPA1.
    private Mcp23017 open() throws IOException {
        connect();
        return Mcp23017.open(pins.bus(), AT, pins.ticks());
    }

    private I2cTarget connect() {
        var circuit = pins.circuit();
        var target = circuit.add(I2cTarget.on("scl", "sda", AT, model).withValidDelay(100));
        circuit.net("xA0").floatsAt(1);
        circuit.net("xA1").pulledUp();
        circuit.add(Diode.on("xA1", "xA0"));
        return target;
    }

    private OneWireTarget addThermometer() {
        return pins.circuit().add(OneWireTarget.on("xA1", ROM, thermometer).withoutOverdrive());
    }

    @Test
    void readsADs18b20() throws IOException {
        addThermometer();
        thermometer.celsius(25.0625);
        var bus = open().oneWire(0, 1);
        assertEquals(List.of(ROM), bus.search());
        var sensor = Ds18b20.open(bus, ROM, pins.ticks());
        assertEquals(25.0625, sensor.readCelsius());
        thermometer.celsius(-10.125);
        assertEquals(-10.125, sensor.readCelsius());
        assertEquals(List.of(), pins.circuit().shorts());
    }

    @Test
    void keepsTheTimesOfResetsAndSlots() throws IOException {
        var bus = open().oneWire(0, 1);
        bus.reset();
        var recorder = Recorder.of(pins.circuit(), "xA1");
        bus.reset();
        bus.slot(0);
        bus.slot(1);
        bus.slot(0);
        bus.slot(1);
        var wave = recorder.waveform();
        assertTrue(low(wave, 0) >= 480_000 && low(wave, 0) < 960_000, "reset " + low(wave, 0));
        for (int zero : new int[] {1, 3}) {
            assertTrue(low(wave, zero) >= 60_000 && low(wave, zero) <= 120_000, "0: " + low(wave, zero));
            assertTrue(low(wave, zero + 1) >= 1_000 && low(wave, zero + 1) < 15_000, "1: " + low(wave, zero + 1));
        }
        var line = wave.signal("xA1");
        for (int i = 0; i + 2 < line.edges(); i += 2) {
            assertTrue(line.time(i + 2) - line.time(i) >= 61_000, "slot " + i / 2);
            assertTrue(line.time(i + 2) - line.time(i + 1) >= 1_000, "recovery " + i / 2);
        }
        assertTrue(line.time(2) - line.time(1) >= 480_000, "after the reset");
    }

    private static long low(Waveform wave, int pulse) {
        var line = wave.signal("xA1");
        return line.time(2 * pulse + 1) - line.time(2 * pulse);
    }

    @Test
    void samplesBeforeADevicesBitCeasesToBeSure() throws IOException {
        // a device that lets go of its 0 as early as it may, 15 µs after the fall, and comes up as late as it may
        var target = addThermometer();
        target.withTiming(OneWireTiming.STANDARD.withSlot(60_000, 15_000).withPresence(60_000, 60_000));
        var bus = open().oneWire(0, 1);
        assertTrue(bus.reset());
        bus.octet(0x33);
        long code = 0;
        for (int i = 0; i < 64; i++) {
            code |= (long) bus.slot(1) << i;
        }
        assertEquals(ROM.value(), code);
    }

    @Test
    void leavesTheOtherLinesAlone() throws IOException {
        addThermometer();
        var chip = open();
        var led = chip.pin(7);
        led.output(true);
        var bus = chip.oneWire(0, 1);
        assertTrue(bus.reset());
        bus.octet(0xCC);
        assertEquals(1, pins.circuit().net("xA7").level());
        led.set(false);
        assertEquals(0, pins.circuit().net("xA7").level());
        assertTrue(bus.reset(), "and back into the burst");
        assertEquals(List.of(ROM), bus.search());
        assertEquals(0, pins.circuit().net("xA7").level());
    }

    @Test
    void runsOnAnyTwoLinesOfEitherPort() throws IOException {
        var chip = open();
        var circuit = pins.circuit();
        circuit.net("xB2").floatsAt(1);
        circuit.net("xB5").pulledUp();
        circuit.add(Diode.on("xB5", "xB2"));
        circuit.add(OneWireTarget.on("xB5", ROM, thermometer).withoutOverdrive());
        chip.pin(15).output(true);
        chip.pin(14).output(false);
        var bus = chip.oneWire(10, 13);
        assertEquals(List.of(ROM), bus.search());
        assertEquals(0, bus.slot(0));
        assertEquals(1, circuit.net("xB7").level());
        assertEquals(0, circuit.net("xB6").level());
    }

    @Test
    void refusesOneLineAsBothAndLinesOfTwoPorts() throws IOException {
        var chip = open();
        for (int[] lines : new int[][] {{0, 0}, {9, 9}, {15, 7}, {7, 15}, {9, 1}}) {
            assertThrows(IllegalArgumentException.class, () -> chip.oneWire(lines[0], lines[1]));
        }
    }

    @Test
    void doesASlotInOneTransactionOnceItsLinesAreSetUp() throws IOException {
        open();
        var transactions = new int[1];
        I2cBus counting = (address, messages) -> {
            transactions[0]++;
            pins.bus().transfer(address, messages);
        };
        var bus = Mcp23017.open(counting, AT, pins.ticks()).oneWire(0, 1);
        bus.slot(1);
        int before = transactions[0];
        assertEquals(1, bus.slot(1));
        assertEquals(before + 1, transactions[0]);
        assertEquals(0, model.register(0x0C) + model.register(0x0D), "the pull-up is that of the bus alone");
    }

    @Test
    void setsItsLinesUpAnewAfterAFailure() throws IOException {
        addThermometer();
        var chip = open();
        var bus = chip.oneWire(0, 1);
        assertTrue(bus.reset());
        chip.pin(0).input(Pull.NONE);
        assertThrows(DeviceException.class, bus::reset);
        assertTrue(bus.reset());
    }

    @Test
    void goesOnAfterTheChipRefusedToEndABurst() throws IOException {
        addThermometer();
        var interrupt = pins.circuit().pin("xINTA");
        var target = connect();
        var chip = Mcp23017.open(pins.bus(), AT, pins.ticks(), interrupt);
        var pin = chip.pin(9);
        pin.input(Pull.NONE);
        ((EdgeCapture) pin).arm();
        var bus = chip.oneWire(0, 1);
        assertTrue(bus.reset());
        target.failingNext(new I2cFault.DataRefused(1));
        var led = chip.pin(7);
        assertThrows(DeviceException.class, () -> led.output(true));
        led.output(true);
        assertEquals(1, pins.circuit().net("xA7").level());
        assertEquals(2, model.register(0x05), "GPINTENB");
        target.failingNext(new I2cFault.DataRefused(1));
        assertThrows(DeviceException.class, bus::reset);
        led.output(false);
        assertEquals(2, model.register(0x05), "GPINTENB, after a burst that was refused");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        var bus = open().oneWire(0, 1);
        assertFalse(bus.reset());
        var e = assertThrows(DeviceException.class, () -> bus.transfer(new byte[] {1}, new byte[0]));
        assertEquals(
                NAME + "no device answered the reset; check its supply, its ground and the 4.7 kΩ pull-up",
                e.getMessage());
    }

    @Test
    void refusesAnI2cBusThatIsTooSlow() throws IOException {
        pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.FAST);
        addThermometer();
        var bus = open().oneWire(0, 1);
        var e = assertThrows(DeviceException.class, () -> bus.slot(1));
        assertEquals(DeviceException.Kind.MISSED, e.kind());
        assertEquals(
                NAME + "took 170.4 µs to do the transaction of a slot, expected at most 36.2 µs; run the I2C bus"
                        + " at 1.6 to 1.7 MHz, or try again",
                e.getMessage());
        assertEquals(1, pins.circuit().net("xA1").level(), "the line is let go");
        var zero = assertThrows(DeviceException.class, () -> bus.slot(0));
        assertEquals(
                NAME + "took 216.1 µs to write a 0, expected at most 120.0 µs; run the I2C bus at 1.6 to 1.7 MHz, or"
                        + " try again",
                zero.getMessage());
    }

    @Test
    void doesNotSayThatNobodyIsThereWhenItLookedTooLate() throws IOException {
        pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.FAST);
        var bus = open().oneWire(0, 1);
        var e = assertThrows(DeviceException.class, bus::reset);
        assertEquals(DeviceException.Kind.MISSED, e.kind());
        assertEquals(
                NAME
                        + "took 230.6 µs to look for a presence pulse, expected at most 75.0 µs; run the I2C bus at"
                        + " 1.6 to 1.7 MHz, or try again",
                e.getMessage());
    }

    @Test
    void saysThatTheLineIsHeldLow() throws IOException {
        var target = addThermometer();
        var bus = open().oneWire(0, 1);
        target.failing(new OneWireFault.HeldLow(Long.MAX_VALUE));
        var after = assertThrows(DeviceException.class, bus::reset);
        assertEquals(
                NAME + "the line is low after a presence pulse; something holds it, or it has no pull-up",
                after.getMessage());
        assertEquals(DeviceException.Kind.STUCK, after.kind());
        var before = assertThrows(DeviceException.class, bus::reset);
        assertEquals(
                NAME + "the line is low before a reset; something holds it, or it has no pull-up of 4.7 kΩ",
                before.getMessage());
    }

    @Test
    void saysThatTheLineDoesNotFollow() throws IOException {
        var chip = open();
        pins.circuit().net("xA3").pulledUp();
        var bus = chip.oneWire(2, 3);
        var e = assertThrows(DeviceException.class, bus::reset);
        assertEquals(
                "1-Wire bus (GPA2 of MCP23017 at 0x20, GPA3 of MCP23017 at 0x20): the line stays high although it is"
                        + " driven low; check the diode, its cathode belongs to the line that drives",
                e.getMessage());
    }
}
