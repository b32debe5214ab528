package dev.jumper.bench.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rounds of the serial benchmark, in C and in Java by turns: the machine's speed goes up and down by half from one
/// second to the next, so that only neighbours can be compared.
final class SerialRounds {
    /// What a round gives: nanoseconds a round trip, MB/s to the peer, MB/s from the peer.
    static final int PING = 0;

    static final int SEND = 1;
    static final int TAKE = 2;

    private static final int ROUNDS = 15;
    /// Rounds that do not count: the Java client is still compiling.
    private static final int FIRST = 3;

    private final List<double[]> c = new ArrayList<>();
    private final List<double[]> java = new ArrayList<>();

    private SerialRounds() {}

    /// Runs the client in C, `program`, and the one in Java, each at a peer of its own.
    static SerialRounds measure(String program) throws IOException {
        var rounds = new SerialRounds();
        try (var cPeer = Peer.start(pinned("0", program, "peer"));
                var javaPeer = Peer.start(pinned("0", program, "peer"));
                var cClient = Peer.start(pinned("1", program, "client", cPeer.line()));
                var javaClient = Peer.start(pinned("1", javaCommand(javaPeer.line())))) {
            for (int round = -FIRST; round < ROUNDS; round++) {
                var inC = round(cClient);
                var inJava = round(javaClient);
                if (round >= 0) {
                    rounds.c.add(inC);
                    rounds.java.add(inJava);
                }
            }
        }
        return rounds;
    }

    /// Returns the median of what C needed.
    double c(int figure) {
        return median(c.stream().mapToDouble(round -> round[figure]).toArray());
    }

    /// Returns the median of what Java needed.
    double java(int figure) {
        return median(java.stream().mapToDouble(round -> round[figure]).toArray());
    }

    /// Returns Java's median over that of C.
    double ratio(int figure) {
        return java(figure) / c(figure);
    }

    private static double[] round(Peer client) throws IOException {
        client.poke();
        return Arrays.stream(client.line().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
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
