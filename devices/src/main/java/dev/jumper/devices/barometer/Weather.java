package dev.jumper.devices.barometer;

/// The air as a [Bme280] measured it.
///
/// @param celsius temperature of the chip in degrees Celsius, a little above that of the air
/// @param pascals pressure in pascals, 101,325 as a rule at sea level
/// @param percent relative humidity, 0 to 100 %
public record Weather(double celsius, double pascals, double percent) {
    /// Returns temperature and pressure alone, for what they say of altitude.
    public AirPressure pressure() {
        return new AirPressure(celsius, pascals);
    }
}
