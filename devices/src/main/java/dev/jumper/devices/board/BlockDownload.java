package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;

/// One file on its way from the board in blocks; those that were damaged on the way are asked for again.
final class BlockDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofMillis(300);

    private static final int MOST_FAILURES = 6;

    private final WireLink link;
    private final MicroPythonBoard board;
    private final String path;
    private final OutputStream target;
    private final Progress progress;
    private final Pace pace;
    private final Trouble trouble;

    BlockDownload(WireLink link, BoardFiles files, String path, OutputStream target, Progress progress) {
        this.link = link;
        this.board = files.board();
        this.path = path;
        pace = Pace.down(link);
        this.target = target;
        this.progress = progress;
        this.trouble = new Trouble(board);
    }

    void receive() throws IOException {
        link.install(WireProgram.SENDER);
        long size = open();
        var digest = new FileDigest();
        progress.report(0, size);
        int failures = 0;
        for (long at = 0; at < size; ) {
            byte[] content = stretch(at, (int) Math.min(size - at, pace.stretch(link.freeHeap())));
            failures = content.length > 0 ? 0 : failures + 1;
            if (failures == MOST_FAILURES) {
                throw new VerificationException("board: " + path + ": the same bytes, from offset " + at
                        + ", arrived damaged again and again; try again, or with a lower baud rate");
            }
            target.write(content);
            digest.update(content);
            at += content.length;
            progress.report(at, size);
        }
        Object found = link.call(
                path, "if _wf:_wf.close()\n_wf=None\n_wv=_wh(%s)".formatted(BoardFiles.python(path)), board.timeout());
        digest.verify(path, found);
    }

    private long open() throws IOException {
        String name = BoardFiles.python(path);
        Object size = link.call(
                path,
                "if os.stat(%s)[0]&0x4000:raise OSError(21)\n_wf=open(%s,'rb');_wv=os.stat(%s)[6]"
                        .formatted(name, name, name),
                PATIENCE);
        if (size instanceof Long length) {
            return length;
        }
        throw new IOException("board: " + path + ": found " + size + " as its size, expected a number");
    }

    /// Returns `length` bytes from `at`, fewer if the line lets no more pass.
    private byte[] stretch(long at, int length) throws IOException {
        int block = pace.block();
        int step = block - WireCode.OVERHEAD;
        int count = Math.ceilDiv(length, step);
        var content = new byte[count * step];
        var missing = new BitSet(count);
        missing.set(0, count);
        int damaged = 0;
        long start = board.ticks().nanos();
        while (!missing.isEmpty()) {
            int first = missing.nextSetBit(0);
            int end = run(missing, first);
            int before = missing.cardinality();
            try {
                link.install(WireProgram.SENDER);
                var receiver = new BlockReceiver(end - first, block, (number, from, offset, bytes) -> {
                    System.arraycopy(from, offset, content, (first + number) * step, bytes);
                    missing.clear(first + number);
                });
                move(receiver, "_wd(%d,%d,%d)".formatted(end - first, block, at + (long) first * step));
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(e);
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

    private void failed(IOException e) throws IOException {
        link.spoilt(trouble, e);
        link.call(
                path,
                "if not _wf:_wf=open(%s,'rb')".formatted(BoardFiles.python(path)),
                PATIENCE); // it may have been reset
    }

    private void move(BlockReceiver receiver, String code) throws IOException {
        var said = new StringBuilder();
        var execution = board.start(
                WireProgram.call(code.getBytes(StandardCharsets.UTF_8)),
                bytes -> said.append(StandardCharsets.ISO_8859_1.decode(bytes)),
                PATIENCE);
        boolean first = true;
        while (!board.follow(receiver, () -> receiver.whole() == 0 ? PATIENCE : SILENCE)) {
            receiver.silence();
            if (!first || receiver.words().last()) {
                break;
            }
            first = false;
        }
        if (receiver.endsInOrder()) {
            board.finish(execution, PATIENCE);
            return;
        }
        board.lose();
        link.spoilt();
        String text = receiver.words().text();
        var answer = BoardWords.answer(text);
        if (answer.isPresent()) {
            WireLink.value(path, answer.get());
        } else if (receiver.whole() == 0) {
            int traceback = text.indexOf("Traceback");
            throw traceback < 0
                    ? new StreamTimeoutException("board: " + path + ": no whole block has come", 0, 1)
                    : RemoteException.of(text.substring(traceback).replaceAll("\4>?", ""));
        }
    }
}
