package dev.jumper.sim.file;

import dev.jumper.sim.Circuit;
import java.util.List;
import java.util.function.IntConsumer;

/// A level, 0 or 1, over the time of a circuit, in steps.
record Levels(List<Change> changes) {
    /// The level from a moment on, in nanoseconds since the circuit was made.
    record Change(long nanos, int level) {}

    Levels {
        changes = List.copyOf(changes);
    }

    /// Tells `part` each level at its moment.
    void drive(Circuit circuit, IntConsumer part) {
        for (Change change : changes) {
            long delay = change.nanos - circuit.nanos();
            if (delay <= 0) {
                part.accept(change.level);
            } else {
                circuit.after(delay, () -> part.accept(change.level));
            }
        }
    }
}
