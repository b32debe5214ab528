package dev.jumper.gpio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The kernel's thread that makes events of the interrupts of one line, seen from outside: one that comes while it
/// is at work with another makes no event of its own, so who counts events waits for it after each edge.
///
/// Source: Linux manual page proc_pid_status(5), "voluntary_ctxt_switches": it goes to sleep once after each event.
final class InterruptThread {
    private final Path status;
    private long sleeps;

    private InterruptThread(Path status) throws IOException {
        this.status = status;
        sleeps = sleeps();
    }

    /// Returns the thread of the one line that `consumer`, of at most 8 letters, has requested with edges.
    static InterruptThread of(String consumer) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (name(process).matches("irq/\\d+-" + consumer)) {
                    return new InterruptThread(process.resolve("status"));
                }
            }
        }
        throw new AssertionError("no interrupt thread for " + consumer);
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return ""; // ended meanwhile
        }
    }

    /// Waits until there is the event of an edge that was caused since the last call.
    void awaitEvent() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        long before = sleeps;
        try {
            while (sleeps == before) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("no event of the edge in a minute");
                }
                sleeps = sleeps();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sleeps() throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                .sum();
    }
}
