package dev.jumper.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;

/// The report of a run, in Markdown. Ratios are of the best runs, which a busy machine spoils least.
final class Report {
    private static final double MOST_CROWDED = 1.1;
    private static final double MOST_SAMPLE = 1.1;

    /// A loop, where it is measured, and what it may take.
    private enum Loop {
        SPI("SPI byte, full duplex", "spi", "SpiBenchmark.exchange", Allocation::spi, 0.8, 0.15),
        I2C_WRITE(
                "I2C byte written",
                "i2c-write",
                "I2cBenchmark.write",
                Allocation::i2cWrite,
                1.0,
                Double.POSITIVE_INFINITY),
        I2C_READ("I2C byte read", "i2c-read", "I2cBenchmark.read", Allocation::i2cRead, 1.0, Double.POSITIVE_INFINITY);

        private final String title;
        private final String inC;
        private final String inJava;
        private final ToDoubleFunction<Allocation> allocated;
        private final double mostOfDirect;
        private final double mostOfFunctions;

        Loop(
                String title,
                String inC,
                String inJava,
                ToDoubleFunction<Allocation> allocated,
                double mostOfDirect,
                double mostOfFunctions) {
            this.title = title;
            this.inC = inC;
            this.inJava = inJava;
            this.allocated = allocated;
            this.mostOfDirect = mostOfDirect;
            this.mostOfFunctions = mostOfFunctions;
        }
    }

    private final Optional<CProgram> program;
    private final List<CProgram.Figure> figures;
    private final Collection<RunResult> results;
    private final Allocation allocation;
    private final StringBuilder text = new StringBuilder();

    Report(
            Optional<CProgram> program,
            List<CProgram.Figure> figures,
            Collection<RunResult> results,
            Allocation allocation) {
        this.program = program;
        this.figures = figures;
        this.results = results;
        this.allocation = allocation;
    }

    /// Returns the whole report.
    String markdown() throws IOException {
        machine();
        loops();
        crowds();
        pulses();
        others();
        return text.toString();
    }

    private void machine() throws IOException {
        line(
                "- Machine: %s, %d processors, %s",
                processor(), Runtime.getRuntime().availableProcessors(), os());
        line("- Java: %s %s", System.getProperty("java.vm.name"), System.getProperty("java.vm.version"));
        line(
                "- C: %s",
                program.map(p -> p.compiler() + ", `gcc " + CProgram.FLAGS + "`")
                        .orElse("no gcc here, so nothing to compare with"));
        line("");
        line("Nanoseconds, best run (median run). Ratios are of the best runs.");
        line("");
    }

    private static String processor() throws IOException {
        var cpus = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpus)) {
            return "unknown processor";
        }
        return Files.readAllLines(cpus).stream()
                .filter(l -> l.startsWith("model name"))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private void loops() {
        line("| a byte without delay | C, function pointers | C, direct pins | Java | Java / direct | Java /"
                + " functions |");
        line("| --- | --- | --- | --- | --- | --- |");
        for (var loop : Loop.values()) {
            double java = best(loop.inJava, Crowd.ONE.name());
            line(
                    "| %s | %s | %s | %s | %s | %s |",
                    loop.title,
                    inC(loop.inC, "functions"),
                    inC(loop.inC, "direct"),
                    inJava(loop.inJava, Crowd.ONE.name()),
                    ratio(java / bestC(loop.inC, "direct"), loop.mostOfDirect),
                    ratio(java / bestC(loop.inC, "functions"), loop.mostOfFunctions));
        }
        line("");
        line(
                "A C loop for SPI mode 0 alone, whose settings the compiler knows, takes %s ns over direct pins.",
                inC("spi-fixed", "direct"));
        line("");
    }

    private void crowds() {
        line("| Java | one class of pins | five classes | five / one | shared loop | bytes allocated per transfer |");
        line("| --- | --- | --- | --- | --- | --- |");
        for (var loop : Loop.values()) {
            line(
                    "| %s | %s | %s | %s | %s | %s |",
                    loop.title,
                    inJava(loop.inJava, Crowd.ONE.name()),
                    inJava(loop.inJava, Crowd.FIVE.name()),
                    ratio(best(loop.inJava, Crowd.FIVE.name()) / best(loop.inJava, Crowd.ONE.name()), MOST_CROWDED),
                    inJava(loop.inJava, Crowd.SHARED.name()),
                    verdict(loop.allocated.applyAsDouble(allocation), 0.1));
        }
        line("");
    }

    private void pulses() {
        line("| PulseTimer | clock read | sample | sample / clock | bytes allocated per pulse |");
        line("| --- | --- | --- | --- | --- |");
        line(
                "| polling | %s | %s | %s | %s |",
                inJava("PulseBenchmark.clock", ""),
                inJava("PulseBenchmark.sample", ""),
                ratio(best("PulseBenchmark.sample", "") / best("PulseBenchmark.clock", ""), MOST_SAMPLE),
                verdict(allocation.pulse(), 0.1));
        line("");
    }

    private void others() {
        line("| whole | best run | limit |");
        line("| --- | --- | --- |");
        for (var whole : SimBenchmark.Whole.values()) {
            double millis = best("SimBenchmark." + whole.method(), "");
            line(
                    "| %s | %s ms | %s |",
                    whole.title(),
                    number(millis),
                    whole.mostMillis() == 0 ? "done at all" : verdict(millis, whole.mostMillis()) + " ms");
        }
    }

    private String inC(String loop, String way) {
        return number(bestC(loop, way)) + " (" + number(lowest(loop, way, CProgram.Figure::median)) + ")";
    }

    private double bestC(String loop, String way) {
        return lowest(loop, way, CProgram.Figure::best);
    }

    private double lowest(String loop, String way, ToDoubleFunction<CProgram.Figure> what) {
        return figures.stream()
                .filter(f -> f.loop().equals(loop) && f.way().equals(way))
                .mapToDouble(what)
                .min()
                .orElse(Double.NaN);
    }

    private String inJava(String benchmark, String crowd) {
        double median = find(benchmark, crowd)
                .map(r -> r.getPrimaryResult().getStatistics().getPercentile(50))
                .orElse(Double.NaN);
        return number(best(benchmark, crowd)) + " (" + number(median) + ")";
    }

    private double best(String benchmark, String crowd) {
        return find(benchmark, crowd)
                .map(r -> r.getPrimaryResult().getStatistics().getMin())
                .orElse(Double.NaN);
    }

    private Optional<RunResult> find(String benchmark, String crowd) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith(benchmark))
                .filter(r -> crowd.isEmpty() || r.getParams().getParam("crowd").equals(crowd))
                .findFirst();
    }

    private static String ratio(double ratio, double most) {
        return Double.isInfinite(most) ? number(ratio) : verdict(ratio, most);
    }

    private static String verdict(double found, double most) {
        if (Double.isNaN(found)) {
            return "not measured";
        }
        return number(found) + (found <= most ? " ≤ " : " **>** ") + number(most);
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, number < 100 ? "%.2f" : "%.0f", number);
    }

    private void line(String format, Object... arguments) {
        text.append(format.formatted(arguments)).append('\n');
    }
}
