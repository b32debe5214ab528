package dev.jumper.devices.barometer;

import java.time.Duration;

/// How a [Bmp280] measures.
///
/// The constants are those of the data sheet, Bosch BST-BMP280-DS001, "Filter selection", table "Recommended filter
/// settings based on use cases".
///
/// @param temperature samples of temperature
/// @param pressure samples of pressure
/// @param filter smoothing over measurements
/// @param standby rest between two measurements in normal mode: 0.5, 62.5, 125, 250, 500, 1000, 2000 or 4000 ms
public record Bmp280Settings(Oversampling temperature, Oversampling pressure, Filter filter, Duration standby) {
    private static final Standby STANDBY = Standby.ofMicros( // "Register 0xF5 config"
            "BMP280", 500, 62_500, 125_000, 250_000, 500_000, 1_000_000, 2_000_000, 4_000_000);

    /// Now and then, with the least current.
    public static final Bmp280Settings WEATHER =
            new Bmp280Settings(Oversampling.X1, Oversampling.X1, Filter.OFF, Duration.ofMillis(1000));

    /// Held in the hand, 10 times a second.
    public static final Bmp280Settings HANDHELD =
            new Bmp280Settings(Oversampling.X2, Oversampling.X16, Filter.X4, Duration.ofNanos(62_500_000));

    /// Held in the hand and moved, 83 times a second.
    public static final Bmp280Settings HANDHELD_DYNAMIC =
            new Bmp280Settings(Oversampling.X1, Oversampling.X4, Filter.X16, Duration.ofNanos(500_000));

    /// Tells floors apart, 7 times a second.
    public static final Bmp280Settings ELEVATOR =
            new Bmp280Settings(Oversampling.X1, Oversampling.X4, Filter.X4, Duration.ofMillis(125));

    /// Sees a fall, 125 times a second.
    public static final Bmp280Settings DROP =
            new Bmp280Settings(Oversampling.X1, Oversampling.X2, Filter.OFF, Duration.ofNanos(500_000));

    /// Finds the way in a house, 26 times a second.
    public static final Bmp280Settings INDOOR_NAVIGATION =
            new Bmp280Settings(Oversampling.X2, Oversampling.X16, Filter.X16, Duration.ofNanos(500_000));

    /// Checks the standby time.
    public Bmp280Settings {
        STANDBY.require(standby);
    }

    /// Returns the longest that one measurement takes, by the formula of "Measurement time".
    public Duration measurementTime() {
        return controls().time();
    }

    Controls controls() {
        return Controls.of(temperature, pressure, filter, STANDBY.code(standby));
    }
}
