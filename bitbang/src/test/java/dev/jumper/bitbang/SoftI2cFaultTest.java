package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.RivalMaster;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftI2cFaultTest {
    private final I2cRig rig = new I2cRig();

    private static DeviceException fails(Kind kind, String message, Executable transfer) {
        var e = assertThrows(DeviceException.class, transfer);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
        return e;
    }

    private void worksAgain() throws IOException {
        assertTrue(rig.isIdle(), "both lines are high");
        assertArrayEquals(new byte[] {0x57, 0x58}, rig.i2c.writeRead(I2cRig.CHIP, new byte[] {7}, 2));
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        var recorder = rig.record();
        fails(
                Kind.ADDRESS_NOT_ACKNOWLEDGED,
                I2cRig.NAME + "nobody acknowledged 0x3c; check supply, wiring and pull-ups, or see who answers a scan",
                () -> rig.i2c.writeRead(I2cAddress.of(0x3C), new byte[] {1}, 2));
        assertEquals(List.of("S", "78", "N", "P"), I2cRig.decoded(recorder));
        worksAgain();
    }

    @Test
    void saysThatNobodyAnswersTheSecondByteOfATenBitAddress() throws Exception {
        var address = I2cAddress.tenBit(0x2A5);
        var ten = new I2cRig(address);
        var recorder = ten.record();
        var e = assertThrows(DeviceException.class, () -> ten.i2c.read(I2cAddress.tenBit(0x2A6), 1));
        assertEquals(Kind.ADDRESS_NOT_ACKNOWLEDGED, e.kind());
        assertEquals(List.of("S", "f4", "A", "a6", "N", "P"), I2cRig.decoded(recorder));
        assertArrayEquals(new byte[] {0x50}, ten.i2c.read(address, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void saysWhichByteWasRefused(int index) throws Exception {
        rig.target.failingNext(new I2cFault.DataRefused(index));
        var e = fails(
                Kind.DATA_NOT_ACKNOWLEDGED,
                I2cRig.NAME + "0x68 did not acknowledge byte " + index + " (0x4" + index
                        + ") of those written, counted from 0; it is busy or does not know the value",
                () -> rig.i2c.write(I2cRig.CHIP, new byte[] {0x40, 0x41, 0x42, 0x43, 0x44}));
        assertEquals(index, e.index());
        worksAgain();
    }

    @Test
    void countsRefusedBytesOverAllMessages() throws Exception {
        rig.target.failingNext(new I2cFault.DataRefused(2));
        var e = assertThrows(
                DeviceException.class,
                () -> rig.i2c.transfer(
                        I2cRig.CHIP,
                        I2cMessage.write((byte) 1),
                        I2cMessage.read(new byte[3]),
                        I2cMessage.write((byte) 2, (byte) 3)));
        assertEquals(2, e.index());
        worksAgain();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void givesUpOnAStretchThatNeverEnds(int octet) throws Exception {
        rig.target.failingNext(new I2cFault.Stretched(octet, Long.MAX_VALUE));
        long start = rig.circuit.nanos();
        fails(
                Kind.STRETCHED_TOO_LONG,
                I2cRig.NAME + "0x68 held SCL low for more than 25 ms, and may still; if it needs the time, set"
                        + " withStretchLimit, else power the chip off and on",
                () -> rig.i2c.write(I2cRig.CHIP, (byte) 1, (byte) 2, (byte) 3));
        assertTrue(rig.circuit.nanos() - start < 60_000_000, "gave up in time");
        fails(
                Kind.STUCK,
                I2cRig.NAME + "SCL stays low for more than 25 ms before a transfer with 0x68: something holds it, or it"
                        + " has no pull-up; power the chips off and on",
                () -> rig.i2c.write(I2cRig.CHIP, (byte) 1));
        rig.target.letGo();
        worksAgain();
    }

    @ParameterizedTest
    @CsvSource({"999, 999 ns", "1000, 1 µs", "500000, 500 µs", "999999, 999 µs", "1000000, 1 ms", "2500000, 2 ms"})
    void tellsTheStretchLimitInTheUnitThatFits(long nanos, String limit) throws Exception {
        var impatient = rig.i2c.withStretchLimit(Duration.ofNanos(nanos));
        rig.target.failingNext(new I2cFault.Stretched(1, Long.MAX_VALUE));
        fails(
                Kind.STRETCHED_TOO_LONG,
                I2cRig.NAME + "0x68 held SCL low for more than " + limit + ", and may still; if it needs the time, set"
                        + " withStretchLimit, else power the chip off and on",
                () -> impatient.write(I2cRig.CHIP, (byte) 1, (byte) 2));
        fails(
                Kind.STUCK,
                I2cRig.NAME + "SCL stays low for more than " + limit
                        + " before a transfer with 0x68: something holds it, or it has no pull-up; power the chips off"
                        + " and on",
                () -> impatient.write(I2cRig.CHIP, (byte) 1));
        rig.target.letGo();
        worksAgain();
    }

    /// UM10204, "Bus clear": nine clocks are enough for a chip that stopped anywhere in a byte.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void clocksOutAChipThatHangsInTheMiddleOfAByte(int clocks) throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        rig.circuit.add(new Hung(clocks));
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        worksAgain();
    }

    /// A chip that was sending zeros when its master was reset, and goes on until it has seen enough clocks.
    record Hung(int clocks) implements Part {
        @Override
        public void connect(Circuit circuit) {
            var sda = circuit.net("sda").terminal("hung chip");
            sda.drive(0);
            var left = new int[] {clocks};
            circuit.net("scl").listen((_, level) -> {
                if (level == 0 && --left[0] == 0) {
                    sda.release();
                }
            });
        }
    }

    @Test
    void reportsSdaThatStaysLowAfterNineClocksAndAStop() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var recorder = rig.record();
        Terminal chip = rig.circuit.net("sda").terminal("dead chip");
        chip.drive(0);
        fails(
                Kind.STUCK,
                I2cRig.NAME + "SDA stays low in a transfer with 0x68, after nine clocks and a stop: something holds it,"
                        + " or it has no pull-up; power the chips off and on",
                () -> rig.i2c.write(I2cRig.CHIP, (byte) 1));
        assertEquals(10, Edges.to(1, recorder.waveform().signal("scl")).size(), "nine clocks and that of the stop");
        chip.release();
        worksAgain();
    }

    @Test
    void neverReturnsWhatAChipThatHungWasSending() throws Exception {
        for (int bit = 0; bit < 8; bit++) {
            rig.target.failingNext(new I2cFault.HeldData(bit, 9));
            fails(
                    Kind.ARBITRATION_LOST,
                    I2cRig.NAME + "SDA was low where it should have been free, in a transfer with 0x68: another master"
                            + " won the bus, or a chip hung in the middle of a byte; try again",
                    () -> rig.i2c.read(I2cRig.CHIP, 1));
            worksAgain();
        }
    }

    /// Another master that sends a 0 where we send a 1, goes on with its clock, and stops.
    private record Rival(int clock) implements Part {
        @Override
        public void connect(Circuit circuit) {
            var scl = circuit.net("scl").terminal("rival");
            var sda = circuit.net("sda").terminal("rival");
            var count = new int[1];
            circuit.net("scl").listen((_, level) -> {
                if (level == 0 && ++count[0] == clock) {
                    circuit.after(1_000, () -> sda.drive(0));
                    circuit.after(8_000, () -> scl.drive(0));
                    circuit.after(13_000, scl::release);
                    circuit.after(18_000, sda::release);
                }
            });
        }
    }

    @Test
    void seesThatAnotherMasterWonAndLeavesTheBusToIt() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var recorder = rig.record();
        rig.circuit.add(new Rival(12)); // in the byte 0xFF after the address
        fails(
                Kind.ARBITRATION_LOST,
                I2cRig.NAME + "SDA was low where it should have been free, in a transfer with 0x68: another master"
                        + " won the bus, or a chip hung in the middle of a byte; try again",
                () -> rig.i2c.write(I2cRig.CHIP, (byte) 0xFF, (byte) 0xFF));
        rig.circuit.ticks().delay(100_000);
        var scl = recorder.waveform().signal("scl");
        assertEquals(13, Edges.to(0, scl).size(), "only the rival drove a clock after it had won");
        worksAgain();
    }

    @Test
    void losesTheArbitrationAtAnyBitThatItSendsAsAOneOnly() throws Exception {
        var sent = 0b1101_0000_0_1010_0101_0; // 0x68 to write, its acknowledge, 0xA5
        for (int bit = 0; bit < 17; bit++) {
            var two = new I2cRig();
            two.i2c.write(I2cRig.CHIP, (byte) 1);
            two.circuit.add(RivalMaster.on("scl", "sda", bit));
            if (bit != 8 && (sent >> 17 - bit & 1) == 1) {
                var e = assertThrows(DeviceException.class, () -> two.i2c.write(I2cRig.CHIP, (byte) 0xA5));
                assertEquals(Kind.ARBITRATION_LOST, e.kind());
                two.circuit.ticks().delay(1_000_000);
                assertTrue(two.isIdle());
                assertArrayEquals(new byte[] {0x57}, two.i2c.writeRead(I2cRig.CHIP, new byte[] {7}, 1));
            }
        }
    }

    @Test
    void seesThatAnotherMasterHoldsSdaAtARepeatedStart() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        rig.circuit.add(new Rival(19)); // after address and one byte, nine clocks each, and the start
        var e = assertThrows(DeviceException.class, () -> rig.i2c.writeRead(I2cRig.CHIP, new byte[] {1}, 1));
        assertEquals(Kind.ARBITRATION_LOST, e.kind());
        rig.circuit.ticks().delay(100_000);
        worksAgain();
    }

    @Test
    void isIdleAndWorksAgainWhereverAPinFails() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        int uses = 0;
        while (true) {
            rig.pins.failAfter(uses);
            try {
                rig.i2c.writeRead(I2cRig.CHIP, new byte[] {7}, 1);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("cable of host s"), e.getMessage());
            }
            if (!rig.pins.haveFailed()) {
                break;
            }
            assertTrue(rig.isIdle(), "idle after " + uses + " uses");
            worksAgain();
            uses++;
        }
        assertTrue(uses > 4 * 9 * 5, "four bytes of nine clocks are " + uses + " uses of a pin");
    }

    @Test
    void reportsADriverAgainstItsOwn() throws Exception {
        rig.i2c.write(I2cRig.CHIP, (byte) 1);
        var rival = rig.circuit.pin("sda", "rival");
        rival.output(true);
        var e = assertThrows(DeviceException.class, () -> rig.i2c.write(I2cRig.CHIP, (byte) 1));
        assertEquals(Kind.SHORT_CIRCUIT, e.kind());
        assertTrue(e.getMessage().startsWith(I2cRig.NAME + "net sda: short circuit at "), e.getMessage());
        assertTrue(
                e.getMessage()
                        .endsWith(" µs: driven high by rival and low by host sda; make one of them an input or"
                                + " open-drain"),
                e.getMessage());
        rival.ioctl(Pin.INPUT, Pin.FLOATING);
        worksAgain();
    }

    @Test
    void namesBusAndPinOfARefusedDirection() {
        Pin readable = (request, _) -> {
            if (request == Pin.READ || request == Pin.INPUT) {
                return 1;
            }
            throw Pin.unknown("pin 34", request);
        };
        Pin scl = rig.circuit.pin("scl");
        var e = assertThrows(
                DeviceException.class,
                () -> SoftI2c.over(scl, readable, rig.circuit.ticks()).write(I2cRig.CHIP, (byte) 1));
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertTrue(
                e.getMessage()
                        .endsWith(": a pin cannot take the direction that the bus needs: pin 34: does not know request"
                                + " OUTPUT (4); use another pin, or another way to drive this one"),
                e.getMessage());
        assertTrue(e.getMessage().startsWith("I2C bus (SCL host scl, SDA "), e.getMessage());
        assertTrue(rig.isIdle());
    }
}
