package dev.jumper.devices.board;

import java.net.ProtocolException;

/// A board started again in the middle of an operation: its button, its watchdog, its supply or its own program had
/// it do so. Files are as they were, or as the operation was to leave them.
public final class ResetException extends ProtocolException {
    private static final long serialVersionUID = 1;

    ResetException(String message) {
        super(message);
    }
}
