package dev.jumper.format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks or mends the format of every Java source below a folder: `check ROOT` or `write ROOT`.
///
/// The build runs this on the JDK that compiles the sources, for a formatter inside Maven would run on Maven's own
/// JDK, which may be too old to parse them.
public final class Format {
    private static final int COLUMNS = 116; // it already breaks some comments of 118
    private static final Set<String> SKIPPED = Set.of("target", ".git", ".cache", ".idea", ".vscode");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format() {}

    /// Exits with 0 if all is well, 1 if a file is (or stays) ill-formatted, 2 for a wrong argument.
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !Set.of("check", "write").contains(args[0])) {
            System.err.println("format: found " + List.of(args) + ", expected: check ROOT, or: write ROOT");
            System.exit(2);
        }
        Path root = Path.of(args[1]).toAbsolutePath().normalize();
        boolean write = args[0].equals("write");
        var format = new Format();
        List<String> wrong = sources(root).parallelStream()
                .map(source -> format.complaint(root, source, write))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
        if (!wrong.isEmpty()) {
            wrong.forEach(complaint -> System.err.println("format: " + complaint));
            if (!write) {
                System.err.println("format: mend with: mvn -q -pl format -Pformat verify");
            }
            System.exit(1);
        }
    }

    /// Returns what is wrong with `source`, nothing if it is well or has been mended.
    private String complaint(Path root, Path source, boolean write) {
        try {
            String found = Files.readString(source);
            String expected = formatter.formatSourceAndFixImports(withoutLongDocumentation(found));
            if (found.equals(expected)) {
                return "";
            }
            if (write) {
                Files.writeString(source, expected);
                return "";
            }
            return root.relativize(source) + ":" + firstDifference(found, expected) + " is not formatted";
        } catch (FormatterException e) {
            return root.relativize(source) + ": cannot be parsed: " + e.getMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(source.toString(), e);
        }
    }

    /// Returns `source` with too long lines of Markdown documentation broken, for palantir-java-format 2.103.0
    /// breaks them into lines of which not all begin with `///`. What is left of a line goes before the next one,
    /// if that goes on with the paragraph.
    private static String withoutLongDocumentation(String source) {
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

    /// Returns the number of the first line that differs.
    private static int firstDifference(String found, String expected) {
        List<String> a = found.lines().toList();
        List<String> b = expected.lines().toList();
        int line = 0;
        while (line < a.size() && line < b.size() && a.get(line).equals(b.get(line))) {
            line++;
        }
        return line + 1;
    }

    private static List<Path> sources(Path root) throws IOException {
        var sources = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skipped = !folder.equals(root)
                        && SKIPPED.contains(folder.getFileName().toString());
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
