package dev.jumper.devices.board;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;

/// One file on its way to the board in blocks: written under a temporary name, verified, renamed.
///
/// What an earlier connection has left under that name is gone on with if it is how the file begins. Where the
/// board can inflate and it wins, a command carries a piece of the file deflated.
final class BlockUpload {
    /// Bits of the window that the board inflates with.
    private static final int WINDOW_BITS = 11;
    /// Bytes of heap for inflating, beside the window: MicroPython's `DeflateIO` keeps its tables there.
    private static final int INFLATING = 2500;
    /// Bytes of the file looked at for one command, at least; after so many bytes the board is told to write them
    /// to its flash, so that they are there for a later connection.
    private static final int AHEAD = 32 << 10;

    private final WireLink link;
    private final MicroPythonBoard board;
    private final String path;
    private final BlockLoad load;
    private final Deflation deflation = new Deflation(WINDOW_BITS);
    private final FileDigest digest = new FileDigest();
    private byte[] ahead = new byte[AHEAD];
    private String temporary = "";
    private int held;
    private long written;
    private long flushed;
    private int blobs;
    private boolean direct = true;

    BlockUpload(WireLink link, BoardFiles files, String path) {
        this.link = link;
        this.board = files.board();
        this.path = path;
        load = new BlockLoad(link, board, path);
    }

    void send(InputStream source, long size, Progress progress) throws IOException {
        var rest = begin(source);
        progress.report(written, Math.max(written, size));
        while (fill(rest)) {
            int sent = sendSome((done, length) -> progress.report(written + done, Math.max(written + length, size)));
            System.arraycopy(ahead, sent, ahead, 0, held - sent);
            held -= sent;
            progress.report(written, Math.max(written, size));
        }
        digest.end();
        String end = "_wv=_we(%s,%s,%s)"
                .formatted(
                        PythonLiteral.write(temporary), BoardFiles.python(path), PythonLiteral.write(digest.values()));
        Object found = link.call(WireProgram.RECEIVER, path, end, board.timeout());
        digest.verify(path, found);
    }

    /// Returns where the temporary file is on the board, empty before it is there.
    String temporary() {
        return temporary;
    }

    private Object call(String code) throws IOException {
        return link.call(path, code, board.timeout());
    }

    /// Prepares the board, and returns what of `source` it has not yet.
    private InputStream begin(InputStream source) throws IOException {
        Object state = link.call(
                WireProgram.RECEIVER,
                path,
                link.leftovers().removal(List.of(path))
                        + "_wv=_wo(%s,'%s'),_wm()".formatted(BoardFiles.python(path), Leftovers.name(path)),
                board.timeout());
        link.leftovers().gone();
        if (!(link.heap(state) instanceof List<?> three)
                || three.size() != 3
                || !(three.get(0) instanceof String name)
                || !(three.get(1) instanceof Long length)) {
            throw new IOException("board: " + path + ": found " + state + ", expected the state of its temporary file");
        }
        temporary = name;
        if (length == 0) {
            return source;
        }
        byte[] start = source.readNBytes((int) Math.min(length, Integer.MAX_VALUE - 8));
        digest.update(start);
        if (start.length == length && digest.matches(three.get(2))) {
            written = length;
            flushed = length;
            open();
            return source;
        }
        digest.reset();
        call("_wg=_wf=open(%s,'wb');_wp=0".formatted(PythonLiteral.write(temporary)));
        return new SequenceInputStream(new ByteArrayInputStream(start), source);
    }

    private void open() throws IOException {
        call("_wg=_wf=open(%s,'r+b');_wp=%d;_wn=0".formatted(PythonLiteral.write(temporary), written));
    }

    private boolean fill(InputStream source) throws IOException {
        int stretch = load.pace().stretch(link.freeHeap());
        int wanted = Math.max(AHEAD, stretch - stretch / 64); // of random bytes one in 128 takes two on the wire
        if (ahead.length < wanted) {
            ahead = Arrays.copyOf(ahead, wanted);
        }
        int count = source.readNBytes(ahead, held, ahead.length - held);
        digest.update(ahead, held, count);
        held += count;
        return held > 0;
    }

    /// Sends some of what is held, and returns how much; `progress` takes how much of that has come.
    private int sendSome(Progress progress) throws IOException {
        var packed = load.pace().calm() ? deflation.pack(ahead, 0, held, room()) : Deflation.Packed.NOTHING;
        if (packed.wins() && link.install(WireProgram.BLOBS)) {
            direct = false;
            load.send(packed.bytes(), 0, packed.bytes().length, new Blob(++blobs, packed));
            written += packed.taken();
            return packed.taken();
        }
        int length = held;
        if (!direct) {
            call("_wf=_wg;_wp=%d".formatted(written));
            direct = true;
        }
        load.send(ahead, 0, length, new Straight(written, length, progress));
        written += length;
        return length;
    }

    private int room() {
        return load.pace().room(link.freeHeap() - INFLATING - (1 << WINDOW_BITS));
    }

    private boolean flushes(int length) {
        boolean due = link.bad() || written + length - flushed >= AHEAD;
        if (due) {
            flushed = written + length;
        }
        return due;
    }

    /// Opens the temporary file again if the board was reset; what had been flushed is there.
    private void reopen() throws IOException {
        if (Long.valueOf(1).equals(call("_wv=1 if _wg else 0"))) {
            return;
        }
        open();
        Object there = call("_wv=os.stat(%s)[6]".formatted(PythonLiteral.write(temporary)));
        if (!(there instanceof Long length) || length < written) {
            throw new IOException("board: " + path + ": the board has been reset in the middle and has " + there
                    + " of the " + written + " bytes it had; the old file is untouched, try again");
        }
    }

    /// Bytes that go straight into the file at `start`.
    private final class Straight implements BlockLoad.Landing {
        private final long start;
        private final int length;
        private final Progress progress;
        private final String after;

        Straight(long start, int length, Progress progress) {
            this.start = start;
            this.length = length;
            this.progress = progress;
            after = flushes(length) && !link.rough() ? "_wg.flush()" : "";
        }

        @Override
        public byte[] part() {
            return WireProgram.RECEIVER;
        }

        @Override
        public long origin() {
            return start;
        }

        @Override
        public String before() {
            return "";
        }

        @Override
        public String after() {
            return after;
        }

        @Override
        public void progress(int done) {
            if (done < length) {
                progress.report(done, length);
            }
        }

        @Override
        public int arrived() throws IOException {
            Object position = call("_wv=_wp if _wg else-1");
            if (Long.valueOf(-1).equals(position)) {
                reopen();
                position = call("_wv=_wp");
            }
            return position instanceof Long there && there >= start ? (int) (there - start) : 0;
        }
    }

    /// Bytes that the board inflates into the file when all have come.
    private final class Blob implements BlockLoad.Landing {
        private final int number;
        private final Deflation.Packed packed;
        private final String after;

        Blob(int number, Deflation.Packed packed) {
            this.number = number;
            this.packed = packed;
            after = "_wy(%d,%d,%d,%d,%d)"
                    .formatted(number, written, packed.taken(), WINDOW_BITS, flushes(packed.taken()) ? 1 : 0);
        }

        @Override
        public byte[] part() {
            return WireProgram.BLOBS;
        }

        @Override
        public String before() {
            return "_wb(" + number + "," + packed.bytes().length + ")\n";
        }

        @Override
        public String after() {
            return after;
        }

        @Override
        public int arrived() throws IOException {
            reopen();
            Object position = call("_wv=_wp if _wn==%d else -1 if _wn==%d else 0".formatted(number, -number));
            return position instanceof Long n ? n.intValue() : 0;
        }
    }
}
