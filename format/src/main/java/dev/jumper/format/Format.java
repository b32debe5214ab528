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
        List<String> wrong = complaints(root, write);
        if (!wrong.isEmpty()) {
            wrong.forEach(complaint -> System.err.println("format: " + complaint));
            if (!write) {
                System.err.println("format: mend with: mvn -q -pl format -Pformat verify");
            }
            System.exit(1);
        }
    }

    /// Checks or mends all sources below `root`, and returns what is wrong with them still.
    static List<String> complaints(Path root, boolean write) throws IOException {
        var format = new Format();
        return sources(root).parallelStream()
                .map(source -> format.complaint(root, source, write))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
    }

    /// Returns what is wrong with `source`, nothing if it is well or has been mended.
    private String complaint(Path root, Path source, boolean write) {
        try {
            String found = Files.readString(source);
            String broken = Documentation.broken(found);
            String expected = formatter.formatSourceAndFixImports(broken);
            var torn = Documentation.torn(broken, expected);
            if (torn.isPresent()) {
                return "%s:%d: the formatter would tear this line of documentation apart; break it before column %d: %s"
                        .formatted(
                                root.relativize(source),
                                Documentation.lineOf(torn.get(), found),
                                Documentation.COLUMNS,
                                torn.get());
            }
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
