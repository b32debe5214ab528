package dev.jumper.bench.gpio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Measures what pins cost, here and in the virtual machine, and prints one report: `GpioBench FOLDER`, the folder
/// of this module in the repository.
public final class GpioBench {
    private GpioBench() {}

    /// Runs all, C and Java in turn.
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("bench: found " + args.length + " arguments, expected: FOLDER");
            System.exit(2);
        }
        var folder = Path.of(args[0]).toAbsolutePath().normalize();
        System.err.println("bench: measuring, two minutes ...");
        var program = Rival.compile(folder.resolve("src/main/c/gpio.c"), folder.resolve("target/gpio"));
        var report = new GpioReport();
        try (var rival = Rival.start(program);
                var alone = Rival.start(program, "alone")) {
            var host = new OnHost(rival, report::host);
            host.call();
            new OnHost(alone, report::alone).call();
            host.registers();
            host.pi4j();
        }
        var machine = new Machine(folder.resolveSibling("it/vm/boot"), folder.resolve("target/gpio-vm"));
        for (String line : machine.run(InMachine.class, program.toString())) {
            if (Figure.isOne(line)) {
                report.machine(Figure.parse(line));
            } else if (line.startsWith("Linux ")) {
                report.kernel(line);
            }
        }
        String text = report.markdown();
        Files.writeString(folder.resolve("target/gpio-benchmark.md"), text);
        System.out.println(text);
    }
}
