package dev.jumper.bench.link;

import dev.jumper.bench.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Measures the way to a board in one run, and prints one report: `LinkBench FOLDER`, the folder of this module in
/// the repository, whose command is built.
public final class LinkBench {
    private static final int UART_VOLUME = 64 << 10;
    private static final int PTY_VOLUME = 1 << 20;
    private static final int PTY_RUNS = 9;
    private static final int PROCESSES = 15;

    private LinkBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("bench: found " + args.length + " arguments, expected: FOLDER");
            System.exit(2);
        }
        var folder = Path.of(args[0]).toAbsolutePath();
        String jumper = folder.resolveSibling("jumper").toString();
        System.err.println("bench: measuring, two minutes ...");
        var report = new LinkReport();
        var program = Peer.compile(folder.resolve("src/main/c/link.c"), folder.resolve("target"))
                .toString();
        report.memory(Double.parseDouble(Peer.output(program, "memory")));
        report.serial(SerialRounds.measure(program));
        var random = new byte[PTY_VOLUME];
        new Random(1337).nextBytes(random);
        try (var board = Peer.start(List.of(jumper, "-q", "sim"))) {
            String port = board.line();
            report.process("jumper -p PTY eval 1+1", millis(jumper, "-p", port, "eval", "1+1"), 200);
            report.process("jumper -p sim: eval 1+1", millis(jumper, "-p", "sim:", "eval", "1+1"), 450);
            try (var conversation = Conversation.open(port)) {
                report.eval("through a PTY", conversation.evalMillis(), 0.5);
                report.pty(copies(conversation, random));
            }
        }
        try (var conversation = Conversation.open("sim:")) {
            report.eval("embedded board", conversation.evalMillis(), 0.3);
        }
        var uart = Arrays.copyOf(random, UART_VOLUME);
        try (var conversation = Conversation.open("sim:esp8266")) {
            report.uart("random bytes", conversation.copy(uart), 85, 90);
            var source = python();
            if (source.isPresent()) {
                report.uart("Python source", conversation.copy(source.get()), 150, 150);
            }
        }
        String text = report.markdown();
        Files.writeString(folder.resolve("target/link-benchmark.md"), text);
        System.out.println(text);
    }

    private static List<Conversation.Speed> copies(Conversation conversation, byte[] content) throws IOException {
        var copies = new ArrayList<Conversation.Speed>();
        for (int run = 0; run < PTY_RUNS; run++) {
            copies.add(conversation.copy(content));
        }
        return copies;
    }

    /// Returns the median of the milliseconds that a process takes.
    private static double millis(String... command) throws IOException, InterruptedException {
        var took = new double[PROCESSES];
        for (int i = -2; i < PROCESSES; i++) {
            long start = System.nanoTime();
            String printed = Peer.output(command);
            if (i >= 0) {
                took[i] = (System.nanoTime() - start) / 1e6;
            }
            if (!printed.equals("2\n")) {
                throw new IllegalStateException(String.join(" ", command) + ": printed " + printed);
            }
        }
        return Median.of(took);
    }

    /// Returns 64 KiB of a program that every Python has.
    private static Optional<byte[]> python() throws IOException {
        for (int minor = 9; minor < 20; minor++) {
            var file = Path.of("/usr/lib/python3." + minor + "/argparse.py");
            if (Files.exists(file)) {
                return Optional.of(Arrays.copyOf(Files.readAllBytes(file), UART_VOLUME));
            }
        }
        return Optional.empty();
    }
}
