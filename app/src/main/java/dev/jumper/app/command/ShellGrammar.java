package dev.jumper.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What may stand where on the command line, told in the languages of shells.
///
/// It is read off the commands themselves. The label of an argument tells what completes it: `:PATH` a path on the
/// board, `[:]PATH` one on either side, `FILE`, `DIR` and `PATH` one of this host, `PORT` a port, `WHERE` a place
/// of pins, `a|b` one of the words.
final class ShellGrammar {
    private final Map<String, CommandSpec> specs;

    private ShellGrammar(Map<String, CommandSpec> specs) {
        this.specs = specs;
    }

    /// Returns the grammar of every command, `pin` and `pin read`; the options before the first have the empty
    /// name.
    static ShellGrammar ofAll() {
        var line = new CommandLine(new Globals());
        Actions.names()
                .forEach(name -> line.addSubcommand(name, Actions.of(name).orElseThrow()));
        var specs = new LinkedHashMap<String, CommandSpec>();
        specs.put("", line.getCommandSpec());
        line.getSubcommands().forEach((name, command) -> {
            specs.put(name, command.getCommandSpec());
            command.getSubcommands().forEach((word, sub) -> specs.put(name + " " + word, sub.getCommandSpec()));
        });
        return new ShellGrammar(specs);
    }

    /// Returns functions for bash and zsh that leave their result in `REPLY`.
    String posix() {
        var options = new LinkedHashMap<String, String>();
        specs.forEach((name, spec) -> options.put(
                name,
                options(spec).stream()
                        .flatMap(option -> List.of(option.names()).stream())
                        .distinct()
                        .collect(Collectors.joining(" "))));
        return "_jumper_commands='" + String.join(" ", Actions.names()) + "'\n\n"
                + posix("options", "the options of the command $1", options)
                + posix("value", "what completes the value of \"COMMAND OPTION\"", values())
                + posix("argument", "what completes the arguments of the command $1", arguments());
    }

    private static String posix(String function, String what, Map<String, String> results) {
        var text = new StringBuilder("# " + what + "\n_jumper_" + function + "() {\n    case $1 in\n");
        results.forEach((key, result) -> text.append("        '%s') REPLY='%s' ;;\n".formatted(key, result)));
        return text.append("        *) REPLY= ;;\n    esac\n}\n\n").toString();
    }

    /// Returns functions for fish that print their result.
    String fish() {
        var commands = new ArrayList<String>();
        Actions.names()
                .forEach(name -> commands.add(
                        described(name, specs.get(name).usageMessage().description())));
        var options = new LinkedHashMap<String, String>();
        specs.forEach((name, spec) -> options.put(
                name,
                options(spec).stream()
                        .flatMap(option ->
                                List.of(option.names()).stream().map(word -> described(word, option.description())))
                        .distinct()
                        .collect(Collectors.joining(" "))));
        return "function __jumper_commands\n    printf '%s\\t%s\\n' " + String.join(" ", commands) + "\nend\n\n"
                + fish("options", "printf '%s\\t%s\\n' ", options, "")
                + fish("value", "echo ", values(), "'")
                + fish("argument", "echo ", arguments(), "'");
    }

    private static String fish(String function, String command, Map<String, String> results, String quote) {
        var text = new StringBuilder("function __jumper_" + function + "\n    switch \"$argv[1]\"\n");
        results.forEach((key, result) -> {
            if (!result.isEmpty()) {
                text.append("        case '%s'\n            %s%s\n".formatted(key, command, quote + result + quote));
            }
        });
        return text.append("    end\nend\n\n").toString();
    }

    private static String described(String word, String[] description) {
        String first = description.length == 0 ? "" : description[0];
        return "'" + word + "' '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        specs.forEach((name, spec) -> {
            for (OptionSpec option : options(spec)) {
                if (option.arity().min() > 0) {
                    for (String word : option.names()) {
                        values.put(name + " " + word, kind(option.paramLabel()));
                    }
                }
            }
        });
        return values;
    }

    private Map<String, String> arguments() {
        var arguments = new LinkedHashMap<String, String>();
        specs.forEach((name, spec) -> {
            if (!spec.subcommands().isEmpty() && !name.isEmpty()) {
                arguments.put(
                        name, "words " + String.join(" ", spec.subcommands().keySet()));
            } else if (!spec.positionalParameters().isEmpty()) {
                arguments.put(name, kind(spec.positionalParameters().getFirst().paramLabel()));
            } else if (name.contains(" ")) {
                arguments.put(name, "nothing"); // that it is known tells the scripts that it is a command
            }
        });
        return arguments;
    }

    /// Returns the options of a command, and of a group those of all its commands.
    private static List<OptionSpec> options(CommandSpec spec) {
        if (!(spec.userObject() instanceof Group)) {
            return spec.options();
        }
        return Stream.concat(
                        spec.subcommands().values().stream()
                                .flatMap(command -> command.getCommandSpec().options().stream()),
                        spec.options().stream())
                .toList();
    }

    private static String kind(String label) {
        if (label.startsWith("[:]")) {
            return "either";
        }
        if (label.startsWith(":")) {
            return "board";
        }
        if (label.contains("|")) {
            return "words " + label.replace('|', ' ');
        }
        return switch (label) {
            case "FILE", "DIR", "PATH" -> "host";
            case "WHERE" -> "where";
            case "PORT" -> "port";
            default -> "nothing";
        };
    }
}
