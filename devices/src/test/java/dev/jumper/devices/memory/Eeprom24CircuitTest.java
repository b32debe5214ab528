package dev.jumper.devices.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.time.Deadline;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.Eeprom24Model;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The memory through a bit-banged bus.
class Eeprom24CircuitTest {
    private static final I2cAddress AT = I2cAddress.of(0x50);

    private final I2cOnPins pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.FAST);
    private final Eeprom24Model model = Eeprom24Model.of(4096);

    private I2cTarget add() {
        return model.addTo(pins.circuit(), "scl", "sda", AT);
    }

    private Eeprom24 open() throws IOException {
        return Eeprom24.open(pins.bus(), AT, Eeprom24.Size.C32, pins.ticks());
    }

    private static ByteBuffer counting(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return ByteBuffer.wrap(bytes);
    }

    private Exact exact(Eeprom24 memory) {
        return Exact.over(memory, pins.ticks());
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatIsWrittenAcrossItsPagesAndBlocks(Eeprom24.Size size) throws IOException {
        var chip = Eeprom24Model.of(size.bytes());
        chip.addTo(pins.circuit(), "scl", "sda", AT);
        var memory = Eeprom24.open(pins.bus(), AT, size, pins.ticks());
        long seed = 42 + size.ordinal();
        var random = new Random(seed);
        var expected = new byte[size.bytes()];
        Arrays.fill(expected, (byte) 0xFF);
        for (int i = 0; i < 6; i++) {
            int at = i == 0 ? Math.max(0, size.bytes() / 2 - 5) : random.nextInt(size.bytes());
            var bytes = new byte[Math.min(size.bytes() - at, 1 + random.nextInt(3 * size.page()))];
            random.nextBytes(bytes);
            memory.ioctl(ByteStream.SEEK, at);
            exact(memory).writeFully(ByteBuffer.wrap(bytes), Deadline.never(pins.ticks()));
            System.arraycopy(bytes, 0, expected, at, bytes.length);
            memory.ioctl(ByteStream.SEEK, at);
            var back = ByteBuffer.allocate(bytes.length);
            exact(memory).readFully(back, Deadline.never(pins.ticks()));
            assertArrayEquals(bytes, back.array(), "seed " + seed + ", at " + at);
        }
        assertArrayEquals(expected, chip.content(), "seed " + seed);
    }

    @Test
    void writesOverAPageBoundaryInTwoWrites() throws IOException {
        add();
        var memory = open();
        memory.ioctl(ByteStream.SEEK, 30);
        exact(memory).writeFully(counting(4), Deadline.never(pins.ticks()));
        assertArrayEquals(new byte[] {-1, 1, 2, 3, 4, -1}, Arrays.copyOfRange(model.content(), 29, 35));
        assertEquals(-1, model.content()[0], "nothing rolled over");
        assertEquals(2, model.pagesBurnt());
    }

    @Test
    void saysThatItIsBusyForEver() throws IOException {
        add();
        var memory = open();
        memory.ioctl(ByteStream.SEEK, 100);
        model.busyForEver();
        long start = pins.ticks().nanos();
        var e = assertThrows(DeviceException.class, () -> memory.write(counting(2)));
        long waited = pins.ticks().nanos() - start;
        assertTrue(waited >= 20_000_000 && waited < 20_700_000, "twice the 10 ms of tWR: " + waited);
        assertEquals(
                "24C32 at 0x50: still busy 20 ms after a write at 100, expected at most 10 ms; what it holds from there"
                        + " on is unknown: check its supply, power it off and on, and write again",
                e.getMessage());
        assertEquals(DeviceException.Kind.NEVER_ENDED, e.kind());
    }

    @Test
    void waitsForAChipThatIsAsSlowAsItMayBe() throws IOException {
        add();
        model.burningFor(10_000_000);
        assertEquals(2, open().write(counting(2)));
        assertEquals(1, model.pagesBurnt());
    }

    @Test
    void findsBytesThatWereLostWithThePower() throws IOException {
        add();
        model.losingPower();
        var memory = open().verified();
        var e = assertThrows(DeviceException.class, () -> memory.write(counting(8)));
        assertEquals(
                "24C32 at 0x50: byte 4 is 0xff after 0x05 was written; see whether it is write-protected (pin WP), has"
                        + " lost power, is worn out, or has another size",
                e.getMessage());
        assertEquals(8, memory.write(counting(8)), "again");
    }

    @Test
    void findsThatItIsWriteProtected() throws IOException {
        add();
        model.writeProtected();
        var memory = open().verified();
        var e = assertThrows(DeviceException.class, () -> memory.write(counting(8)));
        assertEquals(
                "24C32 at 0x50: byte 0 is 0xff after 0x01 was written; see whether it is write-protected (pin WP), has"
                        + " lost power, is worn out, or has another size",
                e.getMessage());
    }

    @Test
    void findsThatTheChipIsAnother() throws IOException {
        Eeprom24Model.of(256).addTo(pins.circuit(), "scl", "sda", AT);
        var memory = open().verified();
        memory.ioctl(ByteStream.SEEK, 32);
        var e = assertThrows(DeviceException.class, () -> memory.write(counting(8)));
        assertEquals(
                "24C32 at 0x50: byte 32 is 0x08 after 0x01 was written; see whether it is write-protected (pin WP), has"
                        + " lost power, is worn out, or has another size",
                e.getMessage());
    }

    @Test
    void saysThatNobodyIsThere() {
        var e = assertThrows(DeviceException.class, this::open);
        assertEquals(I2cOnPins.ABSENT.formatted("0x50"), e.getMessage());
    }

    @Test
    void saysThatItCeasedToAnswerInTheMiddleOfAPage() throws IOException {
        var target = add();
        var memory = open();
        target.failingNext(new I2cFault.DataRefused(3));
        var source = counting(8);
        var e = assertThrows(DeviceException.class, () -> memory.write(source));
        assertEquals(
                I2cOnPins.NAME + ": 0x50 did not acknowledge byte 3 (0x02) of those written, counted from 0; it is busy"
                        + " or does not know the value",
                e.getMessage());
        assertEquals(8, source.remaining());
    }
}
