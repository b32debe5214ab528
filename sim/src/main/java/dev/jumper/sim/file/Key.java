package dev.jumper.sim.file;

import java.util.Optional;

/// One entry that a table of the file may have.
///
/// @param fallback what it is worth if the file does not say, as the form reads it
/// @param shownFallback the same as the documentation shows it
record Key(String name, Form form, Optional<Object> fallback, String shownFallback, String what) {
    /// Returns a key that the file has to have.
    static Key required(String name, Form form, String what) {
        return new Key(name, form, Optional.empty(), "", what);
    }

    /// Returns a key that the file may have.
    static Key optional(String name, Form form, Object fallback, String shownFallback, String what) {
        return new Key(name, form, Optional.of(fallback), shownFallback, what);
    }

    /// Tells whether the value may change over time.
    boolean overTime() {
        return form instanceof Form.Timed || form instanceof Form.TimedLevel || form instanceof Form.TimedFault;
    }
}
