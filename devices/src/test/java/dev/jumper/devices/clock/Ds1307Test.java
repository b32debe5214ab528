package dev.jumper.devices.clock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.part.Ds1307Model;
import dev.jumper.sim.part.I2cFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registers and bits are those of the DS1307 data sheet (Analog Devices 19-5326), table "Timekeeper Registers" and
/// "Control Register".
class Ds1307Test {
    private static final I2cAddress AT = I2cAddress.of(0x68);

    private final I2cOnPins pins = new I2cOnPins();
    private final Ds1307Model model = Ds1307Model.create();

    private static PlaybackI2c opened() {
        return new PlaybackI2c().expectWriteRead(AT, "07", "03");
    }

    private Ds1307 onCircuit() throws IOException {
        return Ds1307.open(pins.bus(), AT);
    }

    @ParameterizedTest
    @CsvSource({
        "56 34 12 03 31 12 25, 2025-12-31T12:34:56Z",
        "d6 34 12 03 31 12 25, 2025-12-31T12:34:56Z, halted",
        "00 00 52 06 01 01 00, 2000-01-01T00:00:00Z, 12 AM is midnight",
        "00 00 67 06 01 01 00, 2000-01-01T19:00:00Z, 7 PM"
    })
    void readsWhatTheClockShows(String registers, Instant time) throws IOException {
        try (var bus = opened().expectWriteRead(AT, "00", registers)) {
            assertEquals(time, Ds1307.open(bus, AT).now());
        }
    }

    @Test
    void refusesThe31stOfFebruary() throws IOException {
        try (var bus = opened().expectWriteRead(AT, "00", "56 34 12 03 31 02 25")) {
            var clock = Ds1307.open(bus, AT);
            var e = assertThrows(DeviceException.class, clock::now);
            assertEquals(
                    "DS1307 at 0x68: shows no time, its registers from seconds to year are 56 34 12 03 31 02 25:"
                            + " Invalid date 'FEBRUARY 31'; set it",
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        }
    }

    @Test
    void isSetAndStartedInOneTransaction() throws IOException {
        try (var bus = opened().expectWrite(AT, "00 56 34 12 03 03 02 26")) {
            Ds1307.open(bus, AT).set(Instant.parse("2026-02-03T12:34:56.999Z"));
        }
    }

    @Test
    void isTrustedUnlessItIsHalted() throws IOException {
        try (var bus = opened().expectWriteRead(AT, "00", "d6").expectWriteRead(AT, "00", "56")) {
            var clock = Ds1307.open(bus, AT);
            assertFalse(clock.trusted());
            assertTrue(clock.trusted());
        }
    }

    @ParameterizedTest
    @CsvSource({"LOW, 00", "HIGH, 80", "HZ_1, 10", "HZ_4096, 11", "HZ_8192, 12", "HZ_32768, 13"})
    void hasAnOutput(Ds1307.Output output, String control) throws IOException {
        try (var bus = opened().expectWrite(AT, "07 " + control)) {
            Ds1307.open(bus, AT).output(output);
        }
    }

    @Test
    void hasAMemoryBehindTheClock() throws IOException {
        try (var bus = opened().expectWrite(AT, "08 01 ff").expectWriteRead(AT, "3f", "a5")) {
            var clock = Ds1307.open(bus, AT);
            clock.writeMemory(0, (byte) 1, (byte) 0xFF);
            assertArrayEquals(new byte[] {(byte) 0xA5}, clock.readMemory(55, 1));
        }
    }

    @Test
    void refusesAChipWhoseUnusedBitsAreSet() {
        try (var bus = new PlaybackI2c().expectWriteRead(AT, "07", "59")) {
            var e = assertThrows(DeviceException.class, () -> Ds1307.open(bus, AT));
            assertEquals(
                    "DS1307 at 0x68: is another chip, for register 0x07 is 0x59, expected bits 6, 5, 3 and 2 to be 0",
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        }
    }

    @Test
    void refusesMisuseBeforeAnythingMoves() throws IOException {
        try (var bus = opened()) {
            var clock = Ds1307.open(bus, AT);
            var year = assertThrows(
                    IllegalArgumentException.class, () -> clock.set(Instant.parse("2100-01-01T00:00:00Z")));
            assertEquals(
                    "DS1307 at 0x68: cannot be set to 2100-01-01T00:00:00Z, expected a year from 2000 to 2099",
                    year.getMessage());
            var past = assertThrows(IllegalArgumentException.class, () -> clock.writeMemory(55, new byte[2]));
            assertEquals("DS1307 at 0x68: bytes 55 to 56 of memory, expected 0 to 55", past.getMessage());
            var before = assertThrows(IllegalArgumentException.class, () -> clock.readMemory(-1, 1));
            assertEquals("DS1307 at 0x68: bytes -1 to -1 of memory, expected 0 to 55", before.getMessage());
            var none = assertThrows(IllegalArgumentException.class, () -> clock.readMemory(0, 0));
            assertEquals("DS1307 at 0x68: 0 bytes of memory asked for, expected 1 to 56", none.getMessage());
            var address = assertThrows(IllegalArgumentException.class, () -> Ds1307.open(bus, I2cAddress.of(0x50)));
            assertEquals("DS1307 address is 0x50, expected 0x68", address.getMessage());
        }
    }

    @Test
    void goesOnFromWhereItWasSetOnACircuit() throws IOException {
        pins.add(0x68, model);
        var clock = onCircuit();
        assertFalse(clock.trusted(), "as it comes from power-up");
        pins.ticks().delay(Duration.ofDays(1));
        assertEquals(Instant.parse("2000-01-01T00:00:00Z"), clock.now(), "halted");
        clock.set(Instant.parse("2024-02-28T23:59:59Z"));
        assertTrue(clock.trusted());
        pins.ticks().delay(Duration.ofSeconds(2));
        assertEquals(Instant.parse("2024-02-29T00:00:01Z"), clock.now());
        clock.writeMemory(0, new byte[] {1, 2, 3});
        assertArrayEquals(new byte[] {2, 3}, clock.readMemory(1, 2));
        clock.output(Ds1307.Output.HZ_8192);
        assertEquals(0x12, model.register(7));
    }

    @Test
    void datesTheFilesOfAFileSystemOnceItIsTrusted() throws IOException {
        pins.add(0x68, model);
        var clock = onCircuit();
        var files = new MemoryVfs(clock);
        files.write("/before", new byte[1]);
        clock.set(Instant.parse("2026-03-04T05:06:07Z"));
        files.write("/after", new byte[1]);
        assertEquals(
                Instant.parse("2000-01-01T00:00:00Z").getEpochSecond(),
                files.stat("/before").mtime());
        assertEquals(
                Instant.parse("2026-03-04T05:06:07Z").getEpochSecond(),
                files.stat("/after").mtime());
    }

    @Test
    void isNotTrustedAfterItsPowerWasGone() throws IOException {
        pins.add(0x68, model.showing(Instant.parse("2026-03-04T05:06:07Z")));
        var clock = onCircuit();
        assertTrue(clock.trusted());
        model.powerLost();
        assertFalse(clock.trusted());
        assertEquals(Instant.parse("2000-01-01T00:00:00Z"), clock.now());
    }

    @Test
    void saysThatNobodyIsThere() {
        var e = assertThrows(DeviceException.class, this::onCircuit);
        assertEquals(I2cOnPins.ABSENT.formatted("0x68"), e.getMessage());
    }

    @Test
    void saysThatItCeasedToAnswer() throws IOException {
        var target = pins.add(0x68, model);
        var clock = onCircuit();
        target.failing(new I2cFault.AddressRefused());
        var e = assertThrows(DeviceException.class, clock::now);
        assertEquals(I2cOnPins.ABSENT.formatted("0x68"), e.getMessage());
    }
}
