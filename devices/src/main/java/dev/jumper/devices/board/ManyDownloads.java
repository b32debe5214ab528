package dev.jumper.devices.board;

import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Small files on their way from the board, as many in one command as its heap holds, verified together.
final class ManyDownloads {
    /// The most files of one command, and the bytes of heap that each of them takes.
    private static final int MOST = 24;

    private static final int PER_FILE = 300;

    private final BoardFiles files;
    private final WireLink link;

    ManyDownloads(BoardFiles files) {
        this.files = files;
        this.link = files.link();
    }

    /// Returns the contents of the files at `paths`, in their order.
    List<byte[]> receive(List<String> paths) throws IOException {
        var contents = new ArrayList<byte[]>();
        boolean together = paths.size() > 1 && link.ready(WireProgram.GATHERER);
        while (contents.size() < paths.size()) {
            int at = contents.size();
            var some = paths.subList(at, Math.min(paths.size(), at + MOST));
            var found = together ? gather(some) : List.<byte[]>of();
            contents.addAll(found.isEmpty() ? List.of(files.read(some.getFirst())) : found);
        }
        return contents;
    }

    /// Returns the contents of the first of the files; of none if the first is too large, or the line lets them not
    /// pass.
    private List<byte[]> gather(List<String> some) throws IOException {
        String path = some.getFirst();
        long heap = link.freeHeap() - (long) PER_FILE * some.size();
        String names = String.join(",", some.stream().map(BoardFiles::python).toList());
        String fill = "_wv=_wga([%s],%d)".formatted(names, Pace.down(link).room(heap));
        link.require(WireProgram.SENDER);
        Object found = link.call(
                WireProgram.GATHERER,
                path,
                link.leftovers().removal() + fill,
                files.board().timeout());
        if (!(found instanceof List<?> pair)
                || pair.size() != 2
                || !(pair.getFirst() instanceof List<?> lengths)
                || lengths.size() > some.size()
                || !lengths.stream().allMatch(Long.class::isInstance)) {
            throw new IOException("board: " + path + ": found " + found + ", expected lengths and a hash");
        }
        return split(some, lengths.stream().map(Long.class::cast).toList(), fill, pair.getLast());
    }

    private List<byte[]> split(List<String> some, List<Long> lengths, String fill, Object hash) throws IOException {
        int total = 0;
        for (int i = 0; i < lengths.size(); i++) {
            long length = lengths.get(i);
            if (length < 0) {
                throw Errno.of((int) -length).orElse(Errno.EIO).on(some.get(i));
            }
            total += (int) length;
        }
        var download = BlockDownload.into(files, some.getFirst());
        byte[] all = total == 0 ? new byte[0] : download.blob(WireProgram.GATHERER, fill, total);
        var contents = new ArrayList<byte[]>();
        var digest = new FileDigest();
        if (all.length == total) {
            int at = 0;
            for (long length : lengths) {
                byte[] content = Arrays.copyOfRange(all, at, at + (int) length);
                digest.update(content);
                digest.boundary();
                contents.add(content);
                at += content.length;
            }
            digest.end();
            digest.verify(some.getFirst(), hash);
        }
        return contents;
    }
}
