package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/// Requests about the files of a board, in Python: by checked calls where the program for them is on the board or
/// the line has shown faults, as text otherwise.
///
/// Text is never run as something else than was sent: it carries a check of its own, and so does the answer of what
/// only looks. Whatever is seen to be damaged goes by checked calls from then on.
final class FileRequests {
    /// How often text is sent to a board that cannot run the program for checked calls.
    private static final int MOST_TEXTS = 4;
    /// Python that prints what guarded code has left in `_jv`, and its check.
    private static final String ANSWERING = """
        _jc = repr(_jv)
        print(_jc)
        print(_ji(_jc.encode()))
        """;

    private static final String DAMAGED = "damaged on the line";

    private final MicroPythonBoard board;
    private final WireLink link;

    FileRequests(MicroPythonBoard board) {
        this.board = board;
        this.link = board.link();
    }

    /// Returns the value of the Python expression `expression`, which is about `path`, with `os` imported; an
    /// `OSError` becomes the exception of `java.nio.file`.
    Object look(String path, String expression) throws IOException {
        return ask(path, "_jv=" + expression, "_wv=" + expression);
    }

    /// Returns what `text` leaves in `_jv`, or `call`, which goes by a checked call, in `_wv`; both only look.
    Object ask(String path, String text, String call) throws IOException {
        String before = "";
        for (int attempt = 0; attempt < MOST_TEXTS && !link.checked(); attempt++) {
            try {
                return answer(run(path, guarded(text) + ANSWERING));
            } catch (RemoteException e) {
                if (e.interrupted() || e.getMessage().equals(before)) { // that is no accident
                    throw e;
                }
                if (!Trouble.ofTheBoard(e) || !before.isEmpty()) {
                    link.spoilt();
                }
                before = e.getMessage();
            } catch (ProtocolException | StreamTimeoutException | IllegalArgumentException e) {
                link.spoilt();
            }
        }
        return link.call(path, call, board.timeout());
    }

    private static Object answer(String printed) throws ProtocolException {
        String text = printed.strip();
        int end = text.lastIndexOf('\n');
        String value = text.substring(0, Math.max(0, end)).strip();
        String check = text.substring(end + 1);
        if (end < 0
                || !check.equals("-1")
                        && !check.equals("" + WireCode.remainder(value.getBytes(StandardCharsets.UTF_8)))) {
            throw new ProtocolException("board: the answer was damaged on the line");
        }
        return PythonLiteral.parse(value);
    }

    /// Runs `code` by a checked call, and returns what it leaves in `_wv`.
    Object checked(String path, String code) throws IOException {
        return link.call(path, code, board.timeout());
    }

    /// Runs `code`, which is about `path` and changes files, once; before it, what broken uploads have left is
    /// removed.
    void change(String path, String code) throws IOException {
        String whole = link.leftovers().removal() + code;
        if (!whole.isEmpty()) {
            once(path, whole, "");
        }
    }

    /// As [#change], but removes nothing else, and returns the number that `code` leaves in `_wv`.
    long counted(String path, String code) throws IOException {
        String count = once(path, code, "print(_wv)");
        try {
            return Long.parseLong(count);
        } catch (NumberFormatException e) {
            throw new IOException("board: " + path + ": found '" + count + "', expected a number", e);
        }
    }

    private String once(String path, String whole, String after) throws IOException {
        if (!link.checked()) {
            try {
                return run(path, guarded(whole) + after).strip();
            } catch (RemoteException e) {
                if (!e.detail().equals(DAMAGED) && !e.type().equals("SyntaxError")) {
                    throw e;
                }
                link.spoilt(); // nothing of it has run
            }
        }
        return String.valueOf(link.call(path, whole, board.timeout()));
    }

    /// Returns Python that runs `code` if it has arrived as it was sent, or if the board cannot tell.
    private static String guarded(String code) {
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        return """
            def _ji(b):
             try: return int.from_bytes(b, 'little') %% %d
             except Exception: return -1
            _jc = %s
            if _ji(_jc) not in (-1, %d): raise ValueError('%s')
            exec(_jc)
            """.formatted(WireCode.PRIME, PythonLiteral.write(bytes), WireCode.remainder(bytes), DAMAGED);
    }

    /// Runs `code` as text and returns what it prints.
    String run(String path, String code) throws IOException {
        try {
            return board.exec("import os\n" + code);
        } catch (RemoteException e) {
            throw e.on(path);
        }
    }
}
