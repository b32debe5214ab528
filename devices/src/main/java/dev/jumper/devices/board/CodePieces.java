package dev.jumper.devices.board;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/// Code on its way to a board over a line that lets no whole code pass: in pieces, each with a check by which the
/// board takes it, joined there as [RoughProgram#PIECES].
final class CodePieces {
    /// Where the chance to pass falls by a third with ten bytes, no length moves more at a time.
    private static final int FIRST = 30;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 80;
    /// Characters of a piece written as Python, so that it fits a receive buffer.
    private static final int MOST_CHARACTERS = 160;
    /// After so many failures with all pieces there, one of them may be wrong in spite of its check, or what takes
    /// them in spite of its trial.
    private static final int MOST_FAILURES = 12;
    /// After so many failures of one piece the board may be wrong about how to take it.
    private static final int MOST_REFUSALS = 30;
    /// What it should take, in two pieces, each of which passes at every second attempt,
    private static final byte[] TRIAL = {'~', '@', 'K', 'o'};
    /// and how often each is tried.
    private static final int TRIALS = 12;

    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Way way;
    private final MicroPythonBoard board;
    private final RoughPrompt prompt;
    private final byte[] code;
    private int arrived;
    private int failures;

    CodePieces(Way way, MicroPythonBoard board, RoughPrompt prompt, byte[] code) {
        this.way = way;
        this.board = board;
        this.prompt = prompt;
        this.code = code;
    }

    /// What is known of the board and the line by all codes that go in pieces.
    static final class Way {
        private boolean taking;
        private int length = FIRST;

        void passed() {
            length = Math.min(LONGEST, length + 6);
        }

        void failed() {
            length = Math.max(SHORTEST, length - 2);
        }
    }

    /// Returns Python whose value is the code, once all of that is on the board.
    String expression() throws IOException {
        if (code.length <= SHORTEST * 3) {
            return PythonLiteral.write(code);
        }
        return joined();
    }

    /// As [#expression], in pieces however short the code is.
    String joined() throws IOException {
        var trouble = new Trouble(board).rough();
        int refusals = 0;
        while (arrived < code.length) {
            if (!way.taking) {
                prepare(trouble);
                arrived = 0;
            }
            int end = end();
            var said = put(code, arrived, end);
            if (RoughProgram.taken(code, arrived, end, said.text())) {
                arrived = end;
                way.passed();
                trouble.progress();
                refusals = 0;
                continue;
            }
            way.failed();
            trouble.take(said.failure());
            if (++refusals % MOST_REFUSALS == 0 || lacks(said, RoughProgram.TAKE) || lacks(said, RoughProgram.PIECES)) {
                way.taking = takes();
            }
        }
        return RoughProgram.PIECES;
    }

    /// Has the board define what takes pieces, and sees that it does.
    private void prepare(Trouble trouble) throws IOException {
        while (!way.taking) {
            String missing = checks() ? RoughProgram.TAKER : RoughProgram.CHECKER;
            prompt.ask(RoughProgram.PIECES + "=b''", _ -> false, PATIENCE);
            var said = prompt.ask(missing, _ -> false, PATIENCE);
            trouble.take(said.failure());
            way.taking = missing.equals(RoughProgram.TAKER) && !said.complained() && takes();
        }
        trouble.progress();
    }

    /// Tells whether the board works out the check of a piece.
    private boolean checks() throws IOException {
        int half = TRIAL.length / 2;
        return tried(
                RoughProgram.checkOf(TRIAL, half, TRIAL.length),
                text -> RoughProgram.checks(TRIAL, half, TRIAL.length, text),
                RoughProgram.CHECK);
    }

    /// Tells whether the board takes pieces that are as short as can be, the second one also twice, and has what
    /// they make together: what takes them may itself be damaged, and right about some of them.
    private boolean takes() throws IOException {
        arrived = 0;
        int half = TRIAL.length / 2;
        return takes(0, half)
                && takes(half, TRIAL.length)
                && takes(half, TRIAL.length)
                && tried(RoughProgram.TELL, text -> RoughProgram.tells(TRIAL, text), RoughProgram.PIECES);
    }

    private boolean takes(int from, int to) throws IOException {
        return tried(
                RoughProgram.take(TRIAL, from, to),
                text -> RoughProgram.taken(TRIAL, from, to, text),
                RoughProgram.TAKE);
    }

    /// Tells whether `code`, tried some times, is `answered`; no more is tried if the board lacks `name`.
    private boolean tried(String code, Predicate<String> answered, String name) throws IOException {
        for (int i = 0; i < TRIALS; i++) {
            var said = prompt.ask(code, answered, PATIENCE);
            if (answered.test(said.text())) {
                return true;
            }
            if (lacks(said, name)) {
                return false;
            }
        }
        return false;
    }

    private RoughExecution put(byte[] bytes, int from, int to) throws IOException {
        return prompt.ask(
                RoughProgram.take(bytes, from, to), text -> RoughProgram.taken(bytes, from, to, text), PATIENCE);
    }

    /// Says that running the code has failed.
    void failed() {
        if (++failures == MOST_FAILURES) {
            failures = 0;
            arrived = 0;
            way.taking = false;
        }
    }

    private static boolean lacks(RoughExecution said, String name) {
        return said.text().contains("'" + name + "' is"); // not defined
    }

    private int end() {
        int end = Math.min(code.length, arrived + way.length);
        while (PythonLiteral.writeBytes(code, arrived, end - arrived).length() > MOST_CHARACTERS) {
            end--;
        }
        return end;
    }
}
