package dev.jumper.app.command;

import dev.jumper.app.session.ProgressBar;
import dev.jumper.app.session.Session;
import dev.jumper.devices.board.BoardFiles;
import dev.jumper.devices.board.LocalFile;
import dev.jumper.devices.board.Progress;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.ErrnoException;
import dev.jumper.hal.vfs.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies files between this host and the board, either way.
@Command(
        name = "cp",
        description = {
            "Copies files to the board, from it, or on it; :name is on the board.",
            "A target that is a directory, or ends in /, takes the sources into it; dir/. stands for what is in dir.",
            "A file whose SHA-256 at the target is the same already is left alone.",
            "After a lost connection the same command goes on where it ended."
        })
public final class Cp implements Action {
    @Option(names = "-r", description = "Directories too, with everything in them.")
    private boolean deep;

    @Option(names = "-f", description = "Also what the target has already, with the same SHA-256.")
    private boolean force;

    @Parameters(paramLabel = "[:]PATH", arity = "2..*", description = "The sources, and last the target.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        deep = flags.contains("-r");
        force = flags.contains("-f");
        paths = words;
        return Set.of("-r", "-f").containsAll(flags) && words.size() >= 2;
    }

    @Override
    public void run(Session session) throws IOException {
        var sources = paths.subList(0, paths.size() - 1);
        String target = paths.getLast();
        for (String source : sources) {
            if (!BoardPath.isRemote(source) && !BoardPath.isRemote(target)) {
                throw new IllegalArgumentException("cp " + source + " " + target + ": found two paths of this host, "
                        + "expected at least one on the board; write :" + target + Actions.hint(target));
            }
        }
        // a source that is not there is told before the board is disturbed
        for (String source : sources) {
            if (!BoardPath.isRemote(source)) {
                checkLocal(Path.of(source));
            }
        }
        var copy = new Copy(session, session.boardAsLeft().files(), force);
        if (BoardPath.isRemote(target)) {
            toBoard(copy, sources, BoardPath.of("cp", target));
        } else {
            toHost(copy, sources, Path.of(target), target.endsWith("/"));
        }
    }

    private void checkLocal(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
        if (Files.isDirectory(source) && !deep) {
            throw Errno.EISDIR.on(source.toString());
        }
    }

    private void toBoard(Copy copy, List<String> sources, String target) throws IOException {
        boolean into = isInto(copy.stat(target), sources.size(), target.endsWith("/"), ":" + target);
        var notes = copy.session.openUploads();
        notes.begin();
        var up = new Upwards(copy.session, force);
        for (String source : sources) {
            String name = BoardPath.name(source);
            boolean contents = name.equals(".") || name.equals("..") || name.isEmpty();
            String end = into && !contents ? BoardPath.in(target, name) : target;
            if (BoardPath.isRemote(source)) {
                String from = BoardPath.of("cp", source);
                String end2 = into && from.equals("/") ? target : end;
                copy.within(from, checkRemote(copy, from), end2);
            } else {
                up.add(Path.of(source), end);
            }
        }
        up.copy(copy.files);
        copy.files.removeLeftovers();
        notes.end();
    }

    private void toHost(Copy copy, List<String> sources, Path target, boolean slash) throws IOException {
        copy.session.tidy();
        Optional<Stat> there = !Files.exists(target)
                ? Optional.empty()
                : Optional.of(Files.isDirectory(target) ? Stat.directory(0) : Stat.file(0, 0));
        boolean into = isInto(there, sources.size(), slash, target.toString());
        for (String source : sources) {
            String from = BoardPath.of("cp", source);
            Stat stat = checkRemote(copy, from);
            String name = BoardPath.name(from);
            boolean contents = name.isEmpty() || name.equals(".") || name.equals("..");
            copy.down(from, stat, into && !contents ? target.resolve(name) : target);
        }
        copy.together.flush();
    }

    private Stat checkRemote(Copy copy, String path) throws IOException {
        Stat stat = copy.files.stat(path);
        if (stat.isDirectory() && !deep) {
            throw Errno.EISDIR.on(":" + path);
        }
        return stat;
    }

    private static boolean isInto(Optional<Stat> target, int sources, boolean slash, String name) throws IOException {
        boolean directory = target.isPresent() && target.get().isDirectory();
        if (!directory && (sources > 1 || slash)) {
            throw target.isPresent() ? new NotDirectoryException(name) : new NoSuchFileException(name);
        }
        return directory;
    }

    /// The copying itself, once it is clear what goes where.
    private static final class Copy {
        private final Session session;
        private final BoardFiles files;
        private final boolean force;
        private final SmallFiles together;

        Copy(Session session, BoardFiles files, boolean force) {
            this.session = session;
            this.files = files;
            this.force = force;
            together = new SmallFiles(session, files);
        }

        Optional<Stat> stat(String path) throws IOException {
            try {
                return Optional.of(files.stat(path));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        void down(String source, Stat stat, Path target) throws IOException {
            if (stat.isDirectory()) {
                if (Files.exists(target) && !Files.isDirectory(target)) {
                    throw new NotDirectoryException(target.toString());
                }
                Files.createDirectories(target);
                for (var entry : files.list(source)) {
                    down(BoardPath.in(source, entry.name()), entry.stat(), target.resolve(entry.name()));
                }
                return;
            }
            if (Files.isDirectory(target)) {
                throw Errno.EISDIR.on(target.toString());
            }
            String what = ":" + source + " -> " + target;
            if (Files.isRegularFile(target)
                    && isSize(Optional.of(stat), Files.size(target))
                    && isSame(files.sha256(source), () -> Hash.onHost(target))) {
                Files.deleteIfExists(BoardFiles.partial(target));
                skip(what);
                return;
            }
            Path folder = target.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            Path partial = BoardFiles.partial(target);
            if (together.takes(source, stat.size(), target)) {
                Files.deleteIfExists(partial);
                return;
            }
            together.flush();
            var bar = new ProgressBar(session.console(), session.ticks(), what, stat.size());
            try {
                files.download(source, target, bar);
            } catch (IOException e) {
                if (Files.exists(partial)) {
                    session.advise("; %d of %d bytes are kept in %s, copy it again to go on"
                            .formatted(Files.size(partial), stat.size(), partial));
                }
                throw e;
            } finally {
                bar.clear();
            }
            bar.done("verified");
        }

        void within(String source, Stat stat, String target) throws IOException {
            if (stat.isDirectory()) {
                if (BoardPath.in(target, "").startsWith(BoardPath.in(source, ""))) {
                    throw new IllegalArgumentException("cp :" + source + " :" + target
                            + ": found a target within the source, expected one outside it");
                }
                makeDirectory(target);
                for (var entry : files.list(source)) {
                    within(BoardPath.in(source, entry.name()), entry.stat(), BoardPath.in(target, entry.name()));
                }
                return;
            }
            var there = stat(target);
            refuseDirectory(there, ":" + target);
            String what = ":" + source + " -> :" + target;
            if (isSize(there, stat.size())
                    && isSame(files.sha256(target), () -> files.sha256(source).orElseThrow())) {
                skip(what);
                return;
            }
            files.write(target, files.read(source));
            session.console().note(what);
        }

        private boolean isSize(Optional<Stat> stat, long size) {
            return !force && stat.isPresent() && stat.get().size() == size;
        }

        /// Compares two hashes; a board that computes none is not asked for the whole file instead.
        private static boolean isSame(Optional<byte[]> onBoard, HashSource other) throws IOException {
            return onBoard.isPresent() && Arrays.equals(onBoard.get(), other.hash());
        }

        @FunctionalInterface
        private interface HashSource {
            byte[] hash() throws IOException;
        }

        private void skip(String what) throws IOException {
            together.flush();
            session.console().note(what + " (not copied: the same SHA-256 already)");
        }

        private void makeDirectory(String target) throws IOException {
            var there = stat(target);
            if (there.isEmpty()) {
                files.mkdir(target);
            } else if (!there.get().isDirectory()) {
                throw new NotDirectoryException(":" + target);
            }
        }

        private static void refuseDirectory(Optional<Stat> target, String name) throws IOException {
            if (target.isPresent() && target.get().isDirectory()) {
                throw Errno.EISDIR.on(name);
            }
        }
    }

    /// What goes from this host to the board, all of it known before the first byte is copied.
    private static final class Upwards implements LocalFile.Watch {
        private final Session session;
        private final boolean force;
        private final List<String> directories = new ArrayList<>();
        private final List<LocalFile> files = new ArrayList<>();
        private final Map<String, Path> sources = new HashMap<>();
        private final Map<String, ProgressBar> bars = new HashMap<>();

        Upwards(Session session, boolean force) {
            this.session = session;
            this.force = force;
        }

        void add(Path source, String target) throws IOException {
            if (!Files.isDirectory(source)) {
                files.add(LocalFile.of(target, source));
                sources.put(target, source);
                return;
            }
            directories.add(target);
            try (var children = Files.list(source)) {
                for (Path child : children.sorted().toList()) {
                    add(child, BoardPath.in(target, child.getFileName().toString()));
                }
            }
        }

        void copy(BoardFiles board) throws IOException {
            try {
                board.uploadAll(directories, files, force, this);
            } catch (NotDirectoryException e) {
                throw new NotDirectoryException(":" + e.getFile());
            } catch (ErrnoException e) {
                throw e.errno() == Errno.EISDIR ? Errno.EISDIR.on(":" + e.getFile()) : e;
            } finally {
                for (var bar : bars.values()) {
                    bar.clear();
                }
            }
        }

        private String name(LocalFile file) {
            return sources.get(file.path()) + " -> :" + file.path();
        }

        @Override
        public Progress begins(LocalFile file) {
            var bar = new ProgressBar(session.console(), session.ticks(), name(file), file.size());
            bars.put(file.path(), bar);
            return bar;
        }

        @Override
        public void ends(LocalFile file) throws IOException {
            bars.remove(file.path()).done("verified");
        }

        @Override
        public void skips(LocalFile file) throws IOException {
            session.console().note(name(file) + " (not copied: the same SHA-256 already)");
        }
    }
}
