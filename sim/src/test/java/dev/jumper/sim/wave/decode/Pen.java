package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Draws waveforms by hand.
final class Pen {
    private final Map<String, Signal.Log> logs = new LinkedHashMap<>();
    private long now;

    /// Adds a line at its first level.
    Pen line(String name, int level) {
        logs.put(name, new Signal.Log(name, level));
        return this;
    }

    Pen set(String name, int level) {
        logs.get(name).add(now, level);
        return this;
    }

    Pen wait(int micros) {
        return waitNanos(micros * 1_000L);
    }

    Pen waitNanos(long nanos) {
        now += nanos;
        return this;
    }

    Waveform waveform() {
        return new Waveform(
                0, now, logs.values().stream().map(Signal.Log::signal).toList());
    }

    /// Returns what `spec` reads in it, the labels of all tracks.
    List<String> read(String spec) {
        return labels(spec, waveform());
    }

    static List<String> labels(String spec, Waveform waveform) {
        return Decoder.parse(spec).decode(waveform).stream()
                .flatMap(track -> track.labels().stream())
                .toList();
    }
}
