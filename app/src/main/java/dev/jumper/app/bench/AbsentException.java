package dev.jumper.app.bench;

import java.io.IOException;

/// This machine has no such pins.
public final class AbsentException extends IOException {
    private static final long serialVersionUID = 1;

    /// Makes one that says what was looked for, and what to do.
    public AbsentException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Makes one that says what was looked for, and what to do.
    public AbsentException(String message) {
        super(message);
    }
}
