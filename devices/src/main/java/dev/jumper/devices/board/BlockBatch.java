package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;

/// Small files on their way to the board, several in one command: written under temporary names, verified together,
/// renamed one after the other.
///
/// A blob holds records, of a header, the path and the content; deflated if that wins.
final class BlockBatch {
    /// The most bytes of a file that travels with others.
    private static final int SMALL = 2048;
    /// The most files of one command, and the bytes of heap that each of them takes.
    private static final int MOST = 24;
    private static final int PER_FILE = 300;
    /// The most bytes of records looked at for one command.
    private static final int AHEAD = 8 << 10;
    private static final int WINDOW_BITS = 11;
    private static final int INFLATING = 2500;

    private final BoardFiles files;
    private final WireLink link;
    private final LocalFile.Watch watch;
    private final List<Held> held = new ArrayList<>();
    private final Deflation deflation = new Deflation(WINDOW_BITS);
    private int length;
    private int blobs;

    BlockBatch(BoardFiles files, LocalFile.Watch watch) {
        this.files = files;
        this.link = files.link();
        this.watch = watch;
    }

    private record Held(LocalFile file, byte[] content, byte[] record) {}

    /// Takes `file` if it is small; it is copied with others now or at [#flush].
    boolean takes(LocalFile file) throws IOException {
        if (file.size() > SMALL) {
            return false;
        }
        byte[] content;
        try (var in = file.content().open()) {
            content = in.readNBytes(SMALL + 1);
        }
        if (content.length > SMALL) {
            return false; // it has grown
        }
        byte[] path = BoardFiles.normal(file.path()).getBytes(StandardCharsets.UTF_8);
        var record = ByteBuffer.allocate(4 + path.length + content.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort((short) path.length)
                .putShort((short) content.length)
                .put(path)
                .put(content);
        held.add(new Held(file, content, record.array()));
        length += record.capacity();
        if (length >= AHEAD || held.size() == MOST) {
            send();
        }
        return true;
    }

    /// Copies all that has been taken.
    void flush() throws IOException {
        while (!held.isEmpty()) {
            send();
        }
    }

    /// Copies as many of the files as one command can.
    private void send() throws IOException {
        var load = new BlockLoad(link, files.board(), held.getFirst().file().path());
        long heap = link.freeHeap() - (long) PER_FILE * held.size();
        byte[] records = records(held.size());
        var packed = load.pace().calm()
                ? deflation.pack(records, 0, records.length, load.pace().room(heap - INFLATING - (1 << WINDOW_BITS)))
                : Deflation.Packed.NOTHING;
        boolean deflated = packed.wins() && link.install(WireProgram.BLOBS);
        int count = count(deflated ? packed.taken() : load.pace().room(heap));
        byte[] blob = records(count);
        if (deflated) {
            blob = deflation.pack(blob, 0, blob.length, blob.length).bytes();
        }
        var some = List.copyOf(held.subList(0, count));
        held.subList(0, count).clear();
        length = held.stream().mapToInt(one -> one.record().length).sum();
        send(load, some, blob, deflated);
    }

    private byte[] records(int count) {
        var all = new ByteArrayOutputStream(length);
        held.subList(0, count).forEach(one -> all.writeBytes(one.record()));
        return all.toByteArray();
    }

    /// Returns how many records, one at least, `room` bytes hold.
    private int count(int room) {
        int count = 1;
        int used = held.getFirst().record().length;
        while (count < held.size() && used + held.get(count).record().length <= room) {
            used += held.get(count++).record().length;
        }
        return count;
    }

    private void send(BlockLoad load, List<Held> some, byte[] blob, boolean deflated) throws IOException {
        var digest = new FileDigest();
        var progress = new ArrayList<Progress>();
        for (var one : some) {
            digest.update(one.content());
            digest.boundary();
            progress.add(watch.begins(one.file()));
        }
        digest.end();
        String after = "_wma(%d,%d,%d,%s)"
                .formatted(++blobs, some.size(), deflated ? WINDOW_BITS : 0, PythonLiteral.write(digest.values()));
        try {
            load.send(blob, 0, blob.length, new Blob(blobs, blob.length, after));
        } catch (FileSystemException e) {
            sendEach(some, progress); // which tells of which file it is
            return;
        }
        for (int i = 0; i < some.size(); i++) {
            int size = some.get(i).content().length;
            progress.get(i).report(size, size);
            watch.ends(some.get(i).file());
        }
    }

    private void sendEach(List<Held> some, List<Progress> progress) throws IOException {
        for (int i = 0; i < some.size(); i++) {
            var one = some.get(i);
            files.upload(
                    one.file().path(),
                    new java.io.ByteArrayInputStream(one.content()),
                    one.content().length,
                    progress.get(i));
            watch.ends(one.file());
        }
    }

    private final class Blob implements BlockLoad.Landing {
        private final int number;
        private final int size;
        private final String after;

        Blob(int number, int size, String after) {
            this.number = number;
            this.size = size;
            this.after = after;
        }

        @Override
        public byte[] part() {
            return WireProgram.BATCH;
        }

        @Override
        public String before() {
            return "_wb(" + number + "," + size + ")\n";
        }

        @Override
        public String after() {
            return after;
        }

        @Override
        public int arrived() throws IOException {
            Object position = link.call(
                    WireProgram.BATCH,
                    "",
                    "_wv=_wp if _wn==%d else -1 if _wn==%d else 0".formatted(number, -number),
                    files.board().timeout());
            return position instanceof Long n ? n.intValue() : 0;
        }
    }
}
