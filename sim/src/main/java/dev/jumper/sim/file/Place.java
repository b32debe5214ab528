package dev.jumper.sim.file;

/// Where something stands in a file, line and column counted from 1.
record Place(String source, int line, int column) {
    /// Returns the error that something is wrong here.
    CircuitFileException wrong(String message) {
        return new CircuitFileException(this, message);
    }

    @Override
    public String toString() {
        return "%s, line %d, column %d".formatted(source, line, column);
    }
}
