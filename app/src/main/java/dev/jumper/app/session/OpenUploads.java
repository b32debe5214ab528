package dev.jumper.app.session;

import dev.jumper.hal.stream.StreamUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Notes, in a folder of this host, of the ports over which an upload has begun and not ended: what a lost
/// connection left on the board is removed by the next, which without a note need not ask for it.
///
/// A note counts for its own port. It also counts for any other as long as it cannot be told that the board is not
/// there: if the note's port is away, for a board may come back as another one, or either is `auto` or `id:`. The
/// note then stays until something was found on a board, or for a day.
///
/// Where the folder cannot be written there are no notes, and uploads go as ever.
public final class OpenUploads {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Path folder;
    private final String port;

    /// Removes what was left on the board.
    @FunctionalInterface
    public interface Removal {
        /// Removes it, and returns how many files that was.
        int remove() throws IOException;
    }

    /// Makes the notes in `folder`, which need not exist, seen from `port`, the URL of a stream. Does no I/O.
    public OpenUploads(Path folder, String port) {
        this.folder = folder;
        this.port = port;
    }

    /// Notes that an upload begins.
    public void begin() {
        if (!folder.isAbsolute()) {
            return; // this user has no home, and the state of others belongs not into the current folder
        }
        try {
            Files.createDirectories(folder);
            Files.write(note(), names(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // then only connections that touch files remove what is left
        }
    }

    /// Notes that all uploads have ended, and that nothing is left on the board.
    public void end() {
        for (Path note : due()) {
            remove(note);
        }
    }

    /// Has what is left on the board removed if there is a note that counts for it.
    public void tidy(Removal removal) throws IOException {
        String[] notes = folder.toFile().list(); // hardly ever any, so this is all that most commands do
        if (notes == null || notes.length == 0) {
            return;
        }
        var due = due();
        if (due.isEmpty()) {
            return;
        }
        boolean found = removal.remove() > 0;
        for (Path note : due) {
            if (found || isOwn(note) || isOld(note)) {
                remove(note);
            }
        }
    }

    private static void remove(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            // then the next connection looks once more
        }
    }

    private Path note() {
        return folder.resolve("%08x".formatted(url().hashCode()));
    }

    private String url() {
        var url = StreamUrl.parse(port);
        return url.scheme().equals(StreamUrl.PATH) ? url.rest() : url.toString();
    }

    /// Returns what the port is called, first as the user does, then without links.
    private List<String> names() {
        var names = new ArrayList<String>();
        names.add(url());
        try {
            names.add(Path.of(url()).toRealPath().toString());
        } catch (IOException | InvalidPathException e) {
            // it is no path, or not there
        }
        return names;
    }

    /// Returns the notes that count for this port.
    private List<Path> due() {
        var due = new ArrayList<Path>();
        String[] notes = folder.toFile().list();
        for (String name : notes == null ? new String[0] : notes) {
            Path note = folder.resolve(name);
            if (isOwn(note) || isVague(url()) || read(note).stream().noneMatch(OpenUploads::isElsewhere)) {
                due.add(note);
            }
        }
        return due;
    }

    private boolean isOwn(Path note) {
        var names = read(note);
        return names().stream().anyMatch(names::contains);
    }

    private static boolean isOld(Path note) {
        try {
            return Files.getLastModifiedTime(note).toMillis() < System.currentTimeMillis() - LONGEST.toMillis();
        } catch (IOException e) {
            return false; // somebody has removed it
        }
    }

    private static List<String> read(Path note) {
        try {
            return Files.readAllLines(note);
        } catch (IOException e) {
            return List.of(); // somebody has removed it
        }
    }

    private static boolean isVague(String url) {
        return url.equals("auto") || url.startsWith("id:");
    }

    /// Tells whether `name` is a port that is there, or one of which that cannot be told.
    private static boolean isElsewhere(String name) {
        try {
            var url = StreamUrl.parse(name);
            return !isVague(name) && (!url.scheme().equals(StreamUrl.PATH) || Files.exists(Path.of(url.rest())));
        } catch (IllegalArgumentException e) {
            return false; // not written to its end
        }
    }
}
