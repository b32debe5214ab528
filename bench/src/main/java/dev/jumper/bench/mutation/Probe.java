package dev.jumper.bench.mutation;

import java.util.Arrays;
import java.util.BitSet;

/// Notes which constants are run; called by probed classes, which know no object of ours.
public final class Probe {
    private static final boolean[] SEEN = new boolean[1 << 16];

    private Probe() {}

    /// Notes that the constant of a mutant is run, by whichever thread.
    public static void seen(int mutant) {
        SEEN[mutant] = true;
    }

    /// Returns the mutants whose constants were run since the last call.
    static BitSet take() {
        var seen = new BitSet();
        for (int i = 0; i < SEEN.length; i++) {
            if (SEEN[i]) {
                seen.set(i);
            }
        }
        Arrays.fill(SEEN, false);
        return seen;
    }
}
