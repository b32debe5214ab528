package dev.jumper.devices.board;

import java.io.IOException;

/// A board did not come to its prompt; [#sight] tells what was seen instead.
public final class PromptException extends IOException {
    private static final long serialVersionUID = 1;

    /// What was seen instead of a prompt, and what that points to.
    public enum Sight {
        /// Not one byte.
        SILENCE,
        /// Not one byte, and the port's own lines hold the chip in reset.
        HELD_IN_RESET,
        /// The chip is in its boot loader and waits for firmware.
        BOOT_LOADER,
        /// The board starts again and again.
        RESTARTS,
        /// The line sends back what is sent.
        ECHO,
        /// Bytes, but not text: another baud rate.
        WRONG_RATE,
        /// Text, but no prompt: a program that does not let itself be interrupted.
        PROGRAM
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
