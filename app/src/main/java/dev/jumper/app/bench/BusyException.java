package dev.jumper.app.bench;

import java.io.IOException;

/// Another process has the pin.
public final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    /// Makes one that says which process.
    public BusyException(String message, Throwable cause) {
        super(message, cause);
    }
}
