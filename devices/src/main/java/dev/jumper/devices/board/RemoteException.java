package dev.jumper.devices.board;

import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Python code on the board ended with an exception. The board is at its prompt again.
public final class RemoteException extends IOException {
    private static final long serialVersionUID = 1;

    private static final Pattern PLACE = Pattern.compile("^ *File \"([^\"]*)\", line (\\d+)", Pattern.MULTILINE);
    private static final Pattern ERRNO = Pattern.compile("(?:\\[Errno (\\d+)].*|(\\d+))", Pattern.DOTALL);

    private final String traceback;
    private final String type;
    private final String detail;
    private final String file;
    private final int line;

    private RemoteException(String traceback, String type, String detail, String file, int line) {
        super("board: " + (detail.isEmpty() ? type : type + ": " + detail)
                + (line > 0 ? " (" + file + ", line " + line + ")" : ""));
        this.traceback = traceback;
        this.type = type;
        this.detail = detail;
        this.file = file;
        this.line = line;
    }

    /// Reads what the board printed of its exception; text that is no traceback becomes an exception of type
    /// `Exception` with the text as its detail.
    static RemoteException of(String printed) {
        String traceback = printed.replace("\r\n", "\n").strip();
        String file = "";
        int line = 0;
        int end = 0;
        var place = PLACE.matcher(traceback);
        while (place.find()) {
            file = place.group(1);
            line = Integer.parseInt(place.group(2));
            end = place.end();
        }
        int lineEnd = end == 0 ? -1 : traceback.indexOf('\n', end);
        String last = end == 0 ? traceback : lineEnd < 0 ? "" : traceback.substring(lineEnd + 1);
        int colon = last.indexOf(": ");
        String type = colon < 0 ? last : last.substring(0, colon);
        if (!type.matches("[\\w.]+:?")) {
            return new RemoteException(traceback, "Exception", last, file, line);
        }
        String detail = colon < 0 ? "" : last.substring(colon + 2);
        return new RemoteException(traceback, type.replace(":", ""), detail, file, line);
    }

    /// Returns the whole text as the board printed it, lines separated by `\n`.
    public String traceback() {
        return traceback;
    }

    /// Returns the name of the Python class: `OSError`.
    public String type() {
        return type;
    }

    /// Returns what the exception says for itself, without its type: `[Errno 2] ENOENT`.
    public String detail() {
        return detail;
    }

    /// Returns the file in which the exception was raised: `<stdin>` for code sent to the prompt, empty if not
    /// told.
    public String file() {
        return file;
    }

    /// Returns the line in that file, from 1; 0 if not told.
    public int line() {
        return line;
    }

    /// Returns the number of an `OSError`.
    public OptionalInt errno() {
        var matcher = ERRNO.matcher(detail);
        if (!type.equals("OSError") || !matcher.matches()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
    }

    /// Tells whether this is the end of code that was broken off by `MicroPythonBoard.interrupt`.
    public boolean interrupted() {
        return type.equals("KeyboardInterrupt");
    }

    /// Returns the exception of `java.nio.file` that an `OSError` about `path` stands for, with this as its cause;
    /// this itself if it is about something else.
    IOException on(String path) {
        Optional<Errno> errno = errno().isPresent() ? Errno.of(errno().getAsInt()) : Optional.empty();
        if (errno.isEmpty()) {
            return this;
        }
        var exception = errno.get().on(path);
        exception.initCause(this);
        return exception;
    }
}
