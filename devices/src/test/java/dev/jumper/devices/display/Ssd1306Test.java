package dev.jumper.devices.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.bus.PlaybackSpi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands are those of the SSD1306 data sheet (Solomon Systech, revision 1.1), "Command Table" and the software
/// configuration in its application note.
class Ssd1306Test {
    private static final I2cAddress AT = I2cAddress.of(0x3C);
    private static final String SETTINGS_64 =
            "ae d5 80 a8 3f d3 00 40 8d 14 20 00 a1 c8 da 12 81 7f d9 f1 db 20 a4 a6 2e";
    private static final String SETTINGS_32 =
            "ae d5 80 a8 1f d3 00 40 8d 14 20 00 a1 c8 da 02 81 7f d9 f1 db 20 a4 a6 2e";

    private static PlaybackI2c opened(String settings, int pages) {
        return whole(new PlaybackI2c(), settings, pages).expectWrite(AT, "00 af");
    }

    private static PlaybackI2c whole(PlaybackI2c bus, String settings, int pages) {
        bus.expectWrite(AT, "00 " + settings);
        for (int page = 0; page < pages; page++) {
            bus.expectWrite(AT, "00 21 00 7f 22 0%d 0%d".formatted(page, page))
                    .expectWrite(AT, "40" + " 00".repeat(128));
        }
        return bus;
    }

    private static Ssd1306 open(PlaybackI2c bus) throws IOException {
        return Ssd1306.open(bus, AT, Ssd1306.Panel.OF_128X32);
    }

    @Test
    void isSetUpAndDarkBeforeItIsSwitchedOn() throws IOException {
        try (var bus = opened(SETTINGS_64, 8)) {
            var display = Ssd1306.open(bus, AT, Ssd1306.Panel.OF_128X64);
            assertEquals(64, display.canvas().height());
            assertEquals(128, display.panel().width());
            display.show();
        }
        try (var bus = opened(SETTINGS_32, 4)) {
            assertEquals(32, open(bus).canvas().height());
        }
    }

    @Test
    void sendsOnlyTheColumnsThatHaveChanged() throws IOException {
        try (var bus = opened(SETTINGS_32, 4)
                .expectWrite(AT, "00 21 0a 0c 22 01 01")
                .expectWrite(AT, "40 80 00 01")
                .expectWrite(AT, "00 21 7f 7f 22 03 03")
                .expectWrite(AT, "40 80")
                .expectWrite(AT, "00 21 0a 0a 22 01 01")
                .expectWrite(AT, "40 00")) {
            var display = open(bus);
            display.canvas().pixel(10, 15, true);
            display.canvas().pixel(12, 8, true);
            display.canvas().pixel(127, 31, true);
            display.show();
            display.show();
            display.canvas().pixel(10, 15, false);
            display.show();
        }
    }

    @Test
    void hasContrastInversionAndPower() throws IOException {
        try (var bus = opened(SETTINGS_32, 4)
                .expectWrite(AT, "00 81 ff")
                .expectWrite(AT, "00 a7")
                .expectWrite(AT, "00 ae")
                .expectWrite(AT, "00 a6")
                .expectWrite(AT, "00 af")) {
            var display = open(bus);
            display.contrast(255);
            display.inverted(true);
            display.power(false);
            display.inverted(false);
            display.power(true);
        }
    }

    @Test
    void sendsEverythingAfterItHasStoppedToAnswer() throws IOException {
        try (var bus = opened(SETTINGS_32, 4)
                .expectWrite(AT, "00 21 00 00 22 00 00")
                .expectWrite(AT, "40 01")
                .fail(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, 1)) {
            var display = open(bus);
            display.canvas().pixel(0, 0, true);
            var e = assertThrows(DeviceException.class, display::show);
            assertEquals(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, e.kind());
            display.canvas().pixel(0, 0, false);
            whole(bus, SETTINGS_32, 4).expectWrite(AT, "00 af");
            display.show();
        }
    }

    @Test
    void staysOffAndInvertedWhenItIsSetUpAnew() throws IOException {
        try (var bus = opened(SETTINGS_32, 4)
                .expectWrite(AT, "00 81 10")
                .expectWrite(AT, "00 ae")
                .expectWrite(AT, "00 a7")
                .fail(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED)) {
            var display = open(bus);
            display.contrast(0x10);
            display.power(false);
            assertThrows(DeviceException.class, () -> display.inverted(true));
            whole(bus, SETTINGS_32.replace("81 7f", "81 10").replace("a6", "a7"), 4);
            display.show();
        }
    }

    @Test
    void hangsOnSpiWithALineForPixels() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, 10_000_000);
        var levels = new ArrayList<Integer>();
        try (var bus = new PlaybackSpi().expect(settings, SETTINGS_32, "")) {
            for (int page = 0; page < 4; page++) {
                bus.expect(settings, "21 00 7f 22 0%d 0%d".formatted(page, page), "")
                        .expect(settings, "00" + " 00".repeat(127), "");
            }
            bus.expect(settings, "af", "");
            var display = Ssd1306.open(
                    bus,
                    (request, level) -> {
                        assertEquals(Pin.OUTPUT, request);
                        levels.add(level);
                        return 0;
                    },
                    Ssd1306.Panel.OF_128X32);
            assertEquals("SSD1306 on SPI playback", display.toString());
        }
        assertEquals(List.of(0, 0, 1, 0, 1, 0, 1, 0, 1, 0), levels);
    }

    @Test
    void refusesMisuseBeforeAnythingMoves() throws IOException {
        try (var bus = opened(SETTINGS_32, 4)) {
            var display = open(bus);
            var contrast = assertThrows(IllegalArgumentException.class, () -> display.contrast(256));
            assertEquals("SSD1306 at 0x3c: contrast is 256, expected 0 to 255", contrast.getMessage());
            assertThrows(IllegalArgumentException.class, () -> display.contrast(-1));
            var address = assertThrows(
                    IllegalArgumentException.class,
                    () -> Ssd1306.open(bus, I2cAddress.of(0x78), Ssd1306.Panel.OF_128X64));
            assertEquals("SSD1306 address is 0x78, expected 0x3c or 0x3d", address.getMessage());
            var small = assertThrows(
                    IllegalArgumentException.class,
                    () -> Ssd1306.open(bus, I2cAddress.of(0x3E), Ssd1306.Panel.OF_128X32));
            assertEquals("SSD1306-128x32 address is 0x3e, expected 0x3c or 0x3d", small.getMessage());
        }
    }
}
