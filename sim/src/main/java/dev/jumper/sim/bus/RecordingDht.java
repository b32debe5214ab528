package dev.jumper.sim.bus;

import dev.jumper.hal.bus.DhtLine;
import java.io.IOException;

/// A DHT line that keeps every frame of another, failures included, as a script for a [PlaybackDht].
public final class RecordingDht implements DhtLine {
    private final DhtLine line;
    private final StringBuilder script = new StringBuilder();

    private RecordingDht(DhtLine line) {
        this.line = line;
    }

    /// Returns a recording of all frames of `line`.
    public static RecordingDht over(DhtLine line) {
        return new RecordingDht(line);
    }

    /// Returns what was recorded so far, one line for each reading.
    public String script() {
        return script.toString();
    }

    @Override
    public byte[] frame() throws IOException {
        try {
            byte[] frame = line.frame();
            script.append(Hex.of(frame)).append('\n');
            return frame;
        } catch (IOException e) {
            script.append(Failure.of(e)).append('\n');
            throw e;
        }
    }

    @Override
    public String toString() {
        return "recording of " + line;
    }
}
