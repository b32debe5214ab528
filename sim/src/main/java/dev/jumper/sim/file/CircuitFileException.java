package dev.jumper.sim.file;

import java.io.IOException;

/// A circuit file that is no TOML, or describes no circuit. The message names the file, the line and column, what
/// was found and what was expected.
public final class CircuitFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    CircuitFileException(Place place, String message) {
        super(place + ": " + message);
        this.line = place.line();
        this.column = place.column();
    }

    /// Returns the line, counted from 1.
    public int line() {
        return line;
    }

    /// Returns the column, counted from 1.
    public int column() {
        return column;
    }
}
