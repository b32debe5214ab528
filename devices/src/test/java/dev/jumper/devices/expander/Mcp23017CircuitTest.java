package dev.jumper.devices.expander;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.Banked;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.Mcp23017Model;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The expander through a bit-banged bus.
class Mcp23017CircuitTest {
    private static final I2cAddress AT = I2cAddress.of(0x20);

    private final I2cOnPins pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.FAST);
    private final Mcp23017Model model = Mcp23017Model.on("x");
    private final I2cTarget target = pins.add(0x20, model);

    private Mcp23017 open() throws IOException {
        return Mcp23017.open(pins.bus(), AT, pins.ticks());
    }

    private int level(String net) {
        return pins.circuit().net(net).level();
    }

    @Test
    void drivesReleasesAndReadsTheNetsOfItsLines() throws IOException {
        var chip = open();
        var a3 = chip.pin(3);
        a3.output(true);
        assertEquals(1, level("xA3"));
        assertTrue(a3.isHigh());
        a3.toggle();
        assertEquals(0, level("xA3"));
        var b7 = chip.pin(15);
        b7.input(Pull.UP);
        assertTrue(b7.isHigh());
        b7.input(Pull.NONE);
        assertFalse(b7.isHigh());
        pins.circuit().net("xB0").pulledUp();
        var b0 = chip.pin(8);
        b0.openDrain(true);
        assertEquals(1, level("xB0"));
        b0.set(false);
        assertEquals(0, level("xB0"));
        var other = pins.circuit().pin("xB0");
        b0.set(true);
        other.output(false);
        assertFalse(b0.isHigh(), "no short circuit: " + pins.circuit().shorts());
    }

    @Test
    void changesTheLinesOfAPortAtOneMoment() throws IOException {
        var chip = open();
        for (int line = 0; line < 16; line++) {
            chip.pin(line).output(false);
        }
        var moments = new long[16];
        for (int i = 0; i < 16; i++) {
            int line = i;
            pins.circuit()
                    .net((line < 8 ? "xA" : "xB") + line % 8)
                    .listen((_, _) -> moments[line] = pins.circuit().nanos());
        }
        ((Banked) chip.pin(0)).bank().write(0xFFFF, 0xFFFF);
        for (int line = 0; line < 16; line++) {
            assertEquals(moments[line < 8 ? 0 : 8], moments[line], "line " + line);
        }
        assertTrue(moments[8] - moments[0] >= 9 * 2_500, "a byte later");
    }

    @Test
    void carriesAnotherBusOnItsLines() throws IOException {
        pins.circuit().net("xA0").pulledUp();
        pins.circuit().net("xA1").pulledUp();
        var registers = I2cRegisters.of(4).set(2, 0xA5);
        pins.circuit().add(I2cTarget.on("xA0", "xA1", I2cAddress.of(0x48), registers));
        var chip = open();
        var inner = SoftI2c.over(chip.pin(0), chip.pin(1), pins.ticks()).withSpeed(I2cSpeed.UNLIMITED);
        assertEquals((byte) 0xA5, inner.writeRead(I2cAddress.of(0x48), new byte[] {2}, 1)[0]);
        assertFalse(inner.probe(I2cAddress.of(0x49)));
    }

    @Test
    void findsThatItHasLostPowerAndCanBeRestored() throws IOException {
        var chip = open();
        chip.pin(3).output(true);
        chip.pin(12).input(Pull.UP);
        assertTrue(chip.intact());
        model.powerLost();
        assertEquals(0, level("xA3"));
        assertFalse(chip.intact());
        chip.restore();
        assertTrue(chip.intact());
        assertEquals(1, level("xA3"));
        assertEquals(1, level("xB4"));
    }

    @Test
    void isOpenedInWhateverStateAnotherProgramLeftIt() throws IOException {
        pins.bus().write(AT, (byte) 0x0A, (byte) 0xA0); // BANK, in the middle of a burst
        var pin = open().pin(0);
        pin.output(true);
        assertEquals(1, level("xA0"));
        assertEquals(0, model.register(0x0A));
    }

    @Test
    void saysThatNobodyIsThere() {
        target.failing(new I2cFault.AddressRefused());
        var e = assertThrows(DeviceException.class, this::open);
        assertEquals(I2cOnPins.ABSENT.formatted("0x20"), e.getMessage());
    }

    @Test
    void goesOnAfterTheChipDidNotAnswer() throws IOException {
        var pin = open().pin(0);
        pin.output(false);
        target.failingNext(new I2cFault.DataRefused(1));
        var e = assertThrows(DeviceException.class, () -> pin.set(true));
        assertEquals(
                I2cOnPins.NAME + ": 0x20 did not acknowledge byte 1 (0x01) of those written, counted from 0; it is busy"
                        + " or does not know the value",
                e.getMessage());
        pin.set(true);
        assertEquals(1, level("xA0"));
    }

    @Test
    void saysThatAnotherChipIsThere() {
        pins.add(0x21, I2cRegisters.of(1, 0));
        var e = assertThrows(
                DeviceException.class, () -> Mcp23017.open(pins.bus(), I2cAddress.of(0x21), pins.ticks(), interrupt()));
        assertEquals(
                "MCP23017 at 0x21: is another chip, for IOCON reads 0x00 and 0x00 after 0x40 was written",
                e.getMessage());
    }

    private Pin interrupt() {
        return pins.circuit().pin("xINTA");
    }

    private Mcp23017 openWithInterrupt() throws IOException {
        return Mcp23017.open(pins.bus(), AT, pins.ticks(), interrupt());
    }

    private EdgeCapture armed(Mcp23017 chip, int line) throws IOException {
        var pin = chip.pin(line);
        pin.input(Pull.NONE);
        var capture = (EdgeCapture) pin;
        capture.arm();
        return capture;
    }

    private void drive(String net, int level, long afterNanos) {
        var terminal = pins.circuit().net(net).terminal("button");
        pins.circuit().after(afterNanos, () -> terminal.drive(level));
    }

    @Test
    void stampsTheEdgesOfALineWithTheTimeOfTheInterrupt() throws IOException {
        var chip = openWithInterrupt();
        var line = armed(chip, 12);
        long now = pins.ticks().nanos();
        var terminal = pins.circuit().net("xB4").terminal("button");
        pins.circuit().after(5_000_000, () -> terminal.drive(1));
        pins.circuit().after(9_000_000, () -> terminal.drive(0));
        var edges = new long[3];
        assertEquals(2, line.take(edges, 0, 3, 20_000_000));
        assertEquals(now + 5_000_000, EdgeCapture.nanos(edges[0]));
        assertEquals(1, EdgeCapture.level(edges[0]));
        assertEquals(now + 9_000_000, EdgeCapture.nanos(edges[1]));
        assertEquals(0, EdgeCapture.level(edges[1]));
        assertEquals(0, line.lost());
        assertEquals(now + 20_000_000, pins.ticks().nanos(), 200_000, "waited for the third");
    }

    @Test
    void waitsNoLongerThanForWhatIsAskedFor() throws IOException {
        var line = armed(openWithInterrupt(), 0);
        drive("xA0", 1, 1_000_000);
        assertEquals(1, line.take(new long[1], 0, 1, 1_000_000_000));
        assertTrue(pins.ticks().nanos() < 10_000_000, "at " + pins.ticks().nanos());
        assertEquals(0, line.take(new long[1], 0, 1, 0));
    }

    @Test
    void countsWhatCameBeforeAnotherEdgeWasFetched() throws IOException {
        var chip = openWithInterrupt();
        var first = armed(chip, 0);
        var second = armed(chip, 1);
        drive("xA0", 1, 1_000_000);
        drive("xA1", 1, 1_100_000);
        pins.ticks().delay(2_000_000);
        assertEquals(1, first.take(new long[2], 0, 2, 0));
        assertEquals(0, second.take(new long[2], 0, 2, 0));
        assertEquals(1, second.lost(), "its time is not known");
    }

    @Test
    void countsChangesOfBothPortsOfWhichOneInterruptTells() throws IOException {
        var chip = openWithInterrupt();
        var first = armed(chip, 0);
        var second = armed(chip, 8);
        drive("xA0", 1, 1_000_000);
        drive("xB0", 1, 1_100_000);
        pins.ticks().delay(2_000_000);
        assertEquals(0, first.take(new long[2], 0, 2, 0));
        assertEquals(0, second.take(new long[2], 0, 2, 0));
        assertEquals(1, first.lost());
        assertEquals(1, second.lost());
    }

    @Test
    void dropsWhatWasBeforeItWasArmedAndKeepsNothingAfterwards() throws IOException {
        var chip = openWithInterrupt();
        var line = armed(chip, 0);
        drive("xA0", 1, 1_000);
        pins.ticks().delay(10_000);
        line.arm();
        assertEquals(0, line.take(new long[1], 0, 1, 0));
        line.disarm();
        drive("xA1", 1, 1_000);
        assertEquals(0, line.take(new long[1], 0, 1, 1_000_000));
        assertEquals(0, model.register(0x04), "GPINTENA");
    }

    @Test
    void saysThatTheInterruptIsSomeOthers() throws IOException {
        var stranger = pins.circuit().pin("other");
        var chip = Mcp23017.open(pins.bus(), AT, pins.ticks(), stranger);
        var pin = (EdgeCapture) chip.pin(0);
        var e = assertThrows(DeviceException.class, pin::arm);
        assertEquals(
                "MCP23017 at 0x20: its interrupt on host other is low, but no line has changed; see whether that is"
                        + " INTA or INTB of this chip",
                e.getMessage());
        assertEquals(DeviceException.Kind.STUCK, e.kind());
    }

    @Test
    void refusesATimeoutThatIsNone() throws IOException {
        var pin = (EdgeCapture) openWithInterrupt().pin(0);
        var e = assertThrows(IllegalArgumentException.class, () -> pin.take(new long[1], 0, 1, -1));
        assertEquals("GPA0 of MCP23017 at 0x20: timeout of a capture is -1 ns, expected 0 or more", e.getMessage());
    }
}
