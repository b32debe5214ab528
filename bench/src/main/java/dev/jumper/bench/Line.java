package dev.jumper.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The state of a line that keeps what is written to it. Apart from its pin, for a class that uses handles of its
/// own fields cannot be copied.
abstract class Line {
    private static final VarHandle LEVEL = OpaqueInt.of(MethodHandles.lookup(), "level");

    private int level;

    final int level() {
        return (int) LEVEL.getOpaque(this);
    }

    final void become(int next) {
        LEVEL.setOpaque(this, next);
    }
}
