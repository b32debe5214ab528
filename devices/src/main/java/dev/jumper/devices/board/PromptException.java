package dev.jumper.devices.board;

import java.io.IOException;

/// A board did not come to its prompt; [#sight] tells in which way.
public final class PromptException extends IOException {
    private static final long serialVersionUID = 1;

    /// What was seen instead of a prompt.
    public enum Sight {
        /// Not one byte.
        SILENCE,
        /// Bytes, but no prompt among them.
        NOISE
    }

    private final Sight sight;

    PromptException(Sight sight, String message) {
        super(message);
        this.sight = sight;
    }

    /// Returns what was seen instead of a prompt.
    public Sight sight() {
        return sight;
    }
}
