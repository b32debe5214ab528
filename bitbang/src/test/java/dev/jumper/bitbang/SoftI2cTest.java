package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.SlowEdge;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What goes over the wire; when, is in [SoftI2cTimingTest].
class SoftI2cTest {
    private final I2cRig rig = new I2cRig();

    @Test
    void writesAndReadsInOneTransactionWithARepeatedStartAndOneStop() throws Exception {
        var recorder = rig.record();
        assertArrayEquals(new byte[] {0x53, 0x54}, rig.i2c.writeRead(I2cRig.CHIP, new byte[] {3}, 2));
        assertEquals(
                List.of("S", "d0", "A", "03", "A", "Sr", "d1", "A", "53", "A", "54", "N", "P"),
                I2cRig.decoded(recorder));
    }

    @Test
    void acknowledgesAllBytesReadButTheLast() throws Exception {
        var recorder = rig.record();
        rig.i2c.read(I2cRig.CHIP, 3);
        assertEquals(List.of("S", "d1", "A", "50", "A", "51", "A", "52", "N", "P"), I2cRig.decoded(recorder));
    }

    @Test
    void continuesAMessageOfTheSameDirectionWithoutStartOrAddress() throws Exception {
        var recorder = rig.record();
        var first = new byte[1];
        var second = new byte[2];
        rig.i2c.transfer(
                I2cRig.CHIP,
                I2cMessage.write((byte) 2),
                I2cMessage.write((byte) 0x11, (byte) 0x12),
                I2cMessage.read(first),
                I2cMessage.read(second));
        assertEquals(
                List.of(
                        "S", "d0", "A", "02", "A", "11", "A", "12", "A", //
                        "Sr", "d1", "A", "54", "A", "55", "A", "56", "N", "P"),
                I2cRig.decoded(recorder));
        assertArrayEquals(new byte[] {0x54, 0x55, 0x56}, new byte[] {first[0], second[0], second[1]});
    }

    @Test
    void readsIntoTheMiddleOfAnArray() throws Exception {
        var bytes = new byte[4];
        rig.i2c.transfer(I2cRig.CHIP, new I2cMessage.Read(bytes, 1, 2));
        assertArrayEquals(new byte[] {0, 0x50, 0x51, 0}, bytes);
    }

    @Test
    void probesWithAWriteOfNoBytes() throws Exception {
        var recorder = rig.record();
        assertTrue(rig.i2c.probe(I2cRig.CHIP));
        assertFalse(rig.i2c.probe(I2cAddress.of(0x69)));
        assertEquals(List.of("S", "d0", "A", "P", "S", "d2", "N", "P"), I2cRig.decoded(recorder));
    }

    /// UM10204, "10-bit addressing": 11110 and two bits of the address, then eight; a read repeats the first byte.
    @Test
    void addressesWithTenBits() throws Exception {
        var address = I2cAddress.tenBit(0x2A5);
        var ten = new I2cRig(address);
        var recorder = ten.record();
        ten.i2c.write(address, (byte) 4, (byte) 0x77);
        assertEquals(List.of("S", "f4", "A", "a5", "A", "04", "A", "77", "A", "P"), I2cRig.decoded(recorder));

        recorder = ten.record();
        assertArrayEquals(new byte[] {0x77, 0x55}, ten.i2c.writeRead(address, new byte[] {4}, 2));
        assertEquals(
                List.of("S", "f4", "A", "a5", "A", "04", "A", "Sr", "f5", "A", "77", "A", "55", "N", "P"),
                I2cRig.decoded(recorder));

        recorder = ten.record();
        assertArrayEquals(new byte[] {0x56}, ten.i2c.read(address, 1));
        assertEquals(List.of("S", "f4", "A", "a5", "A", "Sr", "f5", "A", "56", "N", "P"), I2cRig.decoded(recorder));
    }

    @Test
    void findsTheChipsThatAnswerAScan() throws Exception {
        rig.circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x08), I2cRegisters.of(1)));
        rig.circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x77), I2cRegisters.of(1)));
        rig.circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(0x78), I2cRegisters.of(1))); // reserved: not asked
        assertEquals(List.of(I2cAddress.of(0x08), I2cRig.CHIP, I2cAddress.of(0x77)), rig.i2c.scan());
    }

    @Test
    void waitsForAChipThatStretchesTheClock() throws Exception {
        rig.target.stretching(20_000_000);
        assertArrayEquals(new byte[] {0x53, 0x54}, rig.i2c.writeRead(I2cRig.CHIP, new byte[] {3}, 2));
        assertTrue(rig.circuit.nanos() > 80_000_000, "four bytes were stretched");
        rig.target.stretching(0).failingNext(new I2cFault.Stretched(0, 90_000_000));
        assertArrayEquals(
                new byte[] {0x55},
                rig.i2c.withStretchLimit(Duration.ofMillis(100)).read(I2cRig.CHIP, 1));
    }

    /// UM10204, "Characteristics of the SDA and SCL bus lines": tr is 1000 ns at most in standard mode, 300 in
    /// fast.
    @Test
    void waitsForLinesThatRiseSlowly() throws Exception {
        for (boolean fast : new boolean[] {false, true}) {
            var slow = new I2cRig();
            slow.circuit.add(SlowEdge.on("scl", fast ? 300 : 1000));
            slow.circuit.add(SlowEdge.on("sda", fast ? 300 : 1000));
            var bus = slow.i2c.withSpeed(fast ? I2cSpeed.FAST : I2cSpeed.STANDARD);
            bus.probe(I2cRig.CHIP);
            var recorder = slow.record();
            assertArrayEquals(new byte[] {0x53, 0x54}, bus.writeRead(I2cRig.CHIP, new byte[] {3}, 2));
            assertEquals(
                    List.of("S", "d0", "A", "03", "A", "Sr", "d1", "A", "53", "A", "54", "N", "P"),
                    I2cRig.decoded(recorder));
            assertTrue(Edges.shortest(1, recorder.waveform().signal("scl")) >= (fast ? 600 : 4000), "tHIGH");
        }
    }

    @Test
    void keepsRandomDataWhole() throws Exception {
        long seed = 4711;
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var speeds = List.of(
                    I2cSpeed.STANDARD,
                    I2cSpeed.FAST,
                    I2cSpeed.FAST_PLUS,
                    I2cSpeed.hertz(1 + random.nextInt(1_000_000)));
            var bus = rig.i2c.withSpeed(speeds.get(random.nextInt(4)));
            rig.target.stretching(random.nextInt(2) * random.nextInt(50_000));
            int register = random.nextInt(16);
            var bytes = new byte[1 + random.nextInt(16)];
            random.nextBytes(bytes);
            bus.transfer(I2cRig.CHIP, I2cMessage.write((byte) register), I2cMessage.write(bytes));
            assertArrayEquals(
                    bytes,
                    bus.writeRead(I2cRig.CHIP, new byte[] {(byte) register}, bytes.length),
                    "seed " + seed + ", round " + round);
        }
    }

    @Test
    void waitsForNothingWhenUnlimited() throws Exception {
        rig.target.withValidDelay(0);
        var recorder = rig.record();
        var bus = rig.i2c.withSpeed(I2cSpeed.UNLIMITED);
        assertArrayEquals(new byte[] {0x5A, 0x5B}, bus.writeRead(I2cRig.CHIP, new byte[] {10}, 2));
        assertEquals(
                List.of("S", "d0", "A", "0a", "A", "Sr", "d1", "A", "5a", "A", "5b", "N", "P"),
                I2cRig.decoded(recorder));
        assertEquals(100, Edges.shortest(0, recorder.waveform().signal("scl")), "one use of a pin");
        assertFalse(bus.probe(I2cAddress.of(0x69)));
        rig.target.failingNext(new I2cFault.DataRefused(1));
        var e = assertThrows(DeviceException.class, () -> bus.write(I2cRig.CHIP, (byte) 1, (byte) 2));
        assertEquals(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, e.kind());
        assertEquals(1, e.index());
    }

    @Test
    void releasesLinesByOpenDrainOrOnDemandByAnInput() throws Exception {
        for (boolean flipped : new boolean[] {false, true}) {
            var scl = new NotingPin(rig.circuit.pin("scl"));
            var sda = new NotingPin(rig.circuit.pin("sda"));
            var bus = SoftI2c.over(scl, sda, rig.circuit.ticks());
            assertTrue((flipped ? bus.withFlippedDirections() : bus).probe(I2cRig.CHIP));
            for (var line : List.of(scl, sda)) {
                assertEquals(
                        flipped ? "INPUT (3) 1" : "OPEN_DRAIN (5) 1",
                        line.requests().getFirst());
                assertEquals(
                        flipped ? Set.of("INPUT (3) 1", "OUTPUT (4) 0") : Set.of("WRITE (2) 0", "WRITE (2) 1"),
                        Set.copyOf(line.requests().subList(1, line.requests().size())));
            }
        }
    }

    @Test
    void refusesATransferWithoutMessagesBeforeAPinMoves() {
        var e = assertThrows(IllegalArgumentException.class, () -> rig.i2c.transfer(I2cRig.CHIP));
        assertEquals(
                I2cRig.NAME + "no message for 0x68, expected at least one; probe with an empty write", e.getMessage());
        assertEquals(0, rig.circuit.nanos());
    }

    @Test
    void refusesSpeedsThatAreNone() {
        for (long hertz : new long[] {0, -1, 1_000_001}) {
            var e = assertThrows(IllegalArgumentException.class, () -> I2cSpeed.hertz(hertz));
            assertEquals(
                    "I2C speed is " + hertz + " Hz, expected 1 to 1000000; I2cSpeed.UNLIMITED waits for nothing",
                    e.getMessage());
        }
    }

    @Test
    void refusesTimesThatCannotBe() {
        assertEquals(
                "I2C times are 5000, -1, 0, 0, 0 and 0 ns, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> new I2cSpeed(5000, -1, 0, 0, 0, 0, 0))
                        .getMessage());
        for (long hold : new long[] {-1, 5001}) {
            assertEquals(
                    "I2C data hold time is " + hold + " ns, expected 0 to the 5000 ns that SCL is low",
                    assertThrows(IllegalArgumentException.class, () -> new I2cSpeed(5000, 5000, 0, 0, hold, 0, 0))
                            .getMessage());
        }
    }

    @Test
    void refusesAddressesOutOfRange() {
        var e = assertThrows(IllegalArgumentException.class, () -> I2cAddress.of(0xD0));
        assertEquals(
                "I2C address is 0xd0, expected 0x00 to 0x7f; if this is the form with the read bit, the address is"
                        + " 0x68",
                e.getMessage());
    }

    @Test
    void refusesStretchLimitsThatAreNone() {
        for (var limit : List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofMinutes(2))) {
            var e = assertThrows(IllegalArgumentException.class, () -> rig.i2c.withStretchLimit(limit));
            assertEquals("I2C stretch limit is " + limit + ", expected up to a minute", e.getMessage());
        }
    }
}
