package dev.jumper.app;

import dev.jumper.app.command.Action;
import dev.jumper.app.command.Actions;
import dev.jumper.app.command.Globals;
import dev.jumper.app.command.Group;
import dev.jumper.app.command.Repl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Reads a command line by picocli: global options, then commands joined by `+`.
final class CommandLineReader {
    private final Globals globals = new Globals();
    private final List<Action> actions = new ArrayList<>();
    private String help;

    private CommandLineReader() {}

    /// Reads all of `args` before anything is done.
    ///
    /// @throws IllegalArgumentException if they make no sense
    static PlainLine.Line read(List<String> args) {
        var reader = new CommandLineReader();
        var parts = PlainLine.split(args);
        for (int i = 0; i < parts.size(); i++) {
            reader.readPart(parts.get(i), i == 0, parts.size() > 1);
        }
        return new PlainLine.Line(reader.globals, List.copyOf(reader.actions), Optional.ofNullable(reader.help));
    }

    private void readPart(List<String> part, boolean first, boolean chained) {
        var line = new CommandLine(first ? globals : new Globals());
        // picocli reflects over every command it is given: give it only those that may be meant
        for (String arg : part) {
            var action = Actions.of(arg);
            if (action.isPresent() && !line.getSubcommands().containsKey(arg)) {
                line.addSubcommand(arg, configured(new CommandLine(action.get()), arg));
            }
        }
        configured(line, null);
        CommandLine.ParseResult result;
        try {
            result = line.parseArgs(part.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new IllegalArgumentException(explain(e, part), e);
        }
        var leaf = result;
        boolean asked = result.isUsageHelpRequested();
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
            asked |= leaf.isUsageHelpRequested();
        }
        if (asked) {
            help = result.hasSubcommand() ? usage(leaf.commandSpec().commandLine()) : fullUsage();
        } else if (result.hasSubcommand()) {
            if (!first && !result.matchedOptions().isEmpty()) {
                throw new IllegalArgumentException("jumper " + String.join(" ", part)
                        + ": found global options after +, expected them before the first command");
            }
            if (leaf.commandSpec().userObject() instanceof Group) {
                throw new IllegalArgumentException(String.join(" ", part) + ": found no command of it, expected one of "
                        + String.join(", ", leaf.commandSpec().subcommands().keySet()));
            }
            actions.add((Action) leaf.commandSpec().userObject());
        } else if (chained) {
            throw new IllegalArgumentException("jumper: found + without a command beside it, expected one of "
                    + Actions.names() + " on either side");
        } else if (!globals.version()) {
            actions.add(new Repl());
        }
    }

    private static CommandLine configured(CommandLine line, String name) {
        line.setExpandAtFiles(false).setInterpolateVariables(true);
        if ("exec".equals(name) || "eval".equals(name)) {
            line.setUnmatchedOptionsArePositionalParams(true);
        }
        return line;
    }

    private static String explain(ParameterException e, List<String> part) {
        var line = e.getCommandLine();
        String command = line.getCommandName();
        String word = line.getCommandSpec().qualifiedName();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            String what = unmatched.getUnmatched().getFirst();
            var known = command.equals("jumper")
                    ? Actions.names()
                    : line.getSubcommands().keySet();
            if (!what.startsWith("-") && (command.equals("jumper") || line.getCommand() instanceof Group)) {
                return what + ": found no such command, expected one of " + String.join(", ", known) + "; see " + word
                        + " --help";
            }
        }
        return String.join(" ", part) + ": " + e.getMessage().replaceAll("\\s*\\R\\s*", " ") + "; see " + word
                + " --help" + hint(command, part);
    }

    /// A second command within the arguments of `command` is told of.
    private static String hint(String command, List<String> part) {
        return part.stream()
                .skip(part.indexOf(command) + 1L)
                .map(Actions::hint)
                .filter(hint -> !hint.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String fullUsage() {
        var line = new CommandLine(new Globals());
        Actions.names()
                .forEach(name -> line.addSubcommand(name, Actions.of(name).orElseThrow()));
        return usage(line);
    }

    private static String usage(CommandLine line) {
        line.setUsageHelpWidth(100);
        return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    }
}
