package dev.jumper.sim.wave.decode;

import java.util.List;
import java.util.stream.Stream;

/// One line of annotations, which do not overlap, in the order of their times.
///
/// @param name what it tells, such as `i2c`
/// @param signal the name of the signal it is drawn with
/// @param annotations the annotations
public record Track(String name, String signal, List<Annotation> annotations) {
    /// Keeps the list as it is now.
    public Track {
        annotations = List.copyOf(annotations);
    }

    /// Returns the full labels in order.
    public List<String> labels() {
        return annotations.stream().map(Annotation::label).toList();
    }

    /// Returns what protocol violations were seen.
    public Stream<Annotation> errors() {
        return annotations.stream().filter(a -> a.kind() == Annotation.Kind.ERROR);
    }
}
