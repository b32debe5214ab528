package dev.jumper.hal.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;

/// The single wire of a DHT11, DHT22 or AM2302 sensor.
@FunctionalInterface
public interface DhtLine {
    /// How many bytes a frame has: humidity, temperature, checksum.
    int FRAME_BYTES = 5;

    /// Wakes the sensor and returns the five bytes of its frame, the checksum verified.
    ///
    /// Blocks for some 25 ms, longer if the line tries again. The sensor needs its pause between two readings, 1 s
    /// for a DHT11 and 2 s for a DHT22; a reading that comes sooner is the one before, or none.
    ///
    /// @throws DeviceException if the sensor does not answer, or no whole and valid frame arrived
    byte[] frame() throws IOException;
}
