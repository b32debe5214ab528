package dev.jumper.bench.link;

import dev.jumper.bench.Median;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Rounds of the serial benchmark, in C and in Java by turns: the machine's speed goes up and down by half from one
/// second to the next, so that only neighbours can be compared. Before each, everything rests: how fast a processor
/// wakes depends on what ran just before.
final class SerialRounds {
    private static final int ROUNDS = 15;
    /// Rounds that do not count: the Java client is still compiling.
    private static final int FIRST = 3;

    private static final Duration REST = Duration.ofMillis(300);

    private final Map<Figure, double[]> c = new EnumMap<>(Figure.class);
    private final Map<Figure, double[]> java = new EnumMap<>(Figure.class);

    /// What is measured.
    enum Figure {
        /// Nanoseconds a round trip.
        PING("E"),
        /// MB/s to the peer.
        SEND("W"),
        /// MB/s from the peer.
        TAKE("R");

        private final String question;

        Figure(String question) {
            this.question = question;
        }
    }

    private SerialRounds() {}

    /// Runs the client in C, `program`, and the one in Java, each at a peer of its own.
    static SerialRounds measure(String program) throws IOException {
        var rounds = new SerialRounds();
        try (var cPeer = Peer.start(pinned("0", program, "peer"));
                var javaPeer = Peer.start(pinned("0", program, "peer"));
                var cClient = Peer.start(pinned("1", program, "client", cPeer.line()));
                var javaClient = Peer.start(pinned("1", javaCommand(javaPeer.line())))) {
            for (var figure : Figure.values()) {
                rounds.measure(figure, cClient, javaClient);
            }
        }
        return rounds;
    }

    private void measure(Figure figure, Peer cClient, Peer javaClient) throws IOException {
        var inC = new double[ROUNDS];
        var inJava = new double[ROUNDS];
        for (int round = -FIRST; round < ROUNDS; round++) {
            double first = ask(cClient, figure);
            double second = ask(javaClient, figure);
            if (round >= 0) {
                inC[round] = first;
                inJava[round] = second;
            }
        }
        c.put(figure, inC);
        java.put(figure, inJava);
    }

    private static double ask(Peer client, Figure figure) throws IOException {
        Ticks.system().delay(REST);
        return Double.parseDouble(client.ask(figure.question));
    }

    /// Returns the median of what C needed.
    double c(Figure figure) {
        return Median.of(c.get(figure));
    }

    /// Returns the median of what Java needed.
    double java(Figure figure) {
        return Median.of(java.get(figure));
    }

    /// Returns the median of what Java needed over what C needed just before.
    double ratio(Figure figure) {
        var ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = java.get(figure)[round] / c.get(figure)[round];
        }
        return Median.of(ratios);
    }

    private static String[] javaCommand(String where) {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            SerialPing.class.getName(),
            where
        };
    }

    /// Keeps a program on one processor: where the two ends of a line run, together or apart, matters more than
    /// what they do.
    private static List<String> pinned(String processor, String... command) {
        var words = new ArrayList<>(List.of(command));
        if (Runtime.getRuntime().availableProcessors() > 1) {
            words.addAll(0, List.of("taskset", "-c", processor));
        }
        return words;
    }
}
