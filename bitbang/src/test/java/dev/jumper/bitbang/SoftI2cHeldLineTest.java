package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Terminal;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.SlowEdge;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// When others hold a line, and for how long.
class SoftI2cHeldLineTest {
    private final I2cRig rig = new I2cRig();

    private void worksAgain() throws IOException {
        assertTrue(rig.isIdle(), "both lines are high");
        assertArrayEquals(new byte[] {0x57, 0x58}, rig.i2c.writeRead(I2cRig.CHIP, new byte[] {7}, 2));
    }

    /// A chip that holds SCL after a number of falls, for ever.
    private Terminal holdingClockAfter(int falls) {
        var scl = rig.circuit.net("scl").terminal("dead chip");
        var left = new int[] {falls};
        rig.circuit.net("scl").listen((_, level) -> {
            if (level == 0 && --left[0] == 0) {
                scl.drive(0);
            }
        });
        return scl;
    }

    /// A start and two bytes of nine clocks are 19 falls: what follows is a repeated start, or a stop.
    @Test
    void givesUpOnAStretchBeforeARepeatedStartOrAStop() throws Exception {
        var transfers = List.<Executable>of(
                () -> rig.i2c.writeRead(I2cRig.CHIP, new byte[] {1}, 1),
                () -> rig.i2c.write(I2cRig.CHIP, (byte) 1),
                () -> rig.i2c.read(I2cAddress.tenBit(0x2A5), 1));
        rig.circuit.add(I2cTarget.on("scl", "sda", I2cAddress.tenBit(0x2A5), I2cRegisters.of(1)));
        for (var transfer : transfers) {
            rig.i2c.write(I2cRig.CHIP, (byte) 1);
            var chip = holdingClockAfter(19);
            var e = assertThrows(DeviceException.class, transfer);
            assertEquals(Kind.STRETCHED_TOO_LONG, e.kind(), e.getMessage());
            chip.release();
            worksAgain();
        }
    }

    @Test
    void givesUpOnAChipThatHoldsBothLines() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var sda = rig.circuit.net("sda").terminal("hung chip");
        sda.drive(0);
        var scl = holdingClockAfter(1);
        var e = assertThrows(DeviceException.class, () -> rig.i2c.write(I2cRig.CHIP, (byte) 1));
        assertEquals(Kind.STUCK, e.kind(), e.getMessage());
        scl.release();
        sda.release();
        worksAgain();
    }

    /// SMBus 3.2, tHIGH: a clock that is high for more than 50 µs is nobody's.
    @Test
    void takesSdaForHeldOnlyIfNobodyDrivesAClock() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var sda = rig.circuit.net("sda").terminal("another master");
        sda.drive(0);
        rig.circuit.after(20_000, sda::release);
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        sda.drive(0);
        var recorder = rig.record();
        long start = rig.circuit.nanos();
        assertThrows(DeviceException.class, () -> rig.i2c.write(I2cRig.CHIP, (byte) 1));
        long fall = Edges.to(0, recorder.waveform().signal("scl")).getFirst() - start;
        assertTrue(fall >= 50_000 && fall < 52_000, "clears the bus after " + fall + " ns");
        sda.release();
        worksAgain();
    }

    /// UM10204, "Arbitration": also of the bit that ends a reading, which the loser has sent as a 1.
    @Test
    void losesTheArbitrationAtTheEndOfAReading() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var rival = rig.circuit.net("sda").terminal("rival");
        var left = new int[] {18};
        rig.circuit.net("scl").listen((_, level) -> {
            if (level == 0 && --left[0] == 0) {
                rig.circuit.after(1_000, () -> rival.drive(0));
                rig.circuit.after(13_000, rival::release);
            }
        });
        var e = assertThrows(DeviceException.class, () -> rig.i2c.read(I2cRig.CHIP, 1));
        assertEquals(Kind.ARBITRATION_LOST, e.kind());
        worksAgain();
    }

    /// UM10204, "Characteristics of the SDA and SCL bus lines": SDA may take 1000 ns to rise in standard mode.
    @Test
    void seesThatAChipLetGoOfSdaThoughItRisesSlowly() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        rig.circuit.add(SlowEdge.on("sda", 1000));
        rig.circuit.add(new SoftI2cFaultTest.Hung(3));
        var recorder = rig.record();
        rig.i2c.probe(I2cRig.CHIP);
        int clocks = Edges.to(0, recorder.waveform().signal("scl")).size();
        assertEquals(3 + 1 + 9, clocks, "three, the start, and the address");
    }

    @Test
    void setsItsDirectionsAnewAfterAPinFailed() throws Exception {
        var scl = new NotingPin(rig.circuit.pin("scl"));
        var sda = new NotingPin(rig.pins.over(rig.circuit.pin("sda")));
        var bus = SoftI2c.over(scl, sda, rig.circuit.ticks());
        bus.write(I2cRig.CHIP, (byte) 1);
        rig.pins.failAfter(10);
        assertThrows(IOException.class, () -> bus.write(I2cRig.CHIP, (byte) 1));
        assertEquals("WRITE (2) 1", sda.requests().getLast());
        assertEquals("WRITE (2) 1", scl.requests().getLast());
        sda.requests().clear();
        scl.requests().clear();
        bus.write(I2cRig.CHIP, (byte) 1);
        assertEquals("OPEN_DRAIN (5) 1", sda.requests().getFirst());
        assertEquals("OPEN_DRAIN (5) 1", scl.requests().getFirst());
    }
}
