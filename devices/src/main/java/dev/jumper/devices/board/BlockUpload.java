package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One file on its way to the board in blocks: written under a temporary name, verified, renamed.
final class BlockUpload {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_SILENCES = 3;
    private static final int MOST_FAILURES = 8;

    private final WireLink link;
    private final MicroPythonBoard board;
    private final String path;
    private final String temporary;
    private final Pace pace;
    private final BlockSender.RoundTrip trip = new BlockSender.RoundTrip();
    private final Trouble trouble;
    private long written;
    private int failures;
    private Object answer;

    BlockUpload(WireLink link, BoardFiles files, String path, String temporary) {
        this.link = link;
        this.board = files.board();
        this.path = path;
        pace = Pace.up(link);
        this.temporary = temporary;
        this.trouble = new Trouble(board);
    }

    void send(InputStream source, long size, Progress progress) throws IOException {
        link.install(WireProgram.RECEIVER);
        call("_wf=open(%s,'wb');_wp=0".formatted(BoardFiles.python(temporary)), PATIENCE);
        var digest = new FileDigest();
        progress.report(0, size);
        while (true) {
            byte[] data = source.readNBytes(pace.stretch(link.freeHeap()));
            if (data.length == 0) {
                break;
            }
            digest.update(data);
            long start = written;
            while (written < start + data.length) {
                send(data, (int) (written - start));
                progress.report(written, Math.max(written, size));
            }
        }
        call("if _wf:_wf.close()\n_wf=None", board.timeout());
        digest.verify(path, call("_wv=_wh(%s)".formatted(BoardFiles.python(temporary)), board.timeout()));
        rename(digest);
    }

    private Object call(String code, Duration silence) throws IOException {
        return link.call(path, code, silence);
    }

    /// A rename whose answer was lost on the way cannot be done twice.
    private void rename(FileDigest digest) throws IOException {
        String to = BoardFiles.python(path);
        call("""
            try:os.rename(%s,%s)
            except OSError:
             if _wh(%s)!=%s:raise
            """.formatted(BoardFiles.python(temporary), to, to, PythonLiteral.write(digest.value())), board.timeout());
    }

    /// Sends a stretch of `data` from `from`, or as much of it as the line lets pass.
    private void send(byte[] data, int from) throws IOException {
        int block = pace.block();
        int to = Math.min(data.length, from + pace.stretch(link.freeHeap()));
        var blocks = WireCode.encode(data, from, to, block);
        int count = blocks.wire().size();
        var sender = new BlockSender(blocks.wire(), pace.window(), board.ticks()::nanos, trip);
        answer = null;
        try {
            link.install(WireProgram.RECEIVER);
            move(sender, "_wu(%d,%d,%d)".formatted(count, block, link.bad() ? 1 : 0));
            written += blocks.taken();
            pace.take(block * 1_000_000_000L / Math.max(1, trip.least()), count, sender.repeats());
            trouble.progress();
            failures = 0;
            if (sender.repeats() > 0) {
                link.spoilt();
                board.lose(); // a block that came twice is at the prompt
            }
        } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
            if (answer != null) {
                board.lose();
                WireLink.value(path, answer);
            }
            link.spoilt(trouble, e);
            pace.fail();
            long before = written;
            resume();
            failures = written > before ? 0 : failures;
            if (failures >= MOST_FAILURES) {
                throw new VerificationException("board: " + path + ": the same " + block
                        + " bytes arrived damaged again and again; the old file is untouched, try again, or with a"
                        + " lower baud rate");
            }
        }
    }

    private void move(BlockSender sender, String code) throws IOException {
        var said = new StringBuilder();
        var execution = board.start(
                WireProgram.call(code.getBytes(StandardCharsets.UTF_8)),
                bytes -> said.append(StandardCharsets.ISO_8859_1.decode(bytes)),
                PATIENCE);
        while (!board.follow(sender, () -> Duration.ofNanos(sender.patience()))) {
            sender.silence();
            if (sender.silences() > MOST_SILENCES) {
                failures++;
                board.lose();
                throw new StreamTimeoutException(
                        "board: " + path + ": the board takes no more; reset it, or try a lower baud rate", 0, 1);
            }
        }
        if (!sender.complete()) {
            String text = sender.words().text();
            answer = BoardWords.answer(text).orElse(null);
            board.lose();
            throw RemoteException.of(
                    text.substring(Math.max(0, text.indexOf("Traceback"))).replaceAll("\4>?", ""));
        }
        if (sender.repeats() == 0) {
            board.finish(execution, board.timeout());
            answer = BoardWords.answer(said.toString()).orElse(null);
            if (answer != null) {
                WireLink.value(path, answer);
            }
        }
    }

    /// Finds out how far the board has come, and has it go on from there.
    private void resume() throws IOException {
        Object at = call("_wv=_wp if _wf else -1", PATIENCE);
        if (at instanceof Long position && position >= written) {
            if (position > written) {
                trouble.progress();
            }
            written = position;
            return;
        }
        // the board was reset; what had been flushed is there
        Object there = call(
                "_wf=open(%s,'r+b');_wp=%d;_wv=os.stat(%s)[6]"
                        .formatted(BoardFiles.python(temporary), written, BoardFiles.python(temporary)),
                PATIENCE);
        if (!(there instanceof Long length) || length < written) {
            throw new IOException("board: " + path + ": the board has been reset in the middle and has " + there
                    + " of the " + written + " bytes it had; the old file is untouched, try again");
        }
    }
}
