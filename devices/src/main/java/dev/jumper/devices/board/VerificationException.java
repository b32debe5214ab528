package dev.jumper.devices.board;

import java.io.IOException;

/// A file arrived as something else than was sent, or changed while it was copied. The file that was to be replaced
/// is as it was.
public final class VerificationException extends IOException {
    private static final long serialVersionUID = 1;

    VerificationException(String message) {
        super(message);
    }
}
