package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Tells the widths of pulses.
///
/// @param line the name of the line
/// @param level which pulses: 1 for high ones, 0 for low ones
public record PulseDecoder(String line, int level) implements Decoder {
    /// Checks the level.
    public PulseDecoder {
        if (level != 0 && level != 1) {
            throw new IllegalArgumentException("pulse of level " + level + ", expected 0 or 1");
        }
    }

    @Override
    public List<String> signals() {
        return List.of(line);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var signal = level == 0 ? Line.pulledUp(this, waveform, line) : Line.plain(this, waveform, line);
        var found = new ArrayList<Annotation>();
        for (int i = 0; i + 1 < signal.edges(); i++) {
            if (signal.level(i) == level) {
                long from = signal.time(i);
                long to = signal.time(i + 1);
                found.add(Annotation.of(from, to, Kind.VALUE, WaveTime.format(to - from)));
            }
        }
        return List.of(new Track("width", line, found));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "pulse:" + line + (level == 0 ? ",low" : "");
    }
}
