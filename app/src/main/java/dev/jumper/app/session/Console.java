package dev.jumper.app.session;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Where the command reads and writes: data on standard output, everything else on standard error.
///
/// Text is UTF-8 whatever the locale. Used by one thread at a time.
public final class Console {
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final boolean inTerminal;
    private final boolean outTerminal;
    private final boolean errTerminal;
    private boolean quiet;
    private int verbosity;
    private boolean color;

    /// Makes a console over three streams, which stay the caller's; the flags say which of them are terminals.
    public Console(
            InputStream in,
            OutputStream out,
            OutputStream err,
            boolean inTerminal,
            boolean outTerminal,
            boolean errTerminal) {
        this.in = in;
        this.out = new BufferedOutputStream(out, 8192);
        this.err = err;
        this.inTerminal = inTerminal;
        this.outTerminal = outTerminal;
        this.errTerminal = errTerminal;
    }

    /// Sets how much is told: `quiet` leaves out progress, `verbosity` 1 adds times, 2 adds stack traces.
    public void tell(boolean quiet, int verbosity, boolean color) {
        this.quiet = quiet;
        this.verbosity = verbosity;
        this.color = color;
    }

    /// Returns standard input.
    public InputStream in() {
        return in;
    }

    /// Returns standard output, buffered: [#flush] sends on what was written.
    public OutputStream out() {
        return out;
    }

    /// Returns how much the user wants to know: 0, 1 for times, 2 for stack traces as well.
    public int verbosity() {
        return verbosity;
    }

    /// Tells whether standard input is a terminal.
    public boolean inTerminal() {
        return inTerminal;
    }

    /// Tells whether standard output is a terminal.
    public boolean outTerminal() {
        return outTerminal;
    }

    /// Tells whether standard error is a terminal.
    public boolean errTerminal() {
        return errTerminal;
    }

    /// Tells whether progress is drawn as a bar that is overwritten, rather than told in a line for each file.
    public boolean drawsBars() {
        return errTerminal && !quiet;
    }

    /// Prints a line of data.
    public void print(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Sends on everything printed so far.
    public void flush() throws IOException {
        out.flush();
    }

    /// Tells something that is not data, unless the user asked for quiet.
    public void note(String line) throws IOException {
        if (!quiet) {
            err(line + "\n");
        }
    }

    /// Tells how long something took, if the user asked for times.
    public void time(String what, long nanos) throws IOException {
        if (verbosity > 0) {
            err("jumper: %7.1f ms %s%n".formatted(nanos / 1e6, what).replace("\r", ""));
        }
    }

    /// Tells a failure in one line, quiet or not.
    public void complain(String line) throws IOException {
        flush();
        err((color ? "\033[31mjumper:\033[0m " : "jumper: ") + line + "\n");
    }

    /// Writes `text` to standard error as it is, after all that was printed before.
    public void err(String text) throws IOException {
        flush();
        err.write(text.getBytes(StandardCharsets.UTF_8));
        err.flush();
    }

    /// Returns `text` bold on a terminal that may show colour, else as it is.
    public String bold(String text) {
        return color && outTerminal ? "\033[1m" + text + "\033[0m" : text;
    }

    /// Tells whether standard output is a terminal that may show colour.
    public boolean outColour() {
        return color && outTerminal;
    }

    /// Returns a count of bytes as a person would say it.
    public static String bytes(long count) {
        if (count < 10_000) {
            return count + " B";
        }
        return count < 10_000_000
                ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", count / 1e6);
    }
}
