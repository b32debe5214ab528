package dev.jumper.bitbang;

import java.io.IOException;

/// What is done after a failure so that the lines are at rest.
///
/// For the path of failures only: a step is made anew for each.
final class Recovery {
    private Recovery() {}

    /// One thing to do.
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /// Runs `step` after `cause`, which is about to be thrown. If the step fails too, that is suppressed in the
    /// cause, for what came first is what the user has to know.
    static void after(Throwable cause, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }
}
