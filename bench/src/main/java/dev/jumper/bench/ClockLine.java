package dev.jumper.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The state of SCL. Whoever listens counts its rising edges.
abstract class ClockLine {
    private static final VarHandle LEVEL = OpaqueInt.of(MethodHandles.lookup(), "level");
    private static final VarHandle EDGES = OpaqueInt.of(MethodHandles.lookup(), "edges");

    private int level = 1;
    private int edges;

    final int level() {
        return (int) LEVEL.getOpaque(this);
    }

    final void become(int next) {
        LEVEL.setOpaque(this, next);
        EDGES.setOpaque(this, edges() + next);
    }

    /// Returns the rising edges since the last start or stop condition.
    final int edges() {
        return (int) EDGES.getOpaque(this);
    }

    final void forgetEdges() {
        EDGES.setOpaque(this, 0);
    }
}
