package dev.jumper.bench.mutation;

import java.util.BitSet;

/// Notes which constants are run; called by probed classes, which know no object of ours.
public final class Probe {
    private static final BitSet SEEN = new BitSet();

    private Probe() {}

    /// Notes that the constant of a mutant is run.
    public static void seen(int mutant) {
        synchronized (SEEN) {
            SEEN.set(mutant);
        }
    }

    /// Returns the mutants whose constants were run since the last call.
    static BitSet take() {
        synchronized (SEEN) {
            var seen = (BitSet) SEEN.clone();
            SEEN.clear();
            return seen;
        }
    }
}
