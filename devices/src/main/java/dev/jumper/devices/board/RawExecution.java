package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One piece of code executed at the raw prompt: sent by raw-paste with its window where the board has that, in
/// paced pieces otherwise; its output handed on as it comes; its error collected.
///
/// Begins and ends at the raw prompt. "Raw-paste mode" in MicroPython's "The MicroPython Interactive Interpreter
/// Mode".
final class RawExecution implements Protocol {
    /// Plain raw mode has no flow control: this much fits into the smallest receive buffer,
    private static final int PIECE = 256;
    /// and this long the slowest board takes to empty it.
    private static final long PIECE_PAUSE = 10_000_000;

    private static final int END = 4;
    private static final int MORE = 1;
    private static final byte[] ENTER_RAW_PASTE = {5, 'A', 1};

    /// Whether a board knows raw-paste mode.
    enum RawPaste {
        UNKNOWN,
        YES,
        NO
    }

    private enum State {
        ASK,
        ANSWER,
        ANSWER_FLAG,
        OLD_FIRMWARE,
        WINDOW_LOW,
        WINDOW_HIGH,
        PASTE,
        PASTE_END,
        ABORT,
        PLAIN,
        PLAIN_O,
        PLAIN_K,
        OUTPUT,
        ERROR,
        PROMPT,
        DONE
    }

    private final ByteBuffer code;
    private final ByteSink sink;
    private final ByteArrayOutputStream error = new ByteArrayOutputStream(0);
    private final Phrase banner = PromptEntry.banner();
    private final Prompts prompts = new Prompts();
    private RawPaste rawPaste;
    private State state;
    private int window;
    private int credit;
    private boolean pause;
    private boolean held;

    /// Prepares to send `code` to a board of which is known what `rawPaste` says.
    ///
    /// @throws IllegalArgumentException if the code holds a byte that the prompt takes for a control character
    RawExecution(byte[] code, RawPaste rawPaste, ByteSink sink) {
        for (int i = 0; i < code.length; i++) {
            if (code[i] >= 1 && code[i] <= 5) {
                throw new IllegalArgumentException(
                        "code: found control character 0x%02x at offset %d, which the board's prompt would act on; write it as \\x%02x"
                                .formatted(code[i], i, code[i]));
            }
        }
        this.code = ByteBuffer.wrap(code);
        this.sink = sink;
        this.rawPaste = rawPaste;
        this.state = rawPaste == RawPaste.NO ? State.PLAIN : State.ASK;
    }

    /// Returns what is known now of the board's raw-paste mode.
    RawPaste rawPaste() {
        return rawPaste;
    }

    /// Returns the traceback, empty if the code ended well.
    String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    /// Tells whether all of the code has been taken and it runs, or has run.
    boolean running() {
        return state.compareTo(State.OUTPUT) >= 0;
    }

    /// Ends the conversation where output begins, which then is another protocol's until [#release].
    RawExecution hold() {
        held = true;
        return this;
    }

    /// Has the conversation go on to the end of output.
    void release() {
        held = false;
    }

    /// Tells whether a part of the code may have reached the board, so that it must not be sent again.
    boolean begun() {
        return code.position() > 0;
    }

    @Override
    public long pauseNanos() {
        return pause ? PIECE_PAUSE : 0;
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) throws IOException {
        pause = false;
        while (true) {
            switch (state) {
                case ASK -> {
                    if (output.remaining() < ENTER_RAW_PASTE.length) {
                        return ByteStream.NEED_WRITE;
                    }
                    output.put(ENTER_RAW_PASTE);
                    state = State.ANSWER;
                }
                case PASTE -> {
                    takeCredit(input);
                    if (state != State.PASTE) {
                        continue;
                    }
                    credit -= send(output, credit);
                    if (code.hasRemaining()) {
                        return output.hasRemaining() ? ByteStream.NEED_READ : ByteStream.NEED_WRITE;
                    }
                    if (!output.hasRemaining()) {
                        return ByteStream.NEED_WRITE;
                    }
                    output.put((byte) END);
                    state = State.PASTE_END;
                }
                case ABORT -> { // the board wants no more, and says why after our END
                    if (!output.hasRemaining()) {
                        return ByteStream.NEED_WRITE;
                    }
                    output.put((byte) END);
                    state = State.OUTPUT;
                }
                case PLAIN -> {
                    send(output, PIECE);
                    if (code.hasRemaining() || !output.hasRemaining()) {
                        pause = true;
                        return ByteStream.NEED_WRITE;
                    }
                    output.put((byte) END);
                    state = State.PLAIN_O;
                }
                case OLD_FIRMWARE -> {
                    if (!foundBanner(input)) {
                        return ByteStream.NEED_READ;
                    }
                    rawPaste = RawPaste.NO;
                    state = State.PLAIN;
                }
                case OUTPUT -> {
                    if (held) {
                        return DONE;
                    }
                    if (!output(input)) {
                        return ByteStream.NEED_READ;
                    }
                    state = State.ERROR;
                }
                case DONE -> {
                    return DONE;
                }
                default -> {
                    if (!input.hasRemaining()) {
                        return ByteStream.NEED_READ;
                    }
                    state = answer(input.get() & 0xFF);
                }
            }
        }
    }

    private boolean foundBanner(ByteBuffer input) {
        while (input.hasRemaining()) {
            if (banner.ends(input.get())) {
                return true;
            }
        }
        return false;
    }

    private int send(ByteBuffer output, int most) {
        int count = Math.min(most, Math.min(code.remaining(), output.remaining()));
        output.put(output.position(), code, code.position(), count);
        output.position(output.position() + count);
        code.position(code.position() + count);
        return count;
    }

    private void takeCredit(ByteBuffer input) throws IOException {
        while (input.hasRemaining()) {
            int next = input.get();
            if (next == MORE) {
                credit += window;
            } else if (next == END) {
                code.position(code.limit());
                state = State.ABORT;
                return;
            } else {
                throw unexpected(next, "flow control (0x01 or 0x04) during raw-paste");
            }
        }
    }

    private State answer(int next) throws IOException {
        return switch (state) {
            case ANSWER -> {
                if (next == 'R') {
                    yield State.ANSWER_FLAG;
                }
                if (next != '\r') {
                    throw unexpected(next, "'R' or the banner as the answer to raw-paste");
                }
                yield State.OLD_FIRMWARE; // it took the request for one to print its banner, which begins a line
            }
            case ANSWER_FLAG ->
                switch (next) {
                    case 0 -> {
                        rawPaste = RawPaste.NO;
                        yield State.PLAIN;
                    }
                    case 1 -> State.WINDOW_LOW;
                    default -> throw unexpected(next, "0x00 or 0x01 as the answer to raw-paste");
                };
            case WINDOW_LOW -> {
                window = next;
                yield State.WINDOW_HIGH;
            }
            case WINDOW_HIGH -> {
                window |= next << 8;
                if (window == 0) {
                    throw new ProtocolException("board: raw-paste window is 0, expected 1 or more; reset the board");
                }
                credit = window;
                rawPaste = RawPaste.YES;
                yield State.PASTE;
            }
            case PASTE_END ->
                switch (next) {
                    case MORE -> State.PASTE_END;
                    case END -> State.OUTPUT;
                    default -> throw unexpected(next, "0x04 at the end of raw-paste");
                };
            case PLAIN_O -> {
                if (next != 'O') {
                    throw unexpected(next, "'OK' after the code");
                }
                yield State.PLAIN_K;
            }
            case PLAIN_K -> {
                if (next != 'K') {
                    throw unexpected(next, "'OK' after the code");
                }
                yield State.OUTPUT;
            }
            case ERROR -> {
                if (next == END) {
                    yield State.PROMPT;
                }
                error.write(next);
                yield State.ERROR;
            }
            case PROMPT -> {
                if (next == 'M') { // of "MPY: soft reboot": the code itself has asked for it
                    throw reset();
                }
                if (next != '>') {
                    throw unexpected(next, "the raw prompt '>'");
                }
                yield State.DONE;
            }
            default -> throw new IllegalStateException("no answer is read in state " + state);
        };
    }

    /// Hands on output up to its end; tells whether the end was there.
    private boolean output(ByteBuffer input) throws IOException {
        int end = input.position();
        while (end < input.limit() && input.get(end) != END) {
            end++;
        }
        if (end > input.position()) {
            prompts.take(input, input.position(), end);
            sink.accept(input.slice(input.position(), end - input.position()));
            input.position(end);
            if (prompts.last()) {
                throw reset();
            }
        }
        if (input.hasRemaining()) {
            input.get();
            return true;
        }
        return false;
    }

    private static ResetException reset() {
        return new ResetException("board: it was reset while its code ran; what it did is lost, run it again");
    }

    private static ProtocolException unexpected(int found, String expected) {
        return new ProtocolException(
                "board: found byte 0x%02x, expected %s; another program may be using the port, or the line loses bytes"
                        .formatted(found & 0xFF, expected));
    }
}
