package dev.jumper.app;

import dev.jumper.app.command.Action;
import dev.jumper.app.command.Actions;
import dev.jumper.app.command.Globals;
import dev.jumper.app.command.Repl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Reads command lines that say what they want in the plainest way, as most do, in a millisecond; picocli, which
/// needs a hundred, reads the others, and those that are wrong.
final class PlainLine {
    /// What a command line says; `help` holds the text that was asked for, and then there is nothing to do.
    record Line(Globals globals, List<Action> actions, Optional<String> help) {}

    private PlainLine() {}

    /// Returns what `args` say, exactly as [CommandLineReader#read] would, or nothing if that has to.
    static Optional<Line> read(List<String> args) {
        var globals = new Globals();
        var actions = new ArrayList<Action>();
        var parts = split(args);
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            int options = i == 0 ? globals.takes(part) : 0;
            if (options < 0) {
                return Optional.empty();
            }
            if (options < part.size()) {
                var action = action(part.get(options), part.subList(options + 1, part.size()));
                if (action.isEmpty()) {
                    return Optional.empty();
                }
                actions.add(action.get());
            } else if (parts.size() > 1) {
                return Optional.empty();
            } else if (!globals.version()) {
                actions.add(new Repl());
            }
        }
        return Optional.of(new Line(globals, List.copyOf(actions), Optional.empty()));
    }

    /// Returns the commands that are joined by `+`.
    static List<List<String>> split(List<String> args) {
        var parts = new ArrayList<List<String>>();
        parts.add(new ArrayList<>());
        for (String arg : args) {
            if (arg.equals("+")) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(arg);
            }
        }
        return parts;
    }

    private static Optional<Action> action(String name, List<String> arguments) {
        var flags = new HashSet<String>();
        var words = new ArrayList<String>();
        for (String argument : arguments) {
            if (argument.startsWith("-") && argument.length() > 1) {
                if (!words.isEmpty() || !flags.add(argument)) {
                    return Optional.empty();
                }
            } else {
                words.add(argument);
            }
        }
        return Actions.of(name).filter(action -> action.takes(flags, words));
    }
}
