package dev.jumper.bench.gpio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/// The report of a run, in Markdown.
final class GpioReport {
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder times = new StringBuilder();
    private String kernel = "an unknown kernel";

    /// Notes what was measured on the machine itself.
    void host(Figure figure) {
        switch (figure.what()) {
            case "fionread" -> row("an ioctl that needs no GPIO (`FIONREAD`)", "here", figure, 1.15);
            case "store" -> row("a write of `RegisterPin`, on memory", "here", figure, 2);
            case "over-pi4j" -> row("a write of `Pi4jPins` on Pi4J's mock output", "here", figure, Double.NaN);
            case "under-pi4j" ->
                row("a write by Pi4J of `PinOutputs` on a pin without effect", "here", figure, Double.NaN);
            default -> throw new IllegalArgumentException("figure is of " + figure.what());
        }
    }

    /// Notes what was measured against a program of one thread.
    void alone(Figure figure) {
        row("the same, C having one thread only", "here", figure, Double.NaN);
    }

    /// Notes what was measured in the virtual machine.
    void machine(Figure figure) {
        switch (figure.what()) {
            case "set" -> row("a write of `GpioLine`", "VM", figure, 1.5);
            case "get" -> row("a read of `GpioLine`", "VM", figure, 1.5);
            case "spi" ->
                row("a byte sent by `SoftSpi`, clock and data in one request: 17 calls", "VM", figure, Double.NaN);
            case "edges" ->
                times.append(
                        "From the kernel's stamp of an edge, in the VM: until `take`, which waits, has it %s; until a reader in C"
                                        .formatted(time(figure.inJava()))
                                + " has it %s".formatted(time(figure.inC())));
            case "told" -> times.append("; until a listener is told %s.%n".formatted(time(figure.inJava())));
            default -> throw new IllegalArgumentException("figure is of " + figure.what());
        }
    }

    /// Notes what the virtual machine runs.
    void kernel(String name) {
        kernel = name;
    }

    /// Returns the whole report.
    String markdown() throws IOException {
        return """
            - Run of %s on %s, %d processors, %s %s
            - Java: %s %s; C: `gcc -O2`
            - VM: %s, processors emulated in software, so that its times are long and only its ratios count

            | what | where | C | Java | Java / C | bytes allocated |
            | --- | --- | --- | --- | --- | --- |
            %s
            %s\
            """.formatted(
                        LocalDate.now(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vm.version"),
                        kernel,
                        rows,
                        times);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("an unknown processor");
    }

    private void row(String what, String where, Figure figure, double most) {
        rows.append("| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        what,
                        where,
                        Double.isNaN(figure.inC()) ? "" : time(figure.inC()),
                        time(figure.inJava()),
                        Double.isNaN(figure.inC()) ? "" : verdict(figure.ratio(), most),
                        verdict(figure.bytes(), 0.1)));
    }

    private static String verdict(double found, double most) {
        String number = String.format(Locale.ROOT, "%.2f", found);
        return Double.isNaN(most)
                ? number
                : number + (found <= most ? " ≤ " : " **>** ") + String.format(Locale.ROOT, "%.2f", most);
    }

    private static String time(double nanos) {
        return nanos < 1000
                ? String.format(Locale.ROOT, "%.2f ns", nanos)
                : String.format(Locale.ROOT, "%.2f µs", nanos / 1000);
    }
}
