package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.WaveTime;
import java.util.List;

/// What a stretch of a waveform means.
///
/// @param from when it begins, in nanoseconds
/// @param to when it ends, in nanoseconds, not before `from`
/// @param kind what sort of thing it is
/// @param labels what it says, in full first, then ever shorter for where room is scarce; at least one
public record Annotation(long from, long to, Kind kind, List<String> labels) {
    /// What sort of thing an annotation tells.
    public enum Kind {
        /// Start, stop, reset: what frames the rest.
        CONTROL,
        /// Whom it is for.
        ADDRESS,
        /// Data to a device, or on a line of one direction only.
        DATA,
        /// Data from a device.
        ANSWER,
        /// An acknowledgement, or that none was needed.
        ACKNOWLEDGE,
        /// A quantity: a temperature, a width, a duty cycle.
        VALUE,
        /// A colour; the first label is `#rrggbb`.
        COLOUR,
        /// What the protocol does not allow.
        ERROR
    }

    /// Checks the times and labels.
    public Annotation {
        if (to < from) {
            throw new IllegalArgumentException(
                    "annotation ends at " + to + " ns, expected no earlier than its start at " + from + " ns");
        }
        labels = List.copyOf(labels);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("annotation at " + from + " ns has no label, expected at least one");
        }
    }

    /// Returns an annotation.
    public static Annotation of(long from, long to, Kind kind, String... labels) {
        return new Annotation(from, to, kind, List.of(labels));
    }

    /// Returns the full label.
    public String label() {
        return labels.getFirst();
    }

    /// Returns when it begins and what it says.
    @Override
    public String toString() {
        return WaveTime.format(from) + " " + label();
    }
}
