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
    private static final int MOST_SILENCES_ROUGH = 5;
    private static final int MOST_FAILURES = 6;
    /// Python so short passes a bad line together with the command that takes blocks.
    private static final int SHORT = 40;

    /// Where bytes go, and what is done with them there.
    interface Landing {
        /// Returns the part of the program that the Python needs, beside the receiver.
        byte[] part();

        /// Returns what `_wp` is before the first byte.
        default long origin() {
            return 0;
        }

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
    /// What `_wp` was after a transfer, less than 0 if not told, and whether that has to be seen: an answer of the
    /// board may have been damaged to one that tells of more blocks.
    private long position;

    private boolean verify;
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
            boolean together =
                    last && !link.rough() && !(link.bad() && landing.after().length() > SHORT);
            String after = together ? landing.after() : "";
            try {
                link.install(WireProgram.RECEIVER);
                link.require(landing.part());
                transfer(blocks, landing.before(), after);
                if (!verify) {
                    done = got(done, done + blocks.taken());
                } else {
                    int now = got(
                            done,
                            position < landing.origin() ? landing.arrived() : (int) (position - landing.origin()));
                    if (now >= 0 && now <= done) {
                        trouble.take(
                                new ProtocolException("board: " + path + ": the answers were damaged on the line"));
                    }
                    done = now;
                }
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                if (answer != null) {
                    board.lose();
                    WireLink.value(path, answer);
                }
                link.spoilt(trouble, e);
                pace.fail();
                done = got(done, landing.arrived());
                if (failures >= MOST_FAILURES) {
                    throw new VerificationException("board: " + path + ": the same " + block
                            + " bytes arrived damaged again and again; the old file is untouched, try again, or with a"
                            + " lower baud rate");
                }
                together = false;
            }
            landing.progress(Math.max(0, done));
            if (together && done == length) {
                return;
            }
        }
    }

    /// Returns `now`, how many bytes have come, before which it were `done`.
    private int got(int done, int now) {
        if (now < 0 || now > done) {
            trouble.progress();
            failures = 0;
        }
        return now;
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
        answer = null;
        position = -1;
        int block = blocks.wire().getFirst().length;
        int piece = pace.piece();
        String take = "(%d,%d,%d,%d".formatted(count, block, piece, link.bad() && after.isEmpty() ? 1 : 0);
        var sender = link.rough()
                ? moveRoughly(blocks, before + "_wru" + take)
                : move(blocks, before + "_wu" + take + (after.isEmpty() ? ")" : ")\n" + after), !after.isEmpty());
        pace.take(trip.rate(), count, sender.repeats());
        verify = link.rough() || sender.repeats() > 0 && after.isEmpty();
        if (sender.repeats() > 0) {
            link.spoilt();
            board.lose(); // a block that came twice is at the prompt
        }
    }

    private BlockSender sender(WireCode.Blocks blocks) {
        return new BlockSender(blocks.wire(), pace.window(), pace.piece(), board.ticks()::nanos, trip);
    }

    private BlockSender move(WireCode.Blocks blocks, String code, boolean more) throws IOException {
        var call = link.numbered(code);
        var sender = sender(blocks);
        var said = new StringBuilder();
        var execution =
                board.start(call.python(), bytes -> said.append(StandardCharsets.ISO_8859_1.decode(bytes)), PATIENCE);
        if (!follow(sender, MOST_SILENCES)) {
            board.lose();
            throw stuck();
        }
        if (!sender.complete()) {
            throw broken(sender, call);
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
        return sender;
    }

    /// As [#move], over a rough line; `code` lacks its last argument, the number of the call.
    private BlockSender moveRoughly(WireCode.Blocks blocks, String code) throws IOException {
        var call = link.numbered(number -> code + "," + number + ")");
        link.talk(call, trouble);
        var sender = sender(blocks);
        follow(sender, MOST_SILENCES_ROUGH);
        answer = link.prompt().answer(call).orElse(null); // it may also have run against the end of the flash
        if (!sender.complete() && answer == null) {
            throw stuck();
        }
        if (answer != null && WireLink.value(path, answer) instanceof Long there) {
            position = there;
        }
        return sender;
    }

    private IOException stuck() {
        failures++;
        return new StreamTimeoutException(
                "board: " + path + ": the board takes no more; reset it, or try a lower baud rate", 0, 1);
    }

    /// Returns what a sender that has not come to its end is to be taken for.
    private IOException broken(BlockSender sender, WireCall call) throws IOException {
        String text = sender.words().text();
        answer = call.answer(text).orElse(null);
        board.lose();
        return BoardWords.error(text).orElseGet(() -> RemoteException.of(text.replaceAll("\4>?", "")));
    }

    /// Follows the sender to its end; false if the board goes silent, more than `most` times in a row.
    private boolean follow(BlockSender sender, int most) throws IOException {
        while (!board.follow(sender, () -> Duration.ofNanos(sender.patience()))) {
            sender.silence();
            if (sender.silences() > most) {
                return false;
            }
        }
        return true;
    }
}
