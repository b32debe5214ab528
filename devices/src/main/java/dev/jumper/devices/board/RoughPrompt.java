package dev.jumper.devices.board;

import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// The prompt of a board at a rough line: code goes there in short lines, whatever state the board is in, and
/// answers that do not pass are fetched in slices.
final class RoughPrompt {
    /// A board that is at its prompt or comes to it answers within this.
    private static final Duration PATIENCE = Duration.ofMillis(200);
    /// After hearing nothing at all so often it is found out why.
    private static final int MOST_SILENT = 6;
    /// How often code may have run without its answer having come.
    private static final int SLICE_ATTEMPTS = 4;

    private final MicroPythonBoard board;
    private int silent;
    private boolean lost = true;
    private int entries;

    RoughPrompt(MicroPythonBoard board) {
        this.board = board;
    }

    /// Runs `code`, which is short, until what came is `answered`, the prompt is back, or nothing has come for a
    /// while, which is `silence` once the code seems to run. Speaks to the board from whatever state it is in, and
    /// leaves it in any.
    RoughExecution ask(String code, Predicate<String> answered, Duration silence) throws IOException {
        var execution = run(RoughExecution.of(code, answered, lost()), silence);
        lost = !answered.test(execution.text()) && !back(execution);
        return execution;
    }

    /// Has `code`, which is short, run; what it says after `mark` is another protocol's.
    RoughExecution start(String code, String mark) throws IOException {
        var execution = run(RoughExecution.handingOver(code, mark, lost()), PATIENCE);
        lost = execution.running() || !back(execution);
        return execution;
    }

    /// Has the board run the call's code, which is the value of `expression` there, and returns the answer, fetched
    /// in slices if it does not pass as a whole.
    Optional<Object> call(WireCall call, String expression, Duration silence) throws IOException {
        var said = ask(call.python(expression), text -> call.answer(text).isPresent(), silence);
        var answer = call.answer(said.text());
        if (answer.isEmpty() && said.text().contains("|")) { // it has run, and its answer did not pass
            answer = answer(call);
        }
        if (answer.isEmpty()) {
            throw said.failure();
        }
        return answer;
    }

    /// Asks for the answer of a call that may have run; empty if it seems not to have.
    Optional<Object> answer(WireCall call) throws IOException {
        var trouble = new Trouble(board).rough();
        var sliced = new StringBuilder();
        for (int attempt = 1; attempt <= SLICE_ATTEMPTS; attempt++) {
            int at = sliced.length();
            String text = ask(call.slice(at), t -> call.slice(t, at).isPresent(), PATIENCE)
                    .text();
            var whole = call.answer(text);
            if (whole.isPresent()) { // it had been held back by what the request has broken off
                return whole;
            }
            var slice = call.slice(text, at);
            if (slice.isPresent()) {
                sliced.append(slice.get());
                attempt = 0;
                if (slice.get().length() < WireProgram.SLICE) {
                    return Optional.of(PythonLiteral.parse(sliced.toString()));
                }
            } else if (at > 0) {
                attempt = Math.min(attempt, 1);
                trouble.take(new ProtocolException("board: the answer was damaged on the line"));
            }
        }
        return Optional.empty();
    }

    private RoughExecution run(RoughExecution execution, Duration silence) throws IOException {
        board.follow(execution, () -> execution.busy() ? silence : shortest());
        silent = execution.heard() ? 0 : silent + 1;
        return execution;
    }

    /// Tells whether it is not known that the board is at its friendly prompt; finds out why if nothing comes.
    private boolean lost() throws IOException {
        if (silent == MOST_SILENT) {
            silent = 0;
            board.connect();
        }
        lost |= entries != board.entries();
        entries = board.entries();
        return lost;
    }

    private Duration shortest() {
        return PATIENCE.compareTo(board.timeout()) < 0 ? PATIENCE : board.timeout();
    }

    private static boolean back(RoughExecution execution) {
        return execution.text().contains(">>> ");
    }
}
