package dev.jumper.hal.stream;

import java.io.IOException;

/// A stream could not be opened; [#reason] says in which of the ways that a caller can do something about.
public final class StreamOpenException extends IOException {
    private static final long serialVersionUID = 1;

    /// Why a stream could not be opened.
    public enum Reason {
        /// There is nothing of that name, or nothing at the other end of it.
        ABSENT,
        /// More than one would fit; the message lists them.
        AMBIGUOUS,
        /// It is there, but this user may not open it.
        DENIED,
        /// It is there, but somebody else has it.
        BUSY,
        /// It is there, but is no such thing: a plain file where a port was expected.
        UNSUITABLE
    }

    private final Reason reason;

    /// Makes the error; the message says what was opened, what was found, and what to do.
    public StreamOpenException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Makes an error without a cause.
    public StreamOpenException(Reason reason, String message) {
        this(reason, message, null);
    }

    /// Returns why.
    public Reason reason() {
        return reason;
    }
}
