package dev.jumper.devices.humidity;

import dev.jumper.devices.Reading;
import java.util.List;

/// The air as a humidity sensor measured it.
///
/// @param celsius its temperature in degrees Celsius
/// @param percent its relative humidity, 0 to 100 %
public record HumidAir(double celsius, double percent) {
    /// Returns both, temperature first, each with so many digits after the point.
    List<Reading> readings(int temperatureDecimals, int humidityDecimals) {
        return List.of(
                new Reading("temperature", celsius, "°C", temperatureDecimals),
                new Reading("humidity", percent, "%", humidityDecimals));
    }
}
