package dev.jumper.devices.barometer;

/// How much a BME280 or BMP280 smoothes temperature and pressure over several measurements, against slamming doors
/// and wind.
///
/// Source: Bosch BST-BME280-DS002, "IIR filter", "Register 0xF5 config".
public enum Filter {
    /// Not at all.
    OFF,
    /// By a coefficient of 2: three quarters of a step are reached in 2 measurements.
    X2,
    /// By a coefficient of 4, 5 measurements.
    X4,
    /// By a coefficient of 8, 11 measurements.
    X8,
    /// By a coefficient of 16, 22 measurements.
    X16;

    /// Returns the value of the bits filter.
    int code() {
        return ordinal();
    }
}
