package dev.jumper.devices;

import java.util.Locale;

/// One quantity as a sensor measured it.
///
/// @param quantity what was measured, in small letters: `temperature`, `pressure`, `humidity`
/// @param value how much of `unit`; never NaN
/// @param unit the unit's symbol: `°C`, `Pa`, `%`
/// @param decimals how many digits after the point mean something, 0 to 9
public record Reading(String quantity, double value, String unit, int decimals) {
    /// Checks the ranges.
    public Reading {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(quantity + " is no number, expected a value in " + unit);
        }
        if (decimals < 0 || decimals > 9) {
            throw new IllegalArgumentException(quantity + " has " + decimals + " decimals, expected 0 to 9");
        }
    }

    /// Returns the value with its decimals and unit, `21.50 °C`, with a point in every locale.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, unit);
    }
}
