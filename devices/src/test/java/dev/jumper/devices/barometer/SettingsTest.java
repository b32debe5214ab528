package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings as register bits and as time.
class SettingsTest {
    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000_000));
    }

    @ParameterizedTest
    @CsvSource({ // BST-BMP280-DS001, "Measurement time": the table's largest times, which it rounds to 0.1 ms
        "X1, X1, 6.4",
        "X1, X2, 8.7",
        "X1, X4, 13.3",
        "X1, X8, 22.5",
        "X2, X16, 43.2"
    })
    void bmp280TakesTheTimesOfItsDataSheet(Oversampling temperature, Oversampling pressure, double millis) {
        var settings = new Bmp280Settings(temperature, pressure, Filter.OFF, millis(0.5));
        assertEquals(millis, settings.measurementTime().toNanos() / 1e6, 0.05);
    }

    @Test
    void bme280TakesTheTimesOfItsDataSheet() {
        // BST-BME280-DS002, "Measurement time": the worked example, and its formula by hand
        var example = new Bme280Settings(Oversampling.X1, Oversampling.X4, Oversampling.X4, Filter.OFF, millis(0.5));
        assertEquals(millis(1.25 + 2.3 * 1 + 2.3 * 4 + 0.575 + 2.3 * 4 + 0.575), example.measurementTime());
        assertEquals(millis(9.3), Bme280Settings.WEATHER.measurementTime());
        assertEquals(millis(46.1), Bme280Settings.INDOOR_NAVIGATION.measurementTime());
    }

    @ParameterizedTest
    @CsvSource({ // "Register 0xF4 ctrl_meas" and "Register 0xF5 config", codes in binary
        "X1, X1, OFF, 0.5, 001_001_00, 000_000_00",
        "X2, X16, X2, 62.5, 010_101_00, 001_001_00",
        "X4, X8, X4, 125, 011_100_00, 010_010_00",
        "X8, X4, X8, 250, 100_011_00, 011_011_00",
        "X16, X2, X16, 500, 101_010_00, 100_100_00",
        "X1, X1, OFF, 1000, 001_001_00, 101_000_00",
        "X1, X1, OFF, 2000, 001_001_00, 110_000_00",
        "X1, X1, OFF, 4000, 001_001_00, 111_000_00"
    })
    void bmp280HasTheCodesOfItsDataSheet(
            Oversampling temperature,
            Oversampling pressure,
            Filter filter,
            double standby,
            String meas,
            String config) {
        var controls = new Bmp280Settings(temperature, pressure, filter, millis(standby)).controls();
        assertEquals(Integer.parseInt(meas.replace("_", ""), 2), controls.measure());
        assertEquals(Integer.parseInt(config.replace("_", ""), 2), controls.config());
        assertEquals(true, controls.humidity().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({ // the same, and "Register 0xF2 ctrl_hum"
        "X1, 0.5, 001, 000",
        "X2, 62.5, 010, 001",
        "X4, 125, 011, 010",
        "X8, 250, 100, 011",
        "X16, 500, 101, 100",
        "X1, 1000, 001, 101",
        "X1, 10, 001, 110",
        "X1, 20, 001, 111"
    })
    void bme280HasTheCodesOfItsDataSheet(Oversampling humidity, double standby, String hum, String standbyCode) {
        var controls =
                new Bme280Settings(Oversampling.X1, Oversampling.X1, humidity, Filter.OFF, millis(standby)).controls();
        assertEquals(Integer.parseInt(hum, 2), controls.humidity().orElseThrow());
        assertEquals(Integer.parseInt(standbyCode, 2) << 5, controls.config());
        assertEquals(0b001_001_00, controls.measure());
    }

    @ParameterizedTest
    @CsvSource({ // BST-BMP280-DS001, "Filter selection": output data rates; 1 / (tmeasure typ. + standby)
        "HANDHELD, 10.0",
        "HANDHELD_DYNAMIC, 83.3",
        "ELEVATOR, 7.3",
        "DROP, 125",
        "INDOOR_NAVIGATION, 26.3"
    })
    void bmp280MeasuresAsOftenAsItsPresetsSay(String name, double hertz) throws Exception {
        var settings = (Bmp280Settings) Bmp280Settings.class.getField(name).get(null);
        double samples = settings.temperature().samples() + settings.pressure().samples();
        double typicalMillis = 1 + 2 * samples + 0.5; // "Measurement time", typical
        assertEquals(hertz, 1000 / (typicalMillis + settings.standby().toNanos() / 1e6), hertz * 0.03);
    }

    @Test
    void presetsAreThoseOfTheDataSheets() {
        assertEquals(
                new Bmp280Settings(Oversampling.X1, Oversampling.X1, Filter.OFF, millis(1000)), Bmp280Settings.WEATHER);
        assertEquals(Filter.X4, Bmp280Settings.HANDHELD.filter());
        assertEquals(Filter.X16, Bmp280Settings.HANDHELD_DYNAMIC.filter());
        assertEquals(Filter.X4, Bmp280Settings.ELEVATOR.filter());
        assertEquals(Filter.OFF, Bmp280Settings.DROP.filter());
        assertEquals(Filter.X16, Bmp280Settings.INDOOR_NAVIGATION.filter());
        assertEquals(
                new Bme280Settings(Oversampling.X1, Oversampling.X1, Oversampling.X1, Filter.OFF, millis(1000)),
                Bme280Settings.WEATHER);
        assertEquals(
                new Bme280Settings(Oversampling.X2, Oversampling.X16, Oversampling.X1, Filter.X16, millis(0.5)),
                Bme280Settings.INDOOR_NAVIGATION);
    }

    @Test
    void refusesStandbyTimesThatTheChipDoesNotHave() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new Bmp280Settings(Oversampling.X1, Oversampling.X1, Filter.OFF, millis(10)));
        assertEquals(
                "BMP280 standby is 10 ms, expected one of 0.5, 62.5, 125, 250, 500, 1000, 2000, 4000 ms",
                e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> new Bme280Settings(
                        Oversampling.X1, Oversampling.X1, Oversampling.X1, Filter.OFF, Duration.ofSeconds(2)));
        assertEquals(
                "BME280 standby is 2000 ms, expected one of 0.5, 10, 20, 62.5, 125, 250, 500, 1000 ms", e.getMessage());
    }
}
