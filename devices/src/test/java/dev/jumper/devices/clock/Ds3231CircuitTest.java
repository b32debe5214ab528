package dev.jumper.devices.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.Reading;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.sim.part.Ds1307Model;
import dev.jumper.sim.part.Ds3231Model;
import dev.jumper.sim.part.I2cFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The clock through a bit-banged bus.
class Ds3231CircuitTest {
    private static final I2cAddress AT = I2cAddress.of(0x68);

    private final I2cOnPins pins = new I2cOnPins();
    private final Ds3231Model model = Ds3231Model.create();

    private Ds3231 open() throws IOException {
        return Ds3231.open(pins.bus(), AT, pins.ticks());
    }

    @Test
    void goesOnFromWhereItWasSet() throws IOException {
        pins.add(0x68, model);
        var clock = open();
        assertFalse(clock.trusted(), "as it comes from power-up");
        clock.set(Instant.parse("2023-12-31T23:59:58Z"));
        assertTrue(clock.trusted());
        pins.ticks().delay(Duration.ofSeconds(3));
        assertEquals(Instant.parse("2024-01-01T00:00:01Z"), clock.now());
        pins.ticks().delay(Duration.ofDays(59));
        assertEquals(Instant.parse("2024-02-29T00:00:01Z"), clock.now());
    }

    @Test
    void goesOnInTheModeOfTwelveHours() throws IOException {
        pins.add(0x68, model.set(0, 0x59, 0x59, 0x71, 1, 0x31, 0x12, 0x99)); // 11:59:59 PM
        var clock = open();
        assertEquals(Instant.parse("2099-12-31T23:59:59Z"), clock.now());
        pins.ticks().delay(Duration.ofSeconds(1));
        assertEquals(Instant.parse("2100-01-01T00:00:00Z"), clock.now());
        assertEquals(0x52, model.register(2), "12 AM");
        assertEquals(0x81, model.register(5), "the century");
    }

    @Test
    void datesTheFilesOfAFileSystemOnceItIsTrusted() throws IOException {
        pins.add(0x68, model);
        var clock = open();
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
    void measuresWhatIsThereNow() throws IOException {
        pins.add(0x68, model);
        var clock = open();
        model.celsius(-7.75);
        assertEquals(-7.75, clock.readCelsius());
        model.celsius(31.5);
        assertEquals(List.of(new Reading("temperature", 31.5, "°C", 2)), clock.read());
    }

    @Test
    void saysThatAConversionNeverEnds() throws IOException {
        pins.add(0x68, model.neverConverting());
        var clock = open();
        var e = assertThrows(DeviceException.class, clock::readCelsius);
        assertEquals(
                "DS3231 at 0x68: still converts 200 ms after a conversion began, which is as long as it may take;"
                        + " power it off and on",
                e.getMessage());
        assertEquals(DeviceException.Kind.NEVER_ENDED, e.kind());
    }

    @Test
    void isNotTrustedAfterItsPowerWasGone() throws IOException {
        pins.add(0x68, model);
        var clock = open();
        clock.set(Instant.parse("2026-03-04T05:06:07Z"));
        model.powerLost();
        assertFalse(clock.trusted());
        assertEquals(Instant.parse("2000-01-01T00:00:00Z"), clock.now());
    }

    @Test
    void saysThatItShowsThe31stOfFebruary() throws IOException {
        pins.add(0x68, model.set(0, 0x07, 0x06, 0x05, 1, 0x31, 0x02, 0x26));
        var clock = open();
        pins.ticks().delay(Duration.ofDays(2));
        var e = assertThrows(DeviceException.class, clock::now);
        assertEquals(
                "DS3231 at 0x68: shows no time, its registers from seconds to year are 07 06 05 01 31 02 26:"
                        + " Invalid date 'FEBRUARY 31'; set it",
                e.getMessage());
    }

    @Test
    void saysThatNobodyIsThere() {
        var e = assertThrows(DeviceException.class, this::open);
        assertEquals(I2cOnPins.ABSENT.formatted("0x68"), e.getMessage());
        assertEquals(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED, e.kind());
    }

    @Test
    void saysThatItCeasedToAnswer() throws IOException {
        var target = pins.add(0x68, model);
        var clock = open();
        target.failing(new I2cFault.DataRefused(1));
        var e = assertThrows(DeviceException.class, () -> clock.set(Instant.parse("2026-03-04T05:06:07Z")));
        assertEquals(
                I2cOnPins.NAME + ": 0x68 did not acknowledge byte 1 (0x07) of those written, counted from 0; it is busy"
                        + " or does not know the value",
                e.getMessage());
        target.mended();
        clock.set(Instant.parse("2026-03-04T05:06:07Z"));
        assertEquals(Instant.parse("2026-03-04T05:06:07Z"), clock.now());
    }

    @Test
    void isNotTakenForADs1307() {
        pins.add(0x68, Ds1307Model.create());
        var e = assertThrows(DeviceException.class, this::open);
        assertEquals(
                "DS3231 at 0x68: is another chip, for its registers do not begin again after 0x12; a DS1307 has the"
                        + " same address",
                e.getMessage());
    }
}
