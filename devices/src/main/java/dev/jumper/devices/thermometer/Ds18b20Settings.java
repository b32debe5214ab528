package dev.jumper.devices.thermometer;

/// What a [Ds18b20] can be set to: how finely it measures, and outside of which temperatures it raises its alarm.
///
/// Source: Analog Devices 19-7487, "Configuration Register", "Operation—Alarm Signaling".
///
/// @param resolutionBits 9 to 12, for steps of 0.5, 0.25, 0.125 or 0.0625 °C
/// @param lowAlarm whole °C, -128 to 127; at this temperature and below there is an alarm
/// @param highAlarm whole °C, -128 to 127; at this temperature and above there is an alarm
public record Ds18b20Settings(int resolutionBits, int lowAlarm, int highAlarm) {
    static final int LEAST_BITS = 9;
    static final int MOST_BITS = 12;

    /// How a chip leaves the factory: 12 bits, alarms at 70 and 75 °C ("Memory").
    public static final Ds18b20Settings FACTORY = new Ds18b20Settings(12, 70, 75);

    /// Checks the ranges.
    public Ds18b20Settings {
        if (resolutionBits < LEAST_BITS || resolutionBits > MOST_BITS) {
            throw new IllegalArgumentException(
                    "DS18B20 resolution is %d bits, expected 9 to 12".formatted(resolutionBits));
        }
        requireDegrees("low alarm", lowAlarm);
        requireDegrees("high alarm", highAlarm);
    }

    /// Returns these settings with another resolution.
    public Ds18b20Settings withResolutionBits(int bits) {
        return new Ds18b20Settings(bits, lowAlarm, highAlarm);
    }

    /// Returns these settings with other alarms.
    public Ds18b20Settings withAlarms(int low, int high) {
        return new Ds18b20Settings(resolutionBits, low, high);
    }

    private static void requireDegrees(String what, int celsius) {
        if (celsius != (byte) celsius) {
            throw new IllegalArgumentException("DS18B20 %s is %d °C, expected -128 to 127".formatted(what, celsius));
        }
    }
}
