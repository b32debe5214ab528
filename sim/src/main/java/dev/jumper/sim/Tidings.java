package dev.jumper.sim;

import java.util.ArrayDeque;
import java.util.Queue;

/// What the circuit has to tell the program on the host, told between one thing that happens and the next, when the
/// program may use pins and wait.
final class Tidings {
    private final Queue<Runnable> untold = new ArrayDeque<>();
    private boolean telling;

    void add(Runnable tiding) {
        untold.add(tiding);
    }

    /// Tells all there is, and what comes up meanwhile; from within it, nothing.
    void tell() {
        if (telling || untold.isEmpty()) {
            return;
        }
        telling = true;
        try {
            do {
                untold.remove().run();
            } while (!untold.isEmpty());
        } finally {
            telling = false;
        }
    }
}
