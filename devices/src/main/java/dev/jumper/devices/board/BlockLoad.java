package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Bytes on their way into the board's `_wf`, over as many commands as the line needs.
final class BlockLoad {
    static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_SILENCES = 3;
    private static final int MOST_FAILURES = 6;
    /// Python so short passes a bad line together with the command that takes blocks.
    private static final int SHORT = 40;

    /// Where bytes go, and what is done with them there.
    interface Landing {
        /// Returns the part of the program that the Python needs, beside the receiver.
        byte[] part();

        /// Returns Python to run before bytes come; may run again for the rest of them.
        String before();

        /// Returns Python to run once all have come, none if empty; may run twice.
        String after();

        /// Takes how many of the bytes have come so far.
        default void progress(int done) {}

        /// Asks the board how many of the bytes have come, and makes it ready for the rest; -1 if [#after] has run.
        ///
        /// @throws IOException if it has lost what cannot be sent again
        int arrived() throws IOException;
    }

    private final WireLink link;
    private final MicroPythonBoard board;
    private final String path;
    private final Pace pace;
    private final BlockSender.RoundTrip trip = new BlockSender.RoundTrip();
    private final Trouble trouble;
    private Object answer;
    /// How often in a row the board went silent without having taken any more.
    private int failures;

    /// Prepares for bytes of `path`.
    BlockLoad(WireLink link, MicroPythonBoard board, String path) {
        this.link = link;
        this.board = board;
        this.path = path;
        pace = Pace.up(link);
        trouble = new Trouble(board);
    }

    Pace pace() {
        return pace;
    }

    /// Sends `length` bytes of `data` from `from`, and has the board do what follows.
    void send(byte[] data, int from, int length, Landing landing) throws IOException {
        int done = 0;
        failures = 0;
        while (done >= 0) {
            if (done == length) {
                done = conclude(landing);
                continue;
            }
            int block = pace.block();
            var blocks = blocks(data, from + done, from + length, block);
            boolean last = done + blocks.taken() == length;
            boolean together = last && !(link.bad() && landing.after().length() > SHORT);
            String after = together ? landing.after() : "";
            try {
                link.install(WireProgram.RECEIVER);
                link.require(landing.part());
                transfer(blocks, landing.before(), after);
                done += blocks.taken();
                trouble.progress();
                failures = 0;
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                if (answer != null) {
                    board.lose();
                    WireLink.value(path, answer);
                }
                link.spoilt(trouble, e);
                pace.fail();
                int now = landing.arrived();
                if (now < 0 || now > done) {
                    trouble.progress();
                    failures = 0;
                }
                done = now;
                if (failures >= MOST_FAILURES) {
                    throw new VerificationException("board: " + path + ": the same " + block
                            + " bytes arrived damaged again and again; the old file is untouched, try again, or with a"
                            + " lower baud rate");
                }
                together = false;
            }
            landing.progress(Math.max(0, done));
            if (together) {
                return;
            }
        }
    }

    /// Makes blocks for one command: full ones, or on a slow line, if all the bytes fit, blocks as short as hold
    /// them.
    private WireCode.Blocks blocks(byte[] data, int from, int to, int block) {
        int most = pace.blocks(link.freeHeap());
        var blocks = WireCode.encode(data, from, to, block, most);
        int count = blocks.wire().size();
        if (link.fast() || from + blocks.taken() < to) {
            return blocks;
        }
        for (int size = Math.ceilDiv(to - from, count) + WireCode.OVERHEAD_UP; size < block; size += 2) {
            var shorter = WireCode.encode(data, from, to, size, count);
            if (from + shorter.taken() == to) {
                return shorter;
            }
        }
        return blocks;
    }

    /// Has the board do what follows the last byte; returns [Landing#arrived] if that fails.
    private int conclude(Landing landing) throws IOException {
        try {
            if (!landing.after().isEmpty()) {
                link.call(landing.part(), path, landing.after(), board.timeout());
            }
            return -1;
        } catch (RemoteException e) {
            link.spoilt(trouble, e); // it may have been reset
            return landing.arrived();
        }
    }

    private void transfer(WireCode.Blocks blocks, String before, String after) throws IOException {
        int count = blocks.wire().size();
        int block = blocks.wire().getFirst().length;
        int piece = pace.piece();
        var sender = new BlockSender(blocks.wire(), pace.window(), piece, board.ticks()::nanos, trip);
        answer = null;
        String take = "_wu(%d,%d,%d,%d)".formatted(count, block, piece, link.bad() && after.isEmpty() ? 1 : 0);
        move(sender, before + take + (after.isEmpty() ? "" : "\n" + after), !after.isEmpty());
        pace.take(trip.rate(), count, sender.repeats());
        if (sender.repeats() > 0) {
            link.spoilt();
            board.lose(); // a block that came twice is at the prompt
        }
    }

    private void move(BlockSender sender, String code, boolean more) throws IOException {
        var said = new StringBuilder();
        var call = link.numbered(code);
        var execution =
                board.start(call.python(), bytes -> said.append(StandardCharsets.ISO_8859_1.decode(bytes)), PATIENCE);
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
            answer = call.answer(text).orElse(null);
            board.lose();
            throw RemoteException.of(
                    text.substring(Math.max(0, text.indexOf("Traceback"))).replaceAll("\4>?", ""));
        }
        if (more || sender.repeats() == 0) {
            board.finish(execution, board.timeout());
            answer = call.answer(said.toString()).orElse(null);
            if (answer != null) {
                WireLink.value(path, answer);
            } else if (more) {
                throw new ProtocolException("board: " + path + ": the answer was damaged on the line");
            }
        }
    }
}
