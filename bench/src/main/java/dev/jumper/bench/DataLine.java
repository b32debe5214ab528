package dev.jumper.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The state of SDA, with a target that acknowledges on it, and sends.
abstract class DataLine {
    private static final VarHandle LEVEL = OpaqueInt.of(MethodHandles.lookup(), "level");
    private static final VarHandle EDGES = OpaqueInt.of(MethodHandles.lookup(), "edges");
    private static final VarHandle ADDRESS_ANSWER = OpaqueInt.of(MethodHandles.lookup(), "addressAnswer");
    private static final VarHandle DATA_ANSWER = OpaqueInt.of(MethodHandles.lookup(), "dataAnswer");

    private static final int CLOCKS = 9; // of an address or a byte, and its acknowledge
    private static final int RELEASED = 0x1FF; // a bit for each clock, the ninth lowest; 1 releases the line
    private static final int ACKNOWLEDGED = 0x1FE;

    private final ClockLine clock;
    private int level = 1;
    private int edges;
    private int addressAnswer = RELEASED;
    private int dataAnswer = ACKNOWLEDGED;

    /// Starts with a target that takes everything.
    DataLine(ClockLine clock) {
        this.clock = clock;
    }

    /// Has the target acknowledge every byte.
    final void take() {
        DATA_ANSWER.setOpaque(this, ACKNOWLEDGED);
    }

    /// Has the target send `value` for every byte.
    final void send(int value) {
        DATA_ANSWER.setOpaque(this, Integer.reverse(value & 0xFF) >>> 23 | 1);
    }

    final boolean isSending() {
        return (int) DATA_ANSWER.getOpaque(this) != ACKNOWLEDGED;
    }

    final int level() {
        int count = clock.edges();
        int answer = count <= CLOCKS ? (int) ADDRESS_ANSWER.getOpaque(this) : (int) DATA_ANSWER.getOpaque(this);
        return (int) LEVEL.getOpaque(this) & answer >> count % CLOCKS;
    }

    final void become(int next) {
        LEVEL.setOpaque(this, next);
        if (clock.level() != 0) {
            condition(next);
        }
    }

    /// A start or a stop condition. Apart, for it is rare, and would keep the rest from being compiled into the
    /// loops.
    private void condition(int next) {
        EDGES.setOpaque(this, clock.edges());
        clock.forgetEdges();
        ADDRESS_ANSWER.setOpaque(this, next != 0 ? RELEASED : ACKNOWLEDGED);
    }

    /// Tells whether both lines are released after a transaction of so many bytes: nine clocks for the address and
    /// each byte, and the one of the stop condition.
    final boolean isIdleAfter(int bytes) {
        return (int) LEVEL.getOpaque(this) == 1
                && clock.level() == 1
                && (int) EDGES.getOpaque(this) == CLOCKS * (1 + bytes) + 1;
    }
}
