package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.devices.Reading;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.bus.PlaybackSpi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes are those of Bosch BST-BMP280-DS001: "Memory map", "Register description", and the worked example of
/// "Calculating pressure and temperature", whose result is 25.08 °C and 100653 Pa.
class Bmp280Test {
    private static final I2cAddress CHIP = I2cAddress.of(0x76);
    private static final String CALIBRATION = "70 6b 43 67 18 fc 7d 8e 43 d6 d0 0b 27 0b 8c 00 f9 ff 8c 3c f8 c6 70 17";
    private static final String EXAMPLE = "65 5a c0 7e ed 00";
    private static final String AFTER_RESET = "80 00 00 80 00 00";

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final PlaybackI2c bus = new PlaybackI2c();

    private PlaybackI2c expectOpen() {
        return bus.expectWriteRead(CHIP, "d0", "58")
                .expectWrite(CHIP, "e0 b6")
                .expectWriteRead(CHIP, "f3", "00")
                .expectWriteRead(CHIP, "88", CALIBRATION);
    }

    private Bmp280 open() throws IOException {
        return Bmp280.open(bus, CHIP, ticks);
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    private static void assertIsExample(AirPressure air) {
        assertEquals(25.08, air.celsius());
        assertEquals(100_653, air.pascals(), 0.5);
    }

    @Test
    void measuresTheWorkedExampleOverI2c() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 25")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "f7", EXAMPLE);
            var chip = open();
            assertEquals(Duration.ofMillis(2).toNanos(), ticks.nanos(), "start-up");
            assertIsExample(chip.readPressure());
            assertEquals(8_425_000, ticks.nanos(), "start-up, then 6.425 ms of measurement");
            assertEquals("BMP280 at 0x76", chip.toString());
        }
    }

    @Test
    void measuresTheWorkedExampleOverSpi() throws Exception {
        var spi = SpiSettings.of(SpiMode.MODE_0, 10_000_000);
        String zeros = "00 ".repeat(24);
        try (var playback = new PlaybackSpi()
                .expect(spi, "d0 00", "00 58")
                .expect(spi, "60 b6", "")
                .expect(spi, "f3 00", "00 00")
                .expect(spi, "88 " + zeros, "00 " + CALIBRATION)
                .expect(spi, "75 a0", "")
                .expect(spi, "74 25", "")
                .expect(spi, "f3 00", "00 00")
                .expect(spi, "f7 00 00 00 00 00 00", "00 " + EXAMPLE)) {
            assertIsExample(Bmp280.open(playback, ticks).readPressure());
        }
    }

    @Test
    void readsTemperatureAndPressureAsASensor() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 25")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "f7", EXAMPLE);
            assertEquals(
                    List.of("25.08 °C", "100653.3 Pa"),
                    open().read().stream().map(Reading::toString).toList());
        }
    }

    @Test
    void measuresByOtherSettings() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f5 28")
                    .expectWrite(CHIP, "f4 55")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "f7", EXAMPLE);
            var chip = open();
            chip.configure(Bmp280Settings.HANDHELD);
            long start = ticks.nanos();
            assertIsExample(chip.readPressure());
            assertEquals(43_225_000, ticks.nanos() - start);
        }
    }

    @Test
    void measuresAgainAndAgainUntilItIsStopped() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 27")
                    .expectWriteRead(CHIP, "f7", EXAMPLE)
                    .expectWriteRead(CHIP, "f7", EXAMPLE)
                    .expectWrite(CHIP, "f4 00")
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 25")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "f7", EXAMPLE)
                    .expectWrite(CHIP, "f4 00");
            var chip = open();
            long start = ticks.nanos();
            chip.start();
            assertEquals(6_425_000, ticks.nanos() - start, "the first measurement");
            chip.configure(Bmp280Settings.HANDHELD); // for the next start, not for this one
            chip.configure(Bmp280Settings.WEATHER);
            assertIsExample(chip.latest());
            assertIsExample(chip.latest());
            assertIsExample(chip.readPressure());
            chip.stop();
        }
    }

    @Test
    void refusesWhatWasMeasuredLastUnlessItWasStarted() throws Exception {
        try (bus) {
            expectOpen();
            var chip = open();
            var e = assertThrows(IllegalStateException.class, chip::latest);
            assertEquals("BMP280 at 0x76: does not measure by itself; start it first", e.getMessage());
        }
    }

    @Test
    void waitsForCalibrationAndMeasurement() throws Exception {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", "58")
                    .expectWrite(CHIP, "e0 b6")
                    .expectWriteRead(CHIP, "f3", "09")
                    .expectWriteRead(CHIP, "f3", "08") // measuring does not matter here
                    .expectWriteRead(CHIP, "88", CALIBRATION)
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 25")
                    .expectWriteRead(CHIP, "f3", "08")
                    .expectWriteRead(CHIP, "f3", "01") // copying does not matter here
                    .expectWriteRead(CHIP, "f7", EXAMPLE);
            assertIsExample(open().readPressure());
            assertEquals(3_000_000 + 7_425_000, ticks.nanos(), "a millisecond between two looks");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"56", "57"})
    void takesSamplesOfTheChipToo(String identity) throws Exception {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", identity)
                    .expectWrite(CHIP, "e0 b6")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "88", CALIBRATION);
            open();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "60; WRONG_ANSWER; identity is 0x60, expected 0x58; it is a BME280",
                "55; WRONG_ANSWER; identity is 0x55, expected 0x58; it is another chip",
                "59; WRONG_ANSWER; identity is 0x59, expected 0x58; it is another chip",
                "00; ABSENT; identity is 0x00, expected 0x58; nobody answers: check supply, wires and chip select",
                "ff; ABSENT; identity is 0xff, expected 0x58; nobody answers: check supply, wires and chip select"
            })
    void refusesAnotherChip(String identity, Kind kind, String found, String remedy) {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", identity);
            refused(kind, "BMP280 at 0x76: " + found + "; " + remedy, this::open);
        }
    }

    @Test
    void refusesAnErasedCalibration() {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", "58")
                    .expectWrite(CHIP, "e0 b6")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "88", "ff ".repeat(24).strip());
            refused(
                    Kind.WRONG_ANSWER,
                    "BMP280 at 0x76: calibration begins T1 = 65535 and P1 = 65535, expected 1 to 65534; the chip is"
                            + " broken, or a copy",
                    this::open);
        }
    }

    @Test
    void refusesTheValuesAfterAResetAsNoMeasurement() throws Exception {
        try (bus) {
            expectOpen()
                    .expectWrite(CHIP, "f5 a0")
                    .expectWrite(CHIP, "f4 25")
                    .expectWriteRead(CHIP, "f3", "00")
                    .expectWriteRead(CHIP, "f7", AFTER_RESET);
            var chip = open();
            refused(
                    Kind.NEVER_ENDED,
                    "BMP280 at 0x76: no measurement took place: pressure 0x80000, temperature 0x80000, which they are"
                            + " after a reset; check its supply",
                    chip::readPressure);
        }
    }

    @ParameterizedTest
    @CsvSource({"80 00 00 7e ed 00, 0x80000, 0x7eed0", "65 5a c0 80 00 00, 0x655ac, 0x80000"})
    void takesOneSuchValueForAMeasurementOnlyIfTheSettingsAreStillThere(
            String data, String pressure, String temperature) throws Exception {
        try (bus) {
            expectOpen();
            for (String settings : List.of("24", "25", "00")) {
                bus.expectWrite(CHIP, "f5 a0")
                        .expectWrite(CHIP, "f4 25")
                        .expectWriteRead(CHIP, "f3", "00")
                        .expectWriteRead(CHIP, "f7", data)
                        .expectWriteRead(CHIP, "f4", settings);
            }
            var chip = open();
            chip.readPressure();
            chip.readPressure();
            refused(
                    Kind.NEVER_ENDED,
                    "BMP280 at 0x76: no measurement took place: pressure " + pressure + ", temperature " + temperature
                            + ", which they are after a reset; check its supply",
                    chip::readPressure);
        }
    }

    @Test
    void refusesTemperaturesAndPressuresThatItCannotMeasure() throws Exception {
        try (bus) {
            expectOpen();
            for (String data :
                    List.of("65 5a c0 ff ff f0", "65 5a c0 00 00 00", "ff ff f0 7e ed 00", "00 00 00 7e ed 00")) {
                bus.expectWrite(CHIP, "f5 a0")
                        .expectWrite(CHIP, "f4 25")
                        .expectWriteRead(CHIP, "f3", "00")
                        .expectWriteRead(CHIP, "f7", data);
            }
            var chip = open();
            // by the formulas in floating point: 187.550 and -140.879 °C, -6630.874 and 173199.503 Pa
            for (String found : List.of(
                    "temperature is 187.55 °C, expected -41.5 to 86.5",
                    "temperature is -140.88 °C, expected -41.5 to 86.5",
                    "pressure is -6630.875 Pa, expected 29830.0 to 110170.0",
                    "pressure is 173199.49609375 Pa, expected 29830.0 to 110170.0")) {
                refused(
                        Kind.WRONG_ANSWER,
                        "BMP280 at 0x76: " + found + "; the chip is broken, or the bus is disturbed",
                        chip::readPressure);
            }
        }
    }

    @Test
    void passesOnWhatTheBusFailsWith() {
        try (bus) {
            bus.expectWriteRead(CHIP, "d0", "58").fail(Kind.ADDRESS_NOT_ACKNOWLEDGED);
            refused(
                    Kind.ADDRESS_NOT_ACKNOWLEDGED,
                    "I2C playback, step 1: 0x76 write d0, read 1 bytes: ADDRESS_NOT_ACKNOWLEDGED, as its script says",
                    this::open);
        }
    }

    @Test
    void refusesAnAddressThatItCannotHaveBeforeItTouchesTheBus() {
        try (bus) {
            var e = assertThrows(IllegalArgumentException.class, () -> Bmp280.open(bus, I2cAddress.of(0x68), ticks));
            assertEquals("BMP280 address is 0x68, expected 0x76 or 0x77", e.getMessage());
        }
    }
}
