package dev.jumper.bench.link;

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

    /// Keeps a program on one processor: where the two ends of a line run, together or apart, matters more than
    /// what they do.
    private static List<String> pinned(String processor, String... command) {
        var words = new ArrayList<>(List.of(command));
        if (Runtime.getRuntime().availableProcessors() > 1) {
            words.addAll(0, List.of("taskset", "-c", processor));
        }
        return words;
    }

    /// Runs the C client, all else, and the C client once more, so that neither has the quieter machine.
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
        report.memory(Peer.figures(List.of(program, "memory")).get("memory"));
        try (var peer = Peer.start(pinned("0", program, "peer"))) {
            var client = pinned("1", program, "client", peer.where());
            var before = Peer.figures(client);
            var java = Peer.figures(pinned(
                    "1",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SerialPing.class.getName(),
                    peer.where()));
            var after = Peer.figures(client);
            report.serial(
                    Math.min(before.get("ping"), after.get("ping")),
                    Math.max(before.get("send"), after.get("send")),
                    Math.max(before.get("take"), after.get("take")),
                    java);
        }
        var random = new byte[PTY_VOLUME];
        new Random(1337).nextBytes(random);
        try (var board = Peer.start(List.of(jumper, "-q", "sim"))) {
            report.process("jumper -p PTY eval 1+1", millis(jumper, "-p", board.where(), "eval", "1+1"), 200);
            report.process("jumper -p sim: eval 1+1", millis(jumper, "-p", "sim:", "eval", "1+1"), 450);
            try (var conversation = Conversation.open(board.where())) {
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
        Arrays.sort(took);
        return took[PROCESSES / 2];
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
