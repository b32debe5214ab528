package dev.jumper.bitbang;

/// The sensors that speak the DHT protocol, which differ in how they are woken and how often.
///
/// Sources: Aosong "DHT11 Humidity & Temperature Sensor" data sheet, "Communication Process: Serial Interface"
/// and "MCU Sends out Start Signal to DHT"; Aosong "AM2302 Digital-output relative humidity & temperature
/// sensor", table "Single bus signal characteristics" and section "Peripherals read the steps".
public enum DhtModel {
    /// Start signal of at least 18 ms; one reading a second.
    DHT11(18_000_000, 1_000_000_000L),
    /// Also called AM2302 when it comes with a cable: start signal of 0.8 to 20 ms; one reading in two seconds.
    DHT22(1_200_000, 2_000_000_000L);

    private final long startNanos;
    private final long pauseNanos;

    DhtModel(long startNanos, long pauseNanos) {
        this.startNanos = startNanos;
        this.pauseNanos = pauseNanos;
    }

    /// Returns how long the host holds the line low to wake the sensor.
    public long startNanos() {
        return startNanos;
    }

    /// Returns the least time between two readings.
    public long pauseNanos() {
        return pauseNanos;
    }
}
