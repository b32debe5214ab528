package dev.jumper.app.session;

import dev.jumper.devices.board.Progress;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// How far a transfer of one file is: a bar on a terminal, one line at the end otherwise.
public final class ProgressBar implements Progress {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 50_000_000;

    private final Console console;
    private final String name;
    private final long total;
    private final Ticks ticks;
    private final long start;
    private long drawn;

    /// Makes the bar for the file `name` of `total` bytes; draws nothing yet.
    public ProgressBar(Console console, Ticks ticks, String name, long total) {
        this.console = console;
        this.name = name;
        this.total = total;
        this.ticks = ticks;
        this.start = ticks.nanos();
    }

    @Override
    public void report(long done, long ofTotal) {
        long now = ticks.nanos();
        if (!console.drawsBars() || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, WIDTH * done / total);
        String bar = "#".repeat(filled) + " ".repeat(WIDTH - filled);
        try {
            console.err("\r\033[K[" + bar + "] " + (total == 0 ? 100 : 100 * done / total) + "% " + shortened());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Replaces the bar by the line that says what was done.
    public void done(String what) throws IOException {
        double seconds = (ticks.nanos() - start) / 1e9;
        clear();
        console.note(String.format(Locale.ROOT, "%s (%s, %s, %.1f s)", name, what, Console.bytes(total), seconds));
    }

    /// Takes the bar away, so that a message starts on an empty line.
    public void clear() throws IOException {
        if (drawn != 0) {
            console.err("\r\033[K");
            drawn = 0;
        }
    }

    private String shortened() {
        return name.length() <= 40 ? name : "..." + name.substring(name.length() - 37);
    }
}
