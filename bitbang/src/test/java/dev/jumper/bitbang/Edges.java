package dev.jumper.bitbang;

import dev.jumper.sim.wave.Signal;
import java.util.ArrayList;
import java.util.List;

/// What a test wants to know of a recorded line.
final class Edges {
    private Edges() {}

    /// Returns the times at which `signal` became `level`.
    static List<Long> to(int level, Signal signal) {
        var times = new ArrayList<Long>();
        for (int i = 0; i < signal.edges(); i++) {
            if (signal.level(i) == level) {
                times.add(signal.time(i));
            }
        }
        return times;
    }

    /// Returns the shortest time that `signal` kept `level` between two edges.
    static long shortest(int level, Signal signal) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i + 1 < signal.edges(); i++) {
            if (signal.level(i) == level) {
                shortest = Math.min(shortest, signal.time(i + 1) - signal.time(i));
            }
        }
        return shortest;
    }

    /// Returns the time of the last edge before `time`, or of the first moment.
    static long before(long time, Signal signal) {
        int index = signal.edgeAt(time - 1);
        return index < 0 ? 0 : signal.time(index);
    }

    /// Returns the time of the first edge after `time`, or a moment that never comes.
    static long after(long time, Signal signal) {
        int index = signal.edgeAt(time) + 1;
        return index == signal.edges() ? Long.MAX_VALUE : signal.time(index);
    }
}
