package dev.jumper.sim.part;

/// The sensors that a [DhtSensor] can be: how long a start they want, how they write a value, how often they
/// measure.
///
/// Source: Aosong "DHT11 Humidity & Temperature Sensor", "Communication Process", and Aosong AM2302 product manual,
/// "Single-bus communication" with its table "Single-bus signal characteristics".
enum DhtModel {
    /// Whole per cent and tenths of a degree, 1 s between readings, a start of 18 ms.
    DHT11(18_000_000, 1_000_000_000),
    /// Tenths of a per cent and of a degree, 2 s between readings, a start of 0.8 ms.
    DHT22(800_000, 2_000_000_000);

    private final long startNanos;
    private final long pauseNanos;

    DhtModel(long startNanos, long pauseNanos) {
        this.startNanos = startNanos;
        this.pauseNanos = pauseNanos;
    }

    /// Returns the shortest start signal, in nanoseconds.
    long startNanos() {
        return startNanos;
    }

    /// Returns the shortest time from one start to the next, in nanoseconds.
    long pauseNanos() {
        return pauseNanos;
    }

    /// Returns the five bytes of a frame, rounded to what the sensor can say.
    byte[] frame(double celsius, double percent) {
        int temperature = (int) Math.round(Math.abs(celsius) * 10);
        boolean below = celsius < 0 && temperature > 0;
        var bytes = new byte[5];
        switch (this) {
            case DHT11 -> {
                bytes[0] = (byte) Math.round(percent);
                bytes[2] = (byte) (temperature / 10);
                bytes[3] = (byte) (temperature % 10 | (below ? 0x80 : 0));
            }
            case DHT22 -> {
                int humidity = (int) Math.round(percent * 10);
                bytes[0] = (byte) (humidity >> 8);
                bytes[1] = (byte) humidity;
                bytes[2] = (byte) (temperature >> 8 | (below ? 0x80 : 0));
                bytes[3] = (byte) temperature;
            }
        }
        bytes[4] = (byte) (bytes[0] + bytes[1] + bytes[2] + bytes[3]);
        return bytes;
    }
}
