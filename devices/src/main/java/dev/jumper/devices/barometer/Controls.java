package dev.jumper.devices.barometer;

import java.time.Duration;
import java.util.OptionalInt;

/// Settings as they go into the registers of a BME280 or BMP280.
///
/// Source: Bosch BST-BME280-DS002, "Register description" and "Measurement time".
///
/// @param humidity ctrl_hum, which only a BME280 has
/// @param measure ctrl_meas, its mode "sleep"
/// @param config config
/// @param time the longest that a measurement takes
record Controls(OptionalInt humidity, int measure, int config, Duration time) {
    private static final int START_MICROS = 1250; // "Measurement time", all of these
    private static final int SAMPLE_MICROS = 2300;
    private static final int OFFSET_MICROS = 575;

    static Controls of(Oversampling temperature, Oversampling pressure, Filter filter, int standby) {
        int micros = START_MICROS + SAMPLE_MICROS * temperature.samples() + micros(pressure);
        return new Controls(
                OptionalInt.empty(),
                temperature.code() << 5 | pressure.code() << 2,
                standby << 5 | filter.code() << 2,
                ofMicros(micros));
    }

    /// Returns these with humidity, which is measured last.
    Controls withHumidity(Oversampling oversampling) {
        return new Controls(
                OptionalInt.of(oversampling.code()), measure, config, time.plus(ofMicros(micros(oversampling))));
    }

    private static int micros(Oversampling oversampling) {
        return SAMPLE_MICROS * oversampling.samples() + OFFSET_MICROS;
    }

    private static Duration ofMicros(int micros) {
        return Duration.ofNanos(micros * 1000L);
    }
}
