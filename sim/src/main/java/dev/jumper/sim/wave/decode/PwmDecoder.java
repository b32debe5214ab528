package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Tells the duty cycle of each period, from one rising edge to the next.
///
/// @param line the name of the line
public record PwmDecoder(String line) implements Decoder {
    @Override
    public List<String> signals() {
        return List.of(line);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var signal = Line.plain(this, waveform, line);
        var found = new ArrayList<Annotation>();
        for (int i = signal.firstLevel() == 1 ? 1 : 0; i + 2 < signal.edges(); i += 2) {
            long from = signal.time(i);
            long to = signal.time(i + 2);
            long high = signal.time(i + 1) - from;
            String duty = WaveTime.decimal(high * 100, Math.max(1, to - from), 2) + " %";
            found.add(Annotation.of(
                    from,
                    to,
                    Kind.VALUE,
                    WaveTime.format(high) + " of " + WaveTime.format(to - from) + ", " + duty,
                    duty));
        }
        return List.of(new Track("pwm", line, found));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "pwm:" + line;
    }
}
