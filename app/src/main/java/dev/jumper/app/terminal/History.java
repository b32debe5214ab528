package dev.jumper.app.terminal;

import dev.jumper.app.session.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines typed at the prompt, kept in a file from one session to the next. Not thread-safe.
public final class History {
    private static final int KEPT = 1000;

    private final Path file;
    private final List<String> lines;
    private int position;
    private String unfinished = "";

    private History(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
        this.position = lines.size();
    }

    /// Returns the history in `file`, which need not exist yet.
    public static History open(Path file) throws IOException {
        var lines = new ArrayList<String>();
        if (Files.exists(file)) {
            var stored = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines.addAll(stored.subList(Math.max(0, stored.size() - KEPT), stored.size()));
            if (stored.size() > 2 * KEPT) {
                Files.write(file, lines);
            }
        }
        return new History(file, lines);
    }

    /// Returns where the history of this user is kept.
    public static Path userFile() {
        return StateFolder.path("history");
    }

    /// Adds a line, unless it is blank or the same as the last one.
    public void add(String line) throws IOException {
        if (!line.isBlank() && (lines.isEmpty() || !lines.getLast().equals(line))) {
            lines.add(line);
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        position = lines.size();
    }

    /// Returns the line before the one shown, keeping `current` if that is not in the history yet.
    public Optional<String> older(String current) {
        if (position == 0) {
            return Optional.empty();
        }
        if (position == lines.size()) {
            unfinished = current;
        }
        position--;
        return Optional.of(lines.get(position));
    }

    /// Returns the line after the one shown, in the end the unfinished one.
    public Optional<String> younger() {
        if (position == lines.size()) {
            return Optional.empty();
        }
        position++;
        return Optional.of(position == lines.size() ? unfinished : lines.get(position));
    }
}
