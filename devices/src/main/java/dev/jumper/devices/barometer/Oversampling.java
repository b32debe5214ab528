package dev.jumper.devices.barometer;

/// How many samples of a quantity a BME280 or BMP280 takes for one measurement: more for less noise, fewer to be
/// quick.
///
/// That a quantity can be skipped altogether is left out: every measurement here has all of them.
///
/// Source: Bosch BST-BME280-DS002, "Register 0xF2 ctrl_hum", "Register 0xF4 ctrl_meas".
public enum Oversampling {
    /// One sample.
    X1,
    /// Two samples.
    X2,
    /// Four samples.
    X4,
    /// Eight samples.
    X8,
    /// Sixteen samples.
    X16;

    /// Returns how many samples.
    public int samples() {
        return 1 << ordinal();
    }

    /// Returns the value of the bits osrs.
    int code() {
        return ordinal() + 1;
    }
}
