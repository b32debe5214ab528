package dev.jumper.sim.file;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The kinds of parts that a file can name. The ranges of their values are those of the models.
final class PartKinds {
    private static final List<PartKind> ALL = Stream.of(
                    LineParts.kinds(), SensorParts.kinds(), I2cParts.kinds(), MemoryParts.kinds())
            .flatMap(List::stream)
            .sorted(Comparator.comparing(PartKind::name))
            .toList();

    private PartKinds() {}

    /// Returns all kinds by name, the order of the documentation.
    static List<PartKind> all() {
        return ALL;
    }
}
