package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import java.io.IOException;
import java.util.List;

/// What a scan of a bus found, and how it is told.
///
/// @param found each that answered
/// @param nobody what to say if none did
record ScanReport(List<Found> found, String nobody) {
    /// One that answered.
    ///
    /// @param name how it is called on its bus
    /// @param json the same as JSON
    /// @param likely the chips that it can be in words, empty if it is none that is known here
    record Found(String name, Json json, String likely) {}

    /// Prints a line for each, or all as JSON in one line.
    void print(Console console, boolean asJson) throws IOException {
        if (asJson) {
            console.print(Json.text(found.stream().map(Found::json).toList()));
            return;
        }
        for (Found one : found) {
            console.print(one.likely.isEmpty() ? one.name : one.name + "  " + one.likely);
        }
        if (found.isEmpty()) {
            console.note("jumper: " + nobody);
        }
    }
}
