package dev.jumper.devices.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Requests about the files of a board, in Python: by checked calls where the program for them is on the board or
/// the line has shown faults, as text otherwise.
///
/// What changes files is never run as something else than was sent: its text carries a check of its own. What only
/// looks goes without, which takes no more of the line than before.
final class FileRequests {
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
        return link.checked()
                ? link.call(path, "_wv=" + expression, board.timeout())
                : PythonLiteral.parse(run(path, "print(repr(" + expression + "))"));
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

    private static String guarded(String code) {
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        int check = WireCode.remainder(bytes);
        return """
            _jc = %s
            try: _js = int.from_bytes(_jc, 'little') %% %d
            except Exception: _js = %d
            if _js != %d: raise ValueError('%s')
            exec(_jc)
            """.formatted(PythonLiteral.write(bytes), WireCode.PRIME, check, check, DAMAGED);
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
