package dev.jumper.devices.board;

import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.VfsPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Many files on their way to the board: what is there is asked for together, and small files travel together.
final class ManyUploads {
    /// Paths of one question; each answer may be a hash.
    private static final int ASKED = 20;

    private final BoardFiles files;
    private final WireLink link;
    private final boolean force;
    private final LocalFile.Watch watch;

    ManyUploads(BoardFiles files, boolean force, LocalFile.Watch watch) {
        this.files = files;
        this.link = files.link();
        this.force = force;
        this.watch = watch;
    }

    void send(List<String> directories, List<LocalFile> sources) throws IOException {
        if (!link.ready(WireProgram.RECEIVER)) {
            sendOneByOne(directories, sources);
            return;
        }
        prepare(directories, sources);
        var there = new ArrayList<Object>();
        while (there.size() < sources.size()) {
            int at = there.size();
            there.addAll(ask(sources.subList(at, Math.min(sources.size(), at + ASKED))));
        }
        var batch = new BlockBatch(files, watch);
        for (int i = 0; i < sources.size(); i++) {
            var source = sources.get(i);
            if (!force && there.get(i) instanceof String hash && hash.equals(hash(source))) {
                watch.skips(source);
            } else if (!batch.takes(source)) {
                batch.flush();
                single(source);
            }
        }
        batch.flush();
    }

    private void single(LocalFile source) throws IOException {
        var progress = watch.begins(source);
        try (var in = source.content().open()) {
            files.upload(source.path(), in, source.size(), progress);
        }
        watch.ends(source);
    }

    /// Makes the directories that are not there, and removes what broken uploads of other files have left.
    private void prepare(List<String> directories, List<LocalFile> sources) throws IOException {
        String removal =
                link.leftovers().removal(sources.stream().map(LocalFile::path).toList());
        link.leftovers().gone();
        for (int at = 0; at < directories.size() || at == 0 && !removal.isEmpty(); at += ASKED) {
            var some = directories.subList(at, Math.min(directories.size(), at + ASKED));
            Object failed = link.call(
                    WireProgram.BATCH,
                    "",
                    (at == 0 ? removal : "") + "_wv=_wda(" + names(some) + ")",
                    files.board().timeout());
            if (failed instanceof List<?> pair
                    && pair.getFirst() instanceof Long index
                    && pair.getLast() instanceof Long errno) {
                throw Errno.of(errno.intValue()).orElse(Errno.EIO).on(some.get(index.intValue()));
            }
        }
    }

    private static String names(List<String> paths) {
        return "[" + String.join(",", paths.stream().map(BoardFiles::python).toList()) + "]";
    }

    /// Returns of each file, or of the first of them, what is there in its place: its hash if the size is the same,
    /// otherwise a number.
    private List<?> ask(List<LocalFile> some) throws IOException {
        var code = new StringBuilder("_wv=_wsa([");
        for (var source : some) {
            code.append('(')
                    .append(BoardFiles.python(source.path()))
                    .append(',')
                    .append(force ? -1 : source.size());
            code.append("),");
        }
        Object found = link.call(
                WireProgram.BATCH,
                "",
                code.append("])").toString(),
                files.board().timeout());
        if (!(found instanceof List<?> all) || all.isEmpty() || all.size() > some.size()) {
            throw new IOException("board: found " + found + ", expected the state of " + some.size() + " files");
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Long n && n < 0) {
                throw Errno.of((int) -n).orElse(Errno.EIO).on(some.get(i).path());
            }
        }
        return all;
    }

    private static String hash(LocalFile source) throws IOException {
        try (var in = new DigestInputStream(source.content().open(), Download.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private void sendOneByOne(List<String> directories, List<LocalFile> sources) throws IOException {
        for (String directory : directories) {
            makeDirectory(directory);
        }
        for (var source : sources) {
            files.requireNoDirectory(source.path());
            if (!force && isSame(source)) {
                watch.skips(source);
            } else {
                single(source);
            }
        }
    }

    private void makeDirectory(String path) throws IOException {
        try {
            if (!files.stat(path).isDirectory()) {
                throw Errno.ENOTDIR.on(path);
            }
        } catch (NoSuchFileException e) {
            files.mkdir(path);
        }
    }

    private boolean isSame(LocalFile source) throws IOException {
        try {
            if (files.stat(source.path()).size() != source.size()) {
                return false;
            }
            var there = files.sha256(source.path());
            return there.isPresent() && HexFormat.of().formatHex(there.get()).equals(hash(source));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /// Refuses what is no name of a file.
    static void check(LocalFile source) {
        if (VfsPath.parts(source.path()).isEmpty()) {
            throw new IllegalArgumentException("upload: found '" + source.path() + "', expected the name of a file");
        }
    }
}
