package dev.jumper.devices.board;

import java.io.IOException;
import java.io.InterruptedIOException;

/// What has to be said to the board after a failure, even if that was an interrupt of this thread.
@FunctionalInterface
interface Farewell {
    /// Says it.
    void say() throws IOException;

    /// Says `farewell`, undisturbed by an interrupt, which is pending again afterwards; what goes wrong is added to
    /// `cause`.
    static void after(Exception cause, Farewell farewell) {
        boolean interrupted = Thread.interrupted() || cause instanceof InterruptedIOException;
        try {
            farewell.say();
        } catch (IOException e) {
            cause.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
