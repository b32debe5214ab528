import dev.jumper.app.command.Actions;
import dev.jumper.app.command.Globals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes a manual page for `jumper` and for each of its commands, from what the commands say of themselves.
///
/// The pages are in the `man` macros (man(7)). Arguments: the folder for them, the version, the date.
final class ManualPages {
    private static final int COLUMNS = 76;

    private final Path folder;
    private final String version;
    private final String date;

    private ManualPages(Path folder, String version, String date) {
        this.folder = folder;
        this.version = version;
        this.date = date;
    }

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        try (var old = Files.newDirectoryStream(folder, "*.1")) {
            for (Path page : old) {
                Files.delete(page);
            }
        }
        new ManualPages(folder, args[1], args[2].substring(0, "2026-01-01".length())).write();
    }

    private void write() throws IOException {
        var line = new CommandLine(new Globals());
        Actions.names()
                .forEach(name -> line.addSubcommand(name, Actions.of(name).orElseThrow()));
        save("jumper", main(line));
        for (var command : line.getSubcommands().entrySet()) {
            save(
                    "jumper-" + command.getKey(),
                    page(command.getKey(), command.getValue().getCommandSpec()));
        }
    }

    private void save(String title, List<String> body) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(".TH %s 1 %s \"Jumper %s\" \"Jumper\""
                .formatted(escaped(title.toUpperCase(Locale.ROOT)), date, version));
        lines.addAll(body);
        Files.write(folder.resolve(title + ".1"), lines);
    }

    private List<String> main(CommandLine line) {
        var spec = line.getCommandSpec();
        var page = new ArrayList<String>();
        page.addAll(List.of(".SH NAME", escaped("jumper") + " \\- talks to MicroPython boards"));
        page.add(".SH SYNOPSIS");
        synopsis(page, spec.usageMessage().customSynopsis()[0].substring("jumper".length()), "jumper");
        page.add(".SH DESCRIPTION");
        paragraphs(page, spec.usageMessage().description());
        options(page, spec);
        page.add(".SH COMMANDS");
        line.getSubcommands().forEach((name, command) -> {
            page.addAll(List.of(".TP", ".BR " + escaped("jumper-" + name) + " (1)"));
            text(page, command.getCommandSpec().usageMessage().description()[0]);
        });
        page.add(".SH EXIT STATUS");
        String statuses = String.join(" ", spec.usageMessage().footer()).strip();
        for (String status : statuses.substring(statuses.indexOf(':') + 1).split("[,.](?= |$)")) {
            String[] words = status.strip().split(" ", 2);
            page.addAll(List.of(".TP", ".B " + words[0]));
            text(page, words[1]);
        }
        page.addAll(List.of(".SH ENVIRONMENT", ".TP", ".B JUMPER_PORT"));
        text(page, "The port that is used without -p.");
        page.addAll(List.of(".TP", ".B NO_COLOR"));
        text(page, "If it is not empty, no colours are used.");
        return page;
    }

    private static List<String> page(String name, CommandSpec spec) {
        var page = new ArrayList<String>();
        String[] description = spec.usageMessage().description();
        String first = description[0].replaceAll("\\.$", "");
        page.add(".SH NAME");
        page.add(escaped("jumper-" + name) + " \\-");
        text(page, first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1));
        page.add(".SH SYNOPSIS");
        synopsis(page, arguments(spec), "jumper", "[OPTIONS]", name);
        page.add(".SH DESCRIPTION");
        paragraphs(page, description);
        options(page, spec);
        spec.subcommands().forEach((word, command) -> {
            var sub = command.getCommandSpec();
            page.add(".SS " + quoted("jumper " + name + " " + word + arguments(sub)));
            paragraphs(page, sub.usageMessage().description());
            entries(page, sub);
        });
        page.addAll(List.of(".SH SEE ALSO", ".BR jumper (1)"));
        return page;
    }

    private static String arguments(CommandSpec spec) {
        var arguments = new StringBuilder();
        for (OptionSpec option : spec.options()) {
            if (!option.usageHelp()) {
                arguments
                        .append(" [")
                        .append(option.shortestName())
                        .append(value(option))
                        .append(']');
            }
        }
        for (var argument : spec.positionalParameters()) {
            String label = argument.paramLabel() + (argument.arity().max() > 1 ? "..." : "");
            arguments.append(' ').append(argument.arity().min() == 0 ? "[" + label + "]" : label);
        }
        return arguments + (spec.subcommands().isEmpty() ? "" : " COMMAND [ARGUMENTS]");
    }

    private static void synopsis(List<String> page, String arguments, String... words) {
        page.add(".B " + escaped(words[0]));
        text(page, (String.join(" ", words).substring(words[0].length()) + arguments).strip());
    }

    private static void options(List<String> page, CommandSpec spec) {
        page.add(".SH OPTIONS");
        entries(page, spec);
    }

    private static void entries(List<String> page, CommandSpec spec) {
        for (var argument : spec.positionalParameters()) {
            argument(page, argument.paramLabel(), argument);
        }
        for (OptionSpec option : spec.options()) {
            if (option.usageHelp() && spec.parent() != null && spec.parent().parent() != null) {
                continue; // told once, by the group
            }
            argument(page, String.join(", ", option.names()) + value(option), option);
        }
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : " " + option.paramLabel();
    }

    private static void argument(List<String> page, String name, ArgSpec argument) {
        page.addAll(List.of(".TP", ".B " + quoted(name)));
        text(page, String.join(" ", argument.description()));
    }

    /// Adds each line as a paragraph, those that are indented as they stand.
    private static void paragraphs(List<String> page, String[] lines) {
        boolean first = true;
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            if (line.startsWith(" ")) {
                page.addAll(List.of(".RS 2", ".nf", escaped(line.strip()), ".fi", ".RE"));
            } else {
                if (!first) {
                    page.add(".PP");
                }
                text(page, line);
            }
            first = false;
        }
    }

    /// Adds `words`, broken into short lines, a sentence beginning a new one.
    private static void text(List<String> page, String words) {
        var line = new StringBuilder();
        for (String word : words.strip().split("\\s+")) {
            boolean full = escaped(line + word).length() >= COLUMNS;
            if (!line.isEmpty() && (full || line.toString().matches(".*[a-z0-9)]\\."))) {
                page.add(escaped(line.toString()));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        page.add(escaped(line.toString()));
    }

    /// Returns `text` as one argument of a macro.
    private static String quoted(String text) {
        return text.contains(" ") ? "\"" + escaped(text) + "\"" : escaped(text);
    }

    /// Returns `text` so that every character stands for itself (groff_char(7), groff(7) "Control characters").
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                default -> escaped.append(c < 0x80 ? Character.toString(c) : "\\[u%04X]".formatted(c));
            }
        });
        return (text.startsWith(".") ? "\\&" : "") + escaped;
    }
}
