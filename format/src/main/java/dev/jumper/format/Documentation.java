package dev.jumper.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of Markdown documentation in a source, which begin with `///`.
final class Documentation {
    static final int COLUMNS = 116; // the formatter already breaks some comments of 118

    private Documentation() {}

    /// Returns `source` with too long lines of Markdown documentation broken, for palantir-java-format 2.103.0
    /// breaks them into lines of which not all begin with `///`. What is left of a line goes before the next one,
    /// if that goes on with the paragraph.
    static String broken(String source) {
        var lines = new ArrayList<>(List.of(source.split("\n", -1)));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int text = line.indexOf("///");
            if (line.length() <= COLUMNS || text < 0 || !line.substring(0, text).isBlank()) {
                continue;
            }
            boolean tag = line.startsWith("/// @", text);
            String prefix = line.substring(0, text) + (tag ? "///     " : "/// ");
            int space = line.lastIndexOf(' ', COLUMNS);
            if (space < prefix.length()) {
                continue;
            }
            String rest = line.substring(space + 1);
            lines.set(i, line.substring(0, space));
            if (i + 1 < lines.size() && goesOn(lines.get(i + 1), prefix)) {
                lines.set(i + 1, prefix + rest + " " + lines.get(i + 1).substring(prefix.length()));
            } else {
                lines.add(i + 1, prefix + rest);
            }
        }
        return String.join("\n", lines);
    }

    /// Tells whether `line` is plain text behind `prefix`: no blank line, list, table, heading, fence or tag.
    private static boolean goesOn(String line, String prefix) {
        return line.startsWith(prefix) && line.substring(prefix.length()).matches("(?!\\d+\\. |- |```)[^\\s@#|>*].*");
    }

    /// Returns the first line of documentation that is not whole any more in what the formatter made of `before`,
    /// if there is one.
    static Optional<String> torn(String before, String after) {
        List<String> wanted = lines(before);
        List<String> found = lines(after);
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= found.size() || !wanted.get(i).equals(found.get(i))) {
                return Optional.of(wanted.get(i));
            }
        }
        return Optional.empty();
    }

    /// Returns the number of the line that begins as `text` does.
    static int lineOf(String text, String source) {
        List<String> all = source.lines().map(String::strip).toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).startsWith(text)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static List<String> lines(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("///"))
                .toList();
    }
}
