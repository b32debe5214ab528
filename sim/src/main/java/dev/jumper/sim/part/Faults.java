package dev.jumper.sim.part;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// What a part is to do wrong: one fault for each of its next transactions, then a standing one.
final class Faults<F> {
    private final F none;
    private final Queue<F> next = new ArrayDeque<>();
    private F standing;

    /// Starts without faults, for which `none` stands.
    Faults(F none) {
        this.none = none;
        this.standing = none;
    }

    void always(F fault) {
        standing = fault;
    }

    void next(List<F> faults) {
        next.addAll(faults);
    }

    void mend() {
        next.clear();
        standing = none;
    }

    /// Returns the fault of the transaction that begins now.
    F take() {
        return next.isEmpty() ? standing : next.poll();
    }
}
