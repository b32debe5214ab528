package dev.jumper.devices.barometer;

import java.time.Duration;

/// How a [Bme280] measures.
///
/// The constants are those of the data sheet, Bosch BST-BME280-DS002, "Recommended modes of operation", but for the
/// two that skip a quantity.
///
/// @param temperature samples of temperature
/// @param pressure samples of pressure
/// @param humidity samples of humidity
/// @param filter smoothing of temperature and pressure over measurements
/// @param standby rest between two measurements in normal mode: 0.5, 10, 20, 62.5, 125, 250, 500 or 1000 ms
public record Bme280Settings(
        Oversampling temperature, Oversampling pressure, Oversampling humidity, Filter filter, Duration standby) {
    private static final Standby STANDBY = Standby.ofMicros( // "Register 0xF5 config"
            "BME280", 500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 10_000, 20_000);

    /// Now and then, with the least current.
    public static final Bme280Settings WEATHER =
            new Bme280Settings(Oversampling.X1, Oversampling.X1, Oversampling.X1, Filter.OFF, Duration.ofMillis(1000));

    /// Finds the way in a house, 25 times a second.
    public static final Bme280Settings INDOOR_NAVIGATION = new Bme280Settings(
            Oversampling.X2, Oversampling.X16, Oversampling.X1, Filter.X16, Duration.ofNanos(500_000));

    /// Checks the standby time.
    public Bme280Settings {
        STANDBY.require(standby);
    }

    /// Returns the longest that one measurement takes, by the formula of "Measurement time".
    public Duration measurementTime() {
        return controls().time();
    }

    Controls controls() {
        return Controls.of(temperature, pressure, filter, STANDBY.code(standby)).withHumidity(humidity);
    }
}
