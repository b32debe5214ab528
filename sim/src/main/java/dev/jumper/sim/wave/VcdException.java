package dev.jumper.sim.wave;

import java.io.IOException;

/// A VCD file that is cut off, or holds what is not read here. The message names the file, the line, what was
/// found, what was expected, and what to do.
public final class VcdException extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;

    VcdException(String source, int line, String message) {
        super("%s, line %d: %s".formatted(source, line, message));
        this.line = line;
    }

    /// Returns the line, counted from 1.
    public int line() {
        return line;
    }
}
