package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/// One line of code executed over a line that damages most of what is longer: the request for a prompt and the code
/// go out together, whatever the board is doing, and only what proves itself counts as the answer.
///
/// Bytes lost from it cost an attempt, never the way to the prompt: the next one begins with that again. The prompt
/// is the friendly one, for a doubled end of code at the raw one restarts the interpreter.
final class RoughExecution implements Protocol {
    /// After so many bytes without an answer something else is talking.
    private static final int MOST_ANSWER = 4096;
    /// Bytes that the board may say before it echoes the code, when it comes from the raw prompt.
    private static final int BANNER = 120;

    /// Throws away a line that was begun; breaks off what runs, which bears it twice, and leaves the raw prompt.
    private static final String CANCEL = "\3";
    private static final String TO_FRIENDLY = "\3\3\3\3\2";

    private final ByteBuffer saying;
    private final Predicate<String> answered;
    private final String mark;
    private final int echo;
    private final StringBuilder text = new StringBuilder();
    private boolean running;
    private int came;

    private RoughExecution(String whole, Predicate<String> answered, String mark, int echo) {
        saying = StandardCharsets.US_ASCII.encode(whole);
        this.answered = answered;
        this.mark = mark;
        this.echo = echo;
    }

    /// Prepares to run `code` until what came is `answered`, or the prompt is back; from the friendly prompt or, if
    /// it is `lost`, from any state.
    static RoughExecution of(String code, Predicate<String> answered, boolean lost) {
        return new RoughExecution(
                (lost ? TO_FRIENDLY : CANCEL) + code + "\r", answered, "", code.length() + (lost ? BANNER : 0));
    }

    /// Prepares to start `code`, as [#of] does; what comes once it has said `mark` is another protocol's.
    static RoughExecution handingOver(String code, String mark, boolean lost) {
        return new RoughExecution(
                (lost ? TO_FRIENDLY : CANCEL) + code + "\r", _ -> false, mark, code.length() + (lost ? BANNER : 0));
    }

    /// Tells whether code that hands over has done so.
    boolean running() {
        return running;
    }

    /// Tells whether the code seems to run, having said nothing yet: its echo has come to the end of its line.
    boolean busy() {
        return came > echo / 2 && text.charAt(text.length() - 1) == '\n';
    }

    /// Tells whether anything has come at all.
    boolean heard() {
        return came > 0;
    }

    /// Tells whether the board has complained.
    boolean complained() {
        return text.indexOf("Error") >= 0 || text.indexOf("raceb") >= 0;
    }

    /// Returns what the lack of an answer is to be taken for.
    IOException failure() {
        var error = BoardWords.error(text.toString());
        if (error.isPresent()) {
            return error.get();
        }
        return came > 0
                ? new ProtocolException("board: what it says arrives damaged; try again, or with a lower baud rate")
                : new StreamTimeoutException("board: it says nothing; try again, or reset it", 0, 1);
    }

    /// Returns what came.
    String text() {
        return text.toString();
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) {
        while (saying.hasRemaining() && output.hasRemaining()) {
            output.put(saying.get());
        }
        if (saying.hasRemaining()) {
            return ByteStream.NEED_WRITE;
        }
        while (input.hasRemaining()) {
            char next = (char) (input.get() & 0xFF);
            text.append(next);
            came++;
            if (!mark.isEmpty() && next == mark.charAt(0) && text.indexOf(mark) >= 0) {
                running = true;
                return DONE;
            }
        }
        return came >= MOST_ANSWER || ended() || answered.test(text.toString()) ? DONE : ByteStream.NEED_READ;
    }

    private boolean ended() {
        int length = text.length();
        return came >= echo && length >= 4 && text.charAt(length - 1) == ' ' && back(text.substring(length - 4));
    }

    private static boolean back(String end) {
        return end.equals(">>> ") || end.equals("... ");
    }
}
