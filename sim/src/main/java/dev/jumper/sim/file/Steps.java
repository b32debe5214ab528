package dev.jumper.sim.file;

import dev.jumper.sim.Circuit;
import java.util.List;
import java.util.function.Consumer;

/// A value over the time of a circuit that stays until the next.
record Steps<T>(List<Step<T>> steps) {
    /// The value from a moment on, in nanoseconds since the circuit was made.
    record Step<T>(long nanos, T value) {}

    Steps {
        steps = List.copyOf(steps);
    }

    /// Returns a value from the beginning on.
    static <T> Steps<T> constant(T value) {
        return new Steps<>(List.of(new Step<>(0, value)));
    }

    /// Tells `part` each value at its moment.
    void drive(Circuit circuit, Consumer<T> part) {
        for (Step<T> step : steps) {
            long delay = step.nanos - circuit.nanos();
            if (delay <= 0) {
                part.accept(step.value);
            } else {
                circuit.after(delay, () -> part.accept(step.value));
            }
        }
    }
}
