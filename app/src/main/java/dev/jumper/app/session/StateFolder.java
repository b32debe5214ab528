package dev.jumper.app.session;

import java.nio.file.Path;

/// Where this user's state is kept from one run of the command to the next.
public final class StateFolder {
    private StateFolder() {}

    /// Returns the path of what is called `name` there, by the XDG base directory specification.
    public static Path path(String name) {
        String state = System.getenv("XDG_STATE_HOME");
        var base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("jumper").resolve(name);
    }
}
