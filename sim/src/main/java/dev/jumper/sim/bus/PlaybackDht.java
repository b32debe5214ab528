package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.DhtLine;
import java.io.IOException;

/// A DHT line that hands out the frames of a script, and complains about those that nobody read. Not thread-safe.
public final class PlaybackDht implements DhtLine, AutoCloseable {
    private static final String REQUEST = "frame";

    private final Script script = new Script("DHT playback");

    /// Starts with an empty script.
    public PlaybackDht() {}

    /// Reads a script, in the form that the package describes.
    public static PlaybackDht parse(String text) {
        var line = new PlaybackDht();
        for (String step : Script.lines(text)) {
            var parsed = Failure.parse(step);
            if (parsed.failure().isPresent()) {
                line.script.add(new Step(REQUEST, "", parsed.failure()));
            } else {
                line.expect(step);
            }
        }
        return line;
    }

    /// Expects a reading, and answers with the five bytes of `frame`, the checksum last.
    public PlaybackDht expect(String frame) {
        byte[] bytes = Hex.bytes(frame);
        if (bytes.length != FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "DHT frame has %d bytes, expected %d".formatted(bytes.length, FRAME_BYTES));
        }
        int sum = bytes[0] + bytes[1] + bytes[2] + bytes[3] & 0xFF;
        if (sum != (bytes[4] & 0xFF)) {
            throw new IllegalArgumentException(
                    "DHT frame %s: checksum is 0x%02x, computed 0x%02x; a line never hands out such a frame, fail it"
                            .formatted(Hex.of(bytes), bytes[4], sum));
        }
        script.add(new Step(REQUEST, Hex.of(bytes)));
        return this;
    }

    /// Expects a reading, and fails it with `kind`.
    public PlaybackDht fail(DeviceException.Kind kind) {
        script.add(new Step(REQUEST, ""));
        script.fail(kind, -1);
        return this;
    }

    @Override
    public byte[] frame() throws IOException {
        return Hex.bytes(script.play(REQUEST));
    }

    /// Complains by an [AssertionError] about what never happened; a second time does nothing.
    @Override
    public void close() {
        script.close();
    }

    @Override
    public String toString() {
        return "DHT playback";
    }
}
