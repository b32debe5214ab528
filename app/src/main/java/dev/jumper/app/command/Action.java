package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;

/// A subcommand whose arguments have been read.
public interface Action {
    /// Does it.
    ///
    /// @throws IllegalArgumentException if the arguments make no sense together; thrown before any I/O
    /// @throws IOException if it fails
    void run(Session session) throws IOException;
}
