package dev.jumper.devices.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Registers, bits and values are those of the DS3231 data sheet (Analog Devices 19-5170), figure "Timekeeping
/// Registers" and table "Temperature Register".
class Ds3231Test {
    private static final I2cAddress AT = I2cAddress.of(0x68);
    private static final String REST = " 00 00 00 00 00 00 00 1c 88 00 19 00 ";

    private final VirtualTicks ticks = new VirtualTicks(0);

    /// Returns a bus on which a DS3231 is opened.
    private static PlaybackI2c opened() {
        return new PlaybackI2c().expectWriteRead(AT, "00", "56 34 12 07 31 12 25" + REST + "56");
    }

    private Ds3231 open(PlaybackI2c bus) throws IOException {
        return Ds3231.open(bus, AT, ticks);
    }

    @ParameterizedTest
    @CsvSource({
        "56 34 12 03 31 12 25, 2025-12-31T12:34:56Z",
        "59 59 23 01 29 02 24, 2024-02-29T23:59:59Z",
        "00 00 00 06 01 01 00, 2000-01-01T00:00:00Z",
        "00 00 52 06 01 01 00, 2000-01-01T00:00:00Z, 12 AM is midnight",
        "00 00 72 06 01 01 00, 2000-01-01T12:00:00Z, 12 PM is noon",
        "00 00 49 06 01 01 00, 2000-01-01T09:00:00Z, 9 AM",
        "07 08 71 06 01 01 99, 2099-01-01T23:08:07Z, 11 PM",
        "00 00 00 06 01 81 00, 2100-01-01T00:00:00Z, the century bit"
    })
    void readsWhatTheClockShows(String registers, Instant time) throws IOException {
        try (var bus = opened().expectWriteRead(AT, "00", registers)) {
            assertEquals(time, open(bus).now());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00 00 00 06 31 02 26, Invalid date 'FEBRUARY 31'",
        "00 00 00 06 29 82 00, Invalid date 'February 29' as '2100' is not a leap year",
        "5a 00 00 06 01 01 26, 'seconds 0x5a, expected 00 to 59'",
        "60 00 00 06 01 01 26, 'seconds 0x60, expected 00 to 59'",
        "00 6f 00 06 01 01 26, 'minutes 0x6f, expected 00 to 59'",
        "00 00 24 06 01 01 26, 'hours 0x24, expected 00 to 23'",
        "00 00 40 06 01 01 26, 'hours 0x00, expected 01 to 12'",
        "00 00 73 06 01 01 26, 'hours 0x13, expected 01 to 12'",
        "00 00 00 06 00 01 26, 'date 0x00, expected 01 to 31'",
        "00 00 00 06 01 13 26, 'month 0x13, expected 01 to 12'",
        "00 00 00 06 01 00 26, 'month 0x00, expected 01 to 12'",
        "00 00 00 06 01 01 a0, 'year 0xa0, expected 00 to 99'"
    })
    void refusesWhatIsNoTime(String registers, String why) throws IOException {
        try (var bus = opened().expectWriteRead(AT, "00", registers)) {
            var clock = open(bus);
            var e = assertThrows(DeviceException.class, clock::now);
            assertEquals(
                    "DS3231 at 0x68: shows no time, its registers from seconds to year are %s: %s; set it"
                            .formatted(registers, why),
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        }
    }

    @Test
    void isSetInOneTransactionAndThenForgetsThatItHadStopped() throws IOException {
        try (var bus = opened().expectWrite(AT, "00 56 34 12 03 03 02 26") // a Tuesday, the third day
                .expectWriteRead(AT, "0e", "1c")
                .expectWriteRead(AT, "0f", "8a")
                .expectWrite(AT, "0f 0b")) { // the 32 kHz stay on, alarms as they are
            open(bus).set(Instant.parse("2026-02-03T12:34:56.789Z"));
        }
    }

    @Test
    void runsOnBatteryOnceItHasBeenSet() throws IOException {
        try (var bus = opened().expectWrite(AT, "00 00 00 00 07 01 01 00")
                .expectWriteRead(AT, "0e", "9c")
                .expectWrite(AT, "0e 1c")
                .expectWriteRead(AT, "0f", "00")
                .expectWrite(AT, "0f 03")) {
            open(bus).set(Instant.parse("2000-01-01T00:00:00Z"));
        }
    }

    @Test
    void isTrustedUnlessItsOscillatorHasStopped() throws IOException {
        try (var bus = opened().expectWriteRead(AT, "0f", "88").expectWriteRead(AT, "0f", "7f")) {
            var clock = open(bus);
            assertFalse(clock.trusted());
            assertTrue(clock.trusted());
        }
    }

    @ParameterizedTest
    @CsvSource({"19 40, 25.25", "7f c0, 127.75", "00 00, 0", "e7 00, -25", "ff c0, -0.25", "80 00, -128"})
    void measuresAfterAConversionOfItsOwn(String registers, double celsius) throws IOException {
        try (var bus = opened().expectWriteRead(AT, "0e", "1c")
                .expectWriteRead(AT, "0f", "04") // it converts by itself
                .expectWriteRead(AT, "0e", "1c")
                .expectWriteRead(AT, "0f", "00")
                .expectWriteRead(AT, "0e", "1c")
                .expectWrite(AT, "0e 3c")
                .expectWriteRead(AT, "0e", "3c")
                .expectWriteRead(AT, "0e", "1c")
                .expectWriteRead(AT, "0f", "00")
                .expectWriteRead(AT, "11", registers)) {
            assertEquals(celsius, open(bus).readCelsius());
        }
        assertEquals(4_000_000, ticks.nanos(), "two looks in vain");
    }

    @Test
    void readsAndWritesTheAgingOffset() throws IOException {
        try (var bus = opened().expectWriteRead(AT, "10", "fe").expectWrite(AT, "10 80")) {
            var clock = open(bus);
            assertEquals(-2, clock.agingOffset());
            clock.agingOffset(-128);
        }
    }

    @Test
    void looksTwiceBeforeItTakesTheChipForAnother() throws IOException {
        String ds1307 = "80 00 00 01 01 01 00 03 00 00 00 00 00 00 00 00 00 00 00 42";
        try (var bus = new PlaybackI2c().expectWriteRead(AT, "00", ds1307).expectWriteRead(AT, "00", ds1307)) {
            var e = assertThrows(DeviceException.class, () -> open(bus));
            assertEquals(
                    "DS3231 at 0x68: is another chip, for its registers do not begin again after 0x12; a DS1307 has"
                            + " the same address",
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        }
    }

    @Test
    void takesASecondThatEndsWhileItIsOpenedForNoOtherChip() throws IOException {
        String ticking = "58 34 12 07 31 12 25" + REST + "59";
        try (var bus = new PlaybackI2c()
                .expectWriteRead(AT, "00", ticking)
                .expectWriteRead(AT, "00", "59 34 12 07 31 12 25" + REST + "59")) {
            open(bus);
        }
    }

    @Test
    void refusesMisuseBeforeAnythingMoves() throws IOException {
        try (var bus = opened()) {
            var clock = open(bus);
            var early = assertThrows(
                    IllegalArgumentException.class, () -> clock.set(Instant.parse("1999-12-31T23:59:59.999Z")));
            assertEquals(
                    "DS3231 at 0x68: cannot be set to 1999-12-31T23:59:59.999Z, expected a year from 2000 to 2099",
                    early.getMessage());
            var late = assertThrows(
                    IllegalArgumentException.class, () -> clock.set(Instant.parse("2100-01-01T00:00:00Z")));
            assertEquals(
                    "DS3231 at 0x68: cannot be set to 2100-01-01T00:00:00Z, expected a year from 2000 to 2099",
                    late.getMessage());
            var aging = assertThrows(IllegalArgumentException.class, () -> clock.agingOffset(128));
            assertEquals("DS3231 at 0x68: aging offset is 128, expected -128 to 127", aging.getMessage());
            var address =
                    assertThrows(IllegalArgumentException.class, () -> Ds3231.open(bus, I2cAddress.of(0x69), ticks));
            assertEquals("DS3231 address is 0x69, expected 0x68", address.getMessage());
        }
    }
}
