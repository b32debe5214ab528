package dev.jumper.sim.wave;

import java.util.List;
import java.util.stream.Collectors;

/// What several lines did between two moments. Immutable.
///
/// @param start the first moment, in nanoseconds
/// @param end the last moment, in nanoseconds, not before `start`
/// @param signals the lines, in the order in which they are drawn
public record Waveform(long start, long end, List<Signal> signals) {
    /// Checks the times.
    public Waveform {
        if (end < start) {
            throw new IllegalArgumentException(
                    "waveform ends at " + end + " ns, expected no earlier than its start at " + start + " ns");
        }
        signals = List.copyOf(signals);
    }

    /// Returns the line called `name`.
    public Signal signal(String name) {
        return signals.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("waveform has no signal \"%s\", only %s"
                        .formatted(name, signals.stream().map(Signal::name).collect(Collectors.joining(", ")))));
    }

    /// Returns the same lines between `from` and `to`, within what there is; nothing is copied.
    public Waveform between(long from, long to) {
        return new Waveform(Math.clamp(from, start, end), Math.clamp(to, start, end), signals);
    }

    /// Returns only the lines called `names`, in that order.
    public Waveform select(List<String> names) {
        return new Waveform(start, end, names.stream().map(this::signal).toList());
    }
}
