package dev.jumper.app.command;

import dev.jumper.app.session.Session;

/// A command that is only the common name of others, `pin` of `pin read`; by itself it does nothing.
public interface Group extends Action {
    @Override
    default void run(Session session) {
        throw new IllegalArgumentException("found no command, expected one of this group; see its --help");
    }
}
