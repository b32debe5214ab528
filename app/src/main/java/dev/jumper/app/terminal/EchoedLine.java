package dev.jumper.app.terminal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// The line that the cursor is on, as the board draws it with backspaces and escape sequences.
///
/// Understands what MicroPython's `readline` sends (`shared/readline/readline.c`): printable characters, CR, LF,
/// BS, `ESC [ K`, and `ESC [ n D`. Safe for use by several threads.
public final class EchoedLine {
    private static final String PROMPT = ">>> ";
    private static final String CONTINUATION = "... ";

    private final StringBuilder row = new StringBuilder();
    private final StringBuilder escape = new StringBuilder();
    private final Queue<String> finished = new ArrayDeque<>();
    private int cursor;
    private boolean inEscape;

    /// Takes in what the board sent.
    public synchronized void feed(CharSequence text) {
        text.chars().forEach(c -> feed((char) c));
    }

    private void feed(char c) {
        if (inEscape) {
            escape.append(c);
            if (c != '[' && (c < '0' || c > '9') && c != ';' && c != '?') {
                obey();
                inEscape = false;
            }
            return;
        }
        switch (c) {
            case '\033' -> {
                inEscape = true;
                escape.setLength(0);
            }
            case '\n' -> {
                typed().ifPresent(finished::add);
                row.setLength(0);
                cursor = 0;
            }
            case '\r' -> cursor = 0;
            case '\b' -> cursor = Math.max(0, cursor - 1);
            default -> {
                if (c >= ' ') {
                    put(c);
                }
            }
        }
    }

    private void put(char c) {
        if (cursor < row.length()) {
            row.setCharAt(cursor, c);
        } else {
            row.append(c);
        }
        cursor++;
    }

    private void obey() {
        char last = escape.charAt(escape.length() - 1);
        switch (last) {
            case 'K' -> row.setLength(Math.min(cursor, row.length()));
            case 'D' -> cursor = Math.max(0, cursor - count());
            case 'C' -> cursor = Math.min(row.length(), cursor + count());
            default -> {
                // colours and the like move nothing
            }
        }
    }

    private int count() {
        String digits = escape.substring(Math.min(1, escape.length()), escape.length() - 1);
        return digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)
                ? 1
                : Integer.parseInt(digits);
    }

    /// Returns what has been typed after the prompt, or nothing if the board is not at its prompt.
    public synchronized Optional<String> typed() {
        return row.indexOf(PROMPT) == 0 || row.indexOf(CONTINUATION) == 0
                ? Optional.of(row.substring(PROMPT.length()))
                : Optional.empty();
    }

    /// Tells whether the prompt is that of a new statement, not of one that goes on.
    public synchronized boolean atStatement() {
        return row.indexOf(PROMPT) == 0;
    }

    /// Tells whether the cursor stands after all that has been typed.
    public synchronized boolean atEnd() {
        return cursor == row.length();
    }

    /// Takes the oldest line that was finished at the prompt and not yet taken.
    ///
    /// The board tells it when it echoes the end of the line, so none of it is missing, however fast it was typed.
    public synchronized Optional<String> takeFinished() {
        return Optional.ofNullable(finished.poll());
    }
}
