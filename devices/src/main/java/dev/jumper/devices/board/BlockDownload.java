package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// One file on its way from the board in blocks; those that were damaged on the way are asked for again.
final class BlockDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofMillis(300);

    /// Where one byte in a hundred is damaged, every second command fails.
    private static final int MOST_FAILURES = 25;
    /// For fewer bytes the board is not taught to deflate.
    private static final int SHORTEST = 4096;
    /// Bytes from which it is seen whether deflating would win.
    private static final int SAMPLE = 1000;
    /// The most bytes that the board deflates for one command.
    private static final int LONGEST = 16 << 10;
    /// Bytes of heap for deflating: a window of 512 bytes and what `_wz` allocates.
    private static final int PACKING = 2000;

    /// Python that leaves in `_wv` the hash of so many bytes of `_wg` from its start, as `_wh` would; nothing where
    /// there is no `hashlib`.
    private static final String HASH_OF_BEGINNING = """
        def _wbeg(n):
         try:
          import hashlib
          h=hashlib.sha256()
         except (ImportError,AttributeError):return ''
         m=memoryview(bytearray(512))
         _wg.seek(0)
         while n>0:
          k=_wg.readinto(m if n>511 else m[:n])
          if not k:break
          h.update(m if k==512 else m[:k])
          n-=k
         return ''.join('%%02x'%%c for c in h.digest())
        _wv=_wbeg(%d)
        del _wbeg
        """;

    private final WireLink link;
    private final MicroPythonBoard board;
    private final String path;
    private final OutputStream target;
    private final Beginning beginning;
    private final Progress progress;
    private final Pace pace;
    private final Trouble trouble;
    /// The stretch under way, of blocks with so many bytes, and which of them have not come yet.
    private byte[] coming = {};
    private int each;
    private BitSet absent = new BitSet();
    /// What the Python needs that makes `_wf` what it was, should the board have been reset.
    private byte[] part = WireProgram.SENDER;

    BlockDownload(
            WireLink link, BoardFiles files, String path, OutputStream target, Beginning beginning, Progress progress) {
        this.link = link;
        this.board = files.board();
        this.path = path;
        pace = Pace.down(link);
        this.target = target;
        this.beginning = beginning;
        this.progress = progress;
        this.trouble = new Trouble(board);
    }

    /// Prepares for bytes in memory that the board has gathered from `path` and others.
    static BlockDownload into(BoardFiles files, String path) {
        return new BlockDownload(
                files.link(), files, path, OutputStream.nullOutputStream(), Beginning.NONE, Progress.NONE);
    }

    void receive() throws IOException {
        link.install(WireProgram.SENDER);
        long size = open();
        var digest = new FileDigest();
        long start = begin(size, digest);
        progress.report(start, size);
        int failures = 0;
        boolean packs = false;
        for (long at = start; at < size; ) {
            byte[] content = {};
            if (packs && pace.calm()) {
                content = packed(at, (int) Math.min(size - at, LONGEST));
                packs = content.length > 0;
            }
            if (content.length == 0) {
                long most = at == start && size - at >= SHORTEST ? SAMPLE : pace.stretch(link.freeHeap());
                content = plain(at, (int) Math.min(size - at, most));
            }
            failures = content.length > 0 ? 0 : failures + 1;
            if (failures == MOST_FAILURES) {
                throw new VerificationException("board: " + path + ": the same bytes, from offset " + at
                        + ", arrived damaged again and again; try again, or with a lower baud rate");
            }
            if (at == start && size - at >= SHORTEST && pace.calm() && Deflation.wouldWin(content)) {
                packs = link.install(WireProgram.PACKER);
            }
            target.write(content);
            digest.update(content);
            at += content.length;
            progress.report(at, size);
        }
        Object found = link.call(
                path,
                "_wf=_wg\n_wg=None\nif _wf:_wf.close()\n_wf=None\n_wv=_wh(%s)".formatted(BoardFiles.python(path)),
                board.timeout());
        digest.end();
        digest.verify(path, found);
    }

    /// Returns how many bytes need not come: those that are here, if the file begins with them.
    private long begin(long size, FileDigest digest) throws IOException {
        long here = beginning.length();
        if (here > 0 && here <= size) {
            beginning.feed(digest);
            Object found = link.call(path, openAgain() + "\n" + HASH_OF_BEGINNING.formatted(here), board.timeout());
            if (digest.matches(found)) {
                return here;
            }
            digest.reset();
        }
        beginning.clear();
        return 0;
    }

    /// Returns `length` bytes that `fill`, Python that needs `part`, has put into `_wf`; fewer if the line lets no
    /// more pass.
    byte[] blob(byte[] part, String fill, int length) throws IOException {
        this.part = part;
        return stretch(0, length, "if not _wf:" + fill);
    }

    private byte[] plain(long at, int length) throws IOException {
        if (part != WireProgram.SENDER) {
            link.call(path, "_wf=_wg", PATIENCE);
            part = WireProgram.SENDER;
        }
        try {
            return stretch(at, length, openAgain() + "\n_wf=_wg");
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            int come = absent.isEmpty() ? length : absent.nextSetBit(0) * each;
            target.write(coming, 0, Math.min(come, length)); // somebody may go on with it
            throw e;
        }
    }

    private String openAgain() {
        return "if not _wg:_wg=open(%s,'rb')".formatted(BoardFiles.python(path));
    }

    /// Has the board deflate up to `length` bytes from `at`, and returns those; none if that does not win, or the
    /// line does not let it pass.
    private byte[] packed(long at, int length) throws IOException {
        int room = pace.room(link.freeHeap() - PACKING);
        part = WireProgram.PACKER;
        String pack = "_wv=_wz(%d,%d,%d)".formatted(at, length, room);
        if (!(link.call(WireProgram.PACKER, path, pack, board.timeout()) instanceof List<?> pair)
                || !(pair.getFirst() instanceof Long taken)
                || !(pair.getLast() instanceof Long made)
                || !Deflation.wins(made, taken)) {
            return new byte[0];
        }
        byte[] bytes = stretch(0, made.intValue(), openAgain() + "\nif not _wf:" + pack);
        return bytes.length < made ? new byte[0] : Deflation.unpack(bytes, taken.intValue());
    }

    private long open() throws IOException {
        String name = BoardFiles.python(path);
        Object size = link.call(
                path,
                link.leftovers().removal()
                        + "if os.stat(%s)[0]&0x4000:raise OSError(21)\n_wg=_wf=open(%s,'rb');_wv=os.stat(%s)[6],_wm()"
                                .formatted(name, name, name),
                PATIENCE);
        if (link.heap(size) instanceof Long length) {
            return length;
        }
        throw new IOException("board: " + path + ": found " + size + " as its size, expected a number");
    }

    /// Returns `length` bytes of `_wf` from `at`, fewer if the line lets no more pass; `again` is Python that makes
    /// `_wf` what it was, should the board have been reset.
    private byte[] stretch(long at, int length, String again) throws IOException {
        int count = Math.ceilDiv(length, pace.block() - WireCode.OVERHEAD);
        int step = Math.ceilDiv(length, count); // all of one length, and little of the last one is left over
        int block = step + WireCode.OVERHEAD;
        var content = new byte[count * step];
        var missing = new BitSet(count);
        missing.set(0, count);
        coming = content;
        each = step;
        absent = missing;
        int damaged = 0;
        long start = board.ticks().nanos();
        while (!missing.isEmpty()) {
            int first = missing.nextSetBit(0);
            int end = link.rough() ? missing.length() : run(missing, first);
            int before = missing.cardinality();
            BlockReceiver.Sink sink = (number, from, offset, bytes) -> {
                System.arraycopy(from, offset, content, (first + number) * step, bytes);
                missing.clear(first + number);
            };
            try {
                link.install(WireProgram.SENDER);
                move(end - first, block, at + (long) first * step, sink);
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(e, again);
            }
            if (missing.cardinality() == before) {
                pace.fail();
                return Arrays.copyOf(content, missing.nextSetBit(0) * step);
            }
            trouble.progress();
            damaged += missing.get(first, end).cardinality();
        }
        pace.take(length * 1_000_000_000L / Math.max(1, board.ticks().nanos() - start), count, damaged);
        return Arrays.copyOf(content, length);
    }

    /// Returns the end of the missing blocks from `first` on, short gaps included.
    private static int run(BitSet missing, int first) {
        int end = missing.nextClearBit(first);
        int next = missing.nextSetBit(end);
        while (next >= 0 && next - end <= 4) {
            end = missing.nextClearBit(next);
            next = missing.nextSetBit(end);
        }
        return end;
    }

    private void failed(IOException e, String again) throws IOException {
        link.spoilt(trouble, e);
        link.call(part, path, again, board.timeout());
    }

    /// Has the board send `count` blocks of `size` bytes from `offset`, to `sink`.
    private void move(int count, int size, long offset, BlockReceiver.Sink sink) throws IOException {
        var call = link.numbered(
                number -> "%s(%d,%d,%d,%d)".formatted(link.rough() ? "_wrd" : "_wd", count, size, offset, number));
        if (link.rough()) {
            var receiver = new BlockReceiver(count, size, call.number(), sink, false);
            link.talk(call, trouble);
            follow(receiver, SILENCE);
            judge(receiver, call);
            return;
        }
        var receiver = new BlockReceiver(count, size, call.number(), sink, true);
        var said = new StringBuilder();
        var execution =
                board.start(call.python(), bytes -> said.append(StandardCharsets.ISO_8859_1.decode(bytes)), PATIENCE);
        follow(receiver, PATIENCE);
        if (receiver.endsInOrder()) {
            board.finish(execution, PATIENCE);
            return;
        }
        board.lose();
        link.spoilt();
        judge(receiver, call);
    }

    /// Throws what the board said in place of blocks, if it said so and sent none.
    private void judge(BlockReceiver receiver, WireCall call) throws IOException {
        String text = receiver.words().text();
        var answer = call.answer(text);
        if (answer.isPresent()) {
            WireLink.value(path, answer.get());
        } else if (receiver.whole() == 0) {
            IOException error = BoardWords.error(text).orElse(null);
            throw error != null
                    ? error
                    : new StreamTimeoutException("board: " + path + ": no whole block has come", 0, 1);
        }
    }

    private void follow(BlockReceiver receiver, Duration patience) throws IOException {
        boolean first = true;
        while (!board.follow(receiver, () -> receiver.whole() == 0 ? patience : SILENCE)) {
            receiver.silence();
            if (!first || receiver.words().last()) {
                return;
            }
            first = false;
        }
    }
}
