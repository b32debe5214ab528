package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.devices.board.BoardFiles;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.VfsPath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Moves and renames files of the board, as POSIX does: a file at the target is replaced in one step.
@Command(
        name = "mv",
        description = {
            "Moves and renames files and directories of the board; a file that is the target is replaced.",
            "A target that is a directory takes the sources into it. Nothing is moved unless all can be."
        })
public final class Mv implements Action {
    @Parameters(paramLabel = ":PATH", arity = "2..*", description = "The sources, and last the target.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        paths = words;
        return flags.isEmpty() && words.size() >= 2;
    }

    @Override
    public void run(Session session) throws IOException {
        for (String path : paths) {
            if (!BoardPath.isRemote(path)) {
                throw new IllegalArgumentException("mv " + String.join(" ", paths) + ": found " + path
                        + ", a path of this host, expected only paths on the board; use cp to copy between the two"
                        + Actions.hint(path));
            }
        }
        var sources = paths.subList(0, paths.size() - 1).stream()
                .map(path -> BoardPath.of("mv", path))
                .toList();
        for (String source : sources) {
            if (BoardPath.isUnnamed(source)) {
                throw new IllegalArgumentException(
                        "mv :" + source + ": found no name, expected a file or directory; name what to move");
            }
            for (String other : sources) {
                if (VfsPath.normalize(other).startsWith(VfsPath.normalize(source) + "/")) {
                    throw new IllegalArgumentException("mv: found :" + other + " within :" + source
                            + ", expected sources apart; name one of them");
                }
            }
        }
        String target = BoardPath.of("mv", paths.getLast());
        var files = session.board().files();
        for (var move : moves(files, sources, target).entrySet()) {
            rename(files, move.getKey(), move.getValue());
        }
    }

    private static void rename(BoardFiles files, String from, String to) throws IOException {
        try {
            files.rename(from, to);
        } catch (FileSystemException e) {
            Errno errno = Errno.of(e);
            // MicroPython's own number for this is EPERM (extmod/vfs.c, "mp_vfs_rename")
            if (errno == Errno.EXDEV || errno == Errno.EPERM) {
                throw new FileSystemException(
                        ":" + from,
                        ":" + to,
                        "found it on another file system than :" + to + ", expected the same; use cp, then rm");
            }
            throw e;
        }
    }

    /// Returns what is to be renamed to what, having made sure that nothing stands in the way of any of it.
    private static Map<String, String> moves(BoardFiles files, List<String> sources, String target) throws IOException {
        var there = stat(files, target);
        boolean into = there.isPresent() && there.get().isDirectory();
        if (!into && (sources.size() > 1 || target.endsWith("/"))) {
            // a directory may be given its new name with a slash behind it
            boolean renamed = sources.size() == 1
                    && there.isEmpty()
                    && files.stat(sources.getFirst()).isDirectory();
            if (!renamed) {
                throw there.isPresent()
                        ? new NotDirectoryException(":" + target)
                        : new NoSuchFileException(":" + target);
            }
        }
        var moves = new LinkedHashMap<String, String>();
        for (String source : sources) {
            Stat stat = files.stat(source);
            if (!stat.isDirectory() && source.endsWith("/")) {
                throw new NotDirectoryException(":" + source);
            }
            String end = into ? BoardPath.in(target, BoardPath.name(source)) : target;
            check(files, source, stat, end);
            if (moves.containsValue(end) || moves.put(source, end) != null) {
                throw new IllegalArgumentException(
                        "mv: found two sources for :" + end + ", expected one; the second would replace the first");
            }
        }
        return moves;
    }

    private static void check(BoardFiles files, String source, Stat stat, String end) throws IOException {
        String from = absolute(files, source, end);
        String to = absolute(files, end, source);
        if (from.equals(to)) {
            throw new IllegalArgumentException(
                    "mv :" + source + " :" + end + ": found one file, expected two names; choose another target");
        }
        if (to.startsWith(from + "/")) {
            throw new IllegalArgumentException(
                    "mv :" + source + " :" + end + ": found a target within the source, expected one outside it");
        }
        var there = stat(files, end);
        if (there.isEmpty()) {
            return;
        }
        if (stat.isDirectory() && !there.get().isDirectory()) {
            throw new NotDirectoryException(":" + end);
        }
        if (!stat.isDirectory() && there.get().isDirectory()) {
            throw new FileSystemException(
                    ":" + end, null, "found a directory, expected a file or nothing; choose another name");
        }
        if (stat.isDirectory() && !files.list(end).isEmpty()) {
            throw new DirectoryNotEmptyException(":" + end);
        }
    }

    /// Returns `path` in a form that can be compared with `other` in the same: only a mixture costs a question.
    private static String absolute(BoardFiles files, String path, String other) throws IOException {
        boolean mixed = path.startsWith("/") != other.startsWith("/");
        return VfsPath.normalize(mixed && !path.startsWith("/") ? BoardPath.in(files.workingDirectory(), path) : path);
    }

    private static Optional<Stat> stat(BoardFiles files, String path) throws IOException {
        try {
            return Optional.of(files.stat(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
