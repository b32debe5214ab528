package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class I2cStepsTest {
    private static final byte TO_WRITE = (byte) (I2cRig.CHIP.value() << 1);
    private static final byte TO_READ = (byte) (TO_WRITE | 1);

    private final I2cRig rig = new I2cRig();
    private final I2cSteps steps = I2cSteps.over(
            rig.circuit.pin("scl"),
            rig.circuit.pin("sda"),
            rig.circuit.ticks(),
            I2cSpeed.STANDARD,
            Duration.ofMillis(25));

    @Test
    void makesTheConditionsOneByOne() throws Exception {
        var recorder = rig.record();
        steps.start();
        assertEquals(2, steps.write(TO_WRITE, (byte) 3));
        steps.start();
        assertEquals(1, steps.write(TO_READ));
        var read = new byte[2];
        steps.read(read, true);
        steps.stop();
        assertArrayEquals(new byte[] {0x53, 0x54}, read);
        String to = "%02x".formatted(TO_WRITE & 0xFF);
        String from = "%02x".formatted(TO_READ & 0xFF);
        assertEquals(
                List.of("S", to, "A", "03", "A", "Sr", from, "A", "53", "A", "54", "N", "P"), I2cRig.decoded(recorder));
        assertTrue(rig.isIdle());
    }

    @Test
    void readsInPiecesWithAnAcknowledgeBetweenThem() throws Exception {
        steps.start();
        steps.write(TO_WRITE, (byte) 0);
        steps.start();
        steps.write(TO_READ);
        var one = new byte[1];
        steps.read(one, false);
        var other = new byte[1];
        steps.read(other, true);
        steps.stop();
        assertEquals(0x50, one[0]);
        assertEquals(0x51, other[0]);
    }

    @Test
    void writesUntilAByteIsNotAcknowledged() throws Exception {
        steps.start();
        assertEquals(0, steps.write((byte) 0x02, (byte) 1));
        steps.stop();
        assertTrue(rig.isIdle());
    }

    @Test
    void refusesALineThatStaysLow() throws Exception {
        var held = rig.circuit.net("scl").terminal("a fault");
        held.drive(0);
        var e = assertThrows(DeviceException.class, steps::start);
        assertEquals(DeviceException.Kind.STUCK, e.kind());
        assertEquals(
                "I2C bus (SCL host scl, SDA host sda): SCL stays low before a start: something holds it, or it has"
                        + " no pull-up; check the wiring",
                e.getMessage());
        held.release();
        rig.circuit.net("sda").terminal("a fault").drive(0);
        e = assertThrows(DeviceException.class, steps::start);
        assertTrue(e.getMessage().contains("SDA stays low before a start"), e.getMessage());
    }

    @Test
    void letsBothLinesGoAfterAnError() throws Exception {
        var scl = new NotingPin(rig.circuit.pin("scl"));
        var sda = new NotingPin(rig.circuit.pin("sda"));
        var noted = I2cSteps.over(scl, sda, rig.circuit.ticks(), I2cSpeed.STANDARD, Duration.ofMillis(25));
        noted.start();
        assertEquals("OPEN_DRAIN (5) 1", scl.requests().getFirst());
        assertEquals("OPEN_DRAIN (5) 1", sda.requests().getFirst());
        rig.circuit.net("scl").terminal("a fault").drive(0);
        assertThrows(DeviceException.class, () -> noted.write((byte) 0));
        assertEquals("WRITE (2) 1", scl.requests().getLast());
        assertEquals("WRITE (2) 1", sda.requests().getLast());
    }

    @Test
    void refusesBytesWithoutAStart() throws Exception {
        var e = assertThrows(IllegalStateException.class, () -> steps.write((byte) 1));
        assertEquals("I2C bus (SCL host scl, SDA host sda): a write without a start; make one before", e.getMessage());
        steps.start();
        steps.stop();
        steps.stop();
        assertThrows(IllegalStateException.class, () -> steps.read(new byte[1], true));
    }
}
