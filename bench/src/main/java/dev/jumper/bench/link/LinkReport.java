package dev.jumper.bench.link;

import static dev.jumper.bench.link.SerialRounds.Figure.PING;
import static dev.jumper.bench.link.SerialRounds.Figure.SEND;
import static dev.jumper.bench.link.SerialRounds.Figure.TAKE;

import dev.jumper.bench.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The report of a run, in Markdown.
final class LinkReport {
    private static final double LINE_RATE = 11_520; // bytes a second at 115200 baud, ten bits each

    private final StringBuilder processor = new StringBuilder();
    private final StringBuilder rows = new StringBuilder();
    private double memory;

    /// Notes how fast C copies memory, in MB/s.
    void memory(double megabytes) {
        memory = megabytes;
    }

    /// Notes the serial port beside the C client.
    void serial(SerialRounds rounds) {
        row(
                "serial, one byte there and back",
                "%.1f µs (C: %.1f)".formatted(rounds.java(PING) / 1e3, rounds.c(PING) / 1e3),
                atMost(rounds.ratio(PING), 1.1, " of C"));
        row(
                "serial, 16 MB out in pieces of 4 KiB",
                "%.0f MB/s (C: %.0f)".formatted(rounds.java(SEND), rounds.c(SEND)),
                atLeast(rounds.ratio(SEND), 0.8, " of C"));
        row(
                "serial, 16 MB in, the same",
                "%.0f MB/s (C: %.0f)".formatted(rounds.java(TAKE), rounds.c(TAKE)),
                atLeast(rounds.ratio(TAKE), 0.8, " of C"));
    }

    /// Notes the median time of a whole process.
    void process(String command, double millis, double most) {
        row("whole process, `" + command + "`", "%.0f ms".formatted(millis), atMost(millis, most, " ms"));
    }

    /// Notes the median time of an evaluation.
    void eval(String where, double millis, double most) {
        row("`eval 1+1` in one session, " + where, "%.3f ms".formatted(millis), atMost(millis, most, " ms"));
    }

    /// Notes copies through a pseudo-terminal, one after another.
    void pty(List<Conversation.Speed> copies) {
        pty("1 MiB of random bytes to a board at a PTY", copies, Conversation.Speed::up);
        pty("1 MiB of random bytes from a board at a PTY", copies, Conversation.Speed::down);
    }

    private void pty(String what, List<Conversation.Speed> copies, ToDoubleFunction<Conversation.Speed> way) {
        double[] speeds =
                copies.stream().mapToDouble(way).map(speed -> speed / 1e6).toArray();
        double first = speeds[0];
        double median = Median.of(speeds);
        row(
                what + ", median of " + speeds.length,
                "%s MB/s (the first of the session: %s)".formatted(number(median), number(first)),
                atLeast(median, 1, " MB/s"));
    }

    /// Notes copies at 115200 baud, with the least percentage of the line's rate.
    void uart(String what, Conversation.Speed speed, double up, double down) {
        row(
                "64 KiB of " + what + " to `sim:esp8266`",
                "%.0f B/s".formatted(speed.up()),
                atLeast(100 * speed.up() / LINE_RATE, up, " % of the line"));
        row(
                "64 KiB of " + what + " from `sim:esp8266`",
                "%.0f B/s".formatted(speed.down()),
                atLeast(100 * speed.down() / LINE_RATE, down, " % of the line"));
    }

    /// Returns the whole report.
    String markdown() throws IOException {
        var cpus = Path.of("/proc/cpuinfo");
        if (Files.isReadable(cpus)) {
            Files.readAllLines(cpus).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .ifPresent(line -> processor.append(
                            line.substring(line.indexOf(':') + 1).strip()));
        }
        return """
            - Run of %s on %s, %d processors, %s %s
            - Java: %s %s; C: `gcc -O2`, copies memory at %.0f MB/s

            | what | measured | against the limit |
            | --- | --- | --- |
            %s\
            """.formatted(
                        LocalDate.now(),
                        processor.isEmpty() ? "an unknown processor" : processor,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        memory,
                        rows);
    }

    private void row(String what, String measured, String verdict) {
        rows.append("| ")
                .append(what)
                .append(" | ")
                .append(measured)
                .append(" | ")
                .append(verdict)
                .append(" |\n");
    }

    private static String atMost(double found, double most, String unit) {
        return number(found) + (found <= most ? " ≤ " : " **>** ") + number(most) + unit;
    }

    private static String atLeast(double found, double least, String unit) {
        return number(found) + (found >= least ? " ≥ " : " **<** ") + number(least) + unit;
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.2f" : "%.0f", number);
    }
}
