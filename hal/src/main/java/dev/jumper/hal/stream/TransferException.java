package dev.jumper.hal.stream;

import java.io.IOException;

/// A transfer of a known amount broke off; the bytes done before stay where they are.
///
/// Not thrown for an end of stream, which is [java.io.EOFException]; [StreamTimeoutException] is the kind for a
/// deadline.
public class TransferException extends IOException {
    private static final long serialVersionUID = 1;

    private final int done;
    private final int wanted;

    /// Makes the error; `done` of `wanted` bytes were transferred, and the message says so too.
    public TransferException(String message, int done, int wanted, Throwable cause) {
        super(message, cause);
        this.done = done;
        this.wanted = wanted;
    }

    /// Returns how many bytes were transferred.
    public final int done() {
        return done;
    }

    /// Returns how many bytes were asked for.
    public final int wanted() {
        return wanted;
    }
}
