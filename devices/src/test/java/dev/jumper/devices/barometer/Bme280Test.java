package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.bus.PlaybackSpi;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What a BME280 has beyond a BMP280: the bytes are those of Bosch BST-BME280-DS002, "Memory map", "Register
/// description"; temperature and pressure are the worked example of BST-BMP280-DS001; the humidity that is expected
/// comes from the formula in floating point.
class Bme280Test {
    private static final I2cAddress CHIP = I2cAddress.of(0x77);
    private static final String CALIBRATION = "70 6b 43 67 18 fc 7d 8e 43 d6 d0 0b 27 0b 8c 00 f9 ff 8c 3c f8 c6 70 17";
    private static final String HUMIDITY = "6a 01 00 14 2c 03 1e"; // 362, 0, 332, 50, 30
    private static final HumidityCalibration VALUES = new HumidityCalibration(75, 362, 0, 332, 50, 30);
    private static final String EXAMPLE = "65 5a c0 7e ed 00 75 30"; // with a raw humidity of 30000

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final PlaybackI2c bus = new PlaybackI2c();

    private PlaybackI2c expectOpen() {
        return bus.expectWriteRead(CHIP, "d0", "60")
                .expectWrite(CHIP, "e0 b6")
                .expectWriteRead(CHIP, "f3", "00")
                .expectWriteRead(CHIP, "88", CALIBRATION)
                .expectWriteRead(CHIP, "a1", "4b")
                .expectWriteRead(CHIP, "e1", HUMIDITY);
    }

    private PlaybackI2c expectMeasurement(String data) {
        return bus.expectWrite(CHIP, "f2 01")
                .expectWrite(CHIP, "f5 a0")
                .expectWrite(CHIP, "f4 25")
                .expectWriteRead(CHIP, "f3", "00")
                .expectWriteRead(CHIP, "f7", data);
    }

    private Bme280 open() throws IOException {
        return Bme280.open(bus, CHIP, ticks);
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    private static void assertIsExample(Weather weather) {
        assertEquals(25.08, weather.celsius());
        assertEquals(100_653, weather.pascals(), 0.5);
        assertEquals(FloatingPoint.percent(VALUES, 30_000, 128_422), weather.percent(), 0.01);
    }

    @Test
    void measuresOverI2c() throws Exception {
        try (bus) {
            expectOpen();
            expectMeasurement(EXAMPLE);
            var chip = open();
            assertIsExample(chip.readWeather());
            assertEquals(2_000_000 + 9_300_000, ticks.nanos(), "start-up and measurement");
            assertEquals("BME280 at 0x77", chip.toString());
        }
    }

    @Test
    void measuresOverSpi() throws Exception {
        var spi = SpiSettings.of(SpiMode.MODE_0, 10_000_000);
        try (var playback = new PlaybackSpi()
                .expect(spi, "d0 00", "00 60")
                .expect(spi, "60 b6", "")
                .expect(spi, "f3 00", "00 00")
                .expect(spi, "88 " + "00 ".repeat(24), "00 " + CALIBRATION)
                .expect(spi, "a1 00", "00 4b")
                .expect(spi, "e1 " + "00 ".repeat(7), "00 " + HUMIDITY)
                .expect(spi, "72 01", "")
                .expect(spi, "75 a0", "")
                .expect(spi, "74 25", "")
                .expect(spi, "f3 00", "00 00")
                .expect(spi, "f7 " + "00 ".repeat(8), "00 " + EXAMPLE)) {
            assertIsExample(Bme280.open(playback, ticks).readWeather());
        }
    }

    @Test
    void readsAllThreeQuantitiesAsASensor() throws Exception {
        try (bus) {
            expectOpen();
            expectMeasurement(EXAMPLE);
            var readings = open().read();
            double percent = FloatingPoint.percent(VALUES, 30_000, 128_422);
            assertEquals(
                    List.of("temperature 25.08 °C", "pressure 100653.3 Pa", "humidity %.2f %%".formatted(percent)),
                    readings.stream().map(r -> r.quantity() + " " + r).toList());
        }
    }

    @Test
    void setsHumidityBeforeWhatMakesItTakeEffect() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f2 01")
                    .expectWrite(CHIP, "f5 10")
                    .expectWrite(CHIP, "f4 57")
                    .expectWriteRead(CHIP, "f7", EXAMPLE)
                    .expectWrite(CHIP, "f4 00");
            var chip = open();
            chip.configure(Bme280Settings.INDOOR_NAVIGATION);
            chip.start();
            assertEquals(2_000_000 + 46_100_000, ticks.nanos());
            assertIsExample(chip.latest());
            chip.stop();
            var e = assertThrows(IllegalStateException.class, chip::latest);
            assertEquals("BME280 at 0x77: does not measure by itself; start it first", e.getMessage());
        }
    }

    @Test
    void refusesTheValuesAfterAResetAsNoMeasurement() throws Exception {
        try (bus) {
            expectOpen();
            expectMeasurement("80 00 00 80 00 00 80 00");
            var chip = open();
            refused(
                    Kind.NEVER_ENDED,
                    "BME280 at 0x77: no measurement took place: pressure 0x80000, temperature 0x80000, humidity 0x8000,"
                            + " which they are after a reset; check its supply",
                    chip::readWeather);
        }
    }

    @Test
    void takesAHumidityThatLooksSkippedForOneOnlyIfItsSettingIsStillThere() throws Exception {
        try (bus) {
            String data = "65 5a c0 7e ed 00 80 00";
            expectOpen();
            expectMeasurement(data).expectWriteRead(CHIP, "f2", "01").expectWriteRead(CHIP, "f4", "24");
            expectMeasurement(data).expectWriteRead(CHIP, "f2", "00");
            expectMeasurement("80 00 00 80 00 00 75 30")
                    .expectWriteRead(CHIP, "f2", "01")
                    .expectWriteRead(CHIP, "f4", "00");
            var chip = open();
            chip.readWeather();
            refused(
                    Kind.NEVER_ENDED,
                    "BME280 at 0x77: no measurement took place: pressure 0x655ac, temperature 0x7eed0, humidity 0x8000,"
                            + " which they are after a reset; check its supply",
                    chip::readWeather);
            refused(
                    Kind.NEVER_ENDED,
                    "BME280 at 0x77: no measurement took place: pressure 0x80000, temperature 0x80000, humidity 0x7530,"
                            + " which they are after a reset; check its supply",
                    chip::readWeather);
        }
    }

    @Test
    void refusesABmp280() {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", "58");
            refused(Kind.WRONG_ANSWER, "BME280 at 0x77: identity is 0x58, expected 0x60; it is a BMP280", this::open);
        }
    }

    @Test
    void refusesAnAddressThatItCannotHaveBeforeItTouchesTheBus() {
        try (bus) {
            var e = assertThrows(IllegalArgumentException.class, () -> Bme280.open(bus, I2cAddress.of(0x78), ticks));
            assertEquals("BME280 address is 0x78, expected 0x76 or 0x77", e.getMessage());
        }
    }
}
