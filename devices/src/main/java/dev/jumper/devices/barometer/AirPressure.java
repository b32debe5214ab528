package dev.jumper.devices.barometer;

/// The air as a barometer measured it.
///
/// @param celsius temperature of the chip in degrees Celsius, a little above that of the air
/// @param pascals pressure in pascals, 101,325 as a rule at sea level
public record AirPressure(double celsius, double pascals) {
    private static final double LAYER_METRES = 44_330.77; // T0 / L of the standard: 288.15 K / 6.5 K/km
    private static final double EXPONENT = 0.190263; // R L / g of the standard

    /// Returns how far above the level at which the pressure is `seaLevelPascals` this pressure is, in metres;
    /// below it, negative. By the standard atmosphere, up to 11 km: it is off by some 8 m for each hPa of weather.
    ///
    /// Source: ISO 2533:1975 "Standard Atmosphere", troposphere.
    public double metresAbove(double seaLevelPascals) {
        if (!(seaLevelPascals > 0)) {
            throw new IllegalArgumentException("pressure is %s Pa, expected more than 0".formatted(seaLevelPascals));
        }
        return LAYER_METRES * (1 - Math.pow(pascals / seaLevelPascals, EXPONENT));
    }
}
