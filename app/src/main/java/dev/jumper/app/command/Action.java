package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// A subcommand whose arguments have been read.
public interface Action {
    /// Does it.
    ///
    /// @throws IllegalArgumentException if the arguments make no sense together; thrown before any I/O
    /// @throws IOException if it fails
    void run(Session session) throws IOException;

    /// Takes arguments in their plainest form, for commands whose start should cost nothing: `flags` are those that
    /// begin with a dash, each once and before all others, which `words` are.
    ///
    /// @return false if there is anything here that this command leaves to picocli, to read or to complain about;
    ///     the command is of no more use then
    default boolean takes(Set<String> flags, List<String> words) {
        return false;
    }
}
