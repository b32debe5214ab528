package dev.jumper.devices.humidity;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;

/// The frames of a DHT sensor, taken no faster than it measures. Not thread-safe.
final class DhtFrames {
    private final DhtLine line;
    private final Duration pause;
    private final Ticks ticks;
    private boolean taken;
    private long takenAt;

    /// Prepares to read the sensor on `line` with `pause` from the end of one reading to the start of the next.
    DhtFrames(DhtLine line, Duration pause, Ticks ticks) {
        this.line = line;
        this.pause = pause;
        this.ticks = ticks;
    }

    /// Returns the next frame, waiting first for the rest of the pause after the one before, or after its failure.
    ///
    /// @throws DeviceException if it is all zeros, for then the checksum proves nothing
    byte[] next() throws IOException {
        if (taken) {
            ticks.delay(pause.toNanos() - (ticks.nanos() - takenAt));
        }
        byte[] frame;
        try {
            frame = line.frame();
        } finally {
            taken = true;
            takenAt = ticks.nanos();
        }
        for (byte value : frame) {
            if (value != 0) {
                return frame;
            }
        }
        throw new DeviceException(
                Kind.WRONG_ANSWER, line + ": frame is all zeros, which is no measurement; check its supply");
    }

    /// Returns `value`, called `what`, which came with `frame`, if it is one that the sensor can have measured.
    double within(int least, int most, String what, double value, String unit, byte[] frame) throws DeviceException {
        if (value < least || value > most) {
            throw impossible(frame, "%s %s %s, expected %d to %d".formatted(what, value, unit, least, most));
        }
        return value;
    }

    /// Returns the error for a frame that the sensor cannot have sent.
    DeviceException impossible(byte[] frame, String why) {
        return new DeviceException(
                Kind.WRONG_ANSWER,
                "%s: frame %s has %s; is it another sensor?"
                        .formatted(line, HexFormat.ofDelimiter(" ").formatHex(frame), why));
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
