package dev.jumper.bench.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a test class runs when nothing is changed.
///
/// @param test the class
/// @param millis how long its tests take, in a JVM that is not warm yet
/// @param mutants those whose constants it runs
record Reach(String test, long millis, BitSet mutants) {
    /// Runs the test class on `probed` classes, which note which constants are run.
    static Reach measured(String test, TestRun run, Map<String, byte[]> probed) throws IOException {
        Probe.take();
        long start = System.nanoTime();
        if (run.fails(test, probed)) {
            throw new IllegalStateException("the tests fail without any change: " + test);
        }
        return new Reach(test, (System.nanoTime() - start) / 1_000_000, Probe.take());
    }

    static void write(Path file, List<Reach> all) throws IOException {
        Files.write(
                file,
                all.stream()
                        .map(reach -> reach.test + " " + reach.millis + " "
                                + reach.mutants.stream()
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(" ")))
                        .toList());
    }

    /// Reads what was written, the quickest test first.
    static List<Reach> read(Path file) throws IOException {
        var all = new ArrayList<Reach>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            var mutants = new BitSet();
            Arrays.stream(words).skip(2).mapToInt(Integer::parseInt).forEach(mutants::set);
            all.add(new Reach(words[0], Long.parseLong(words[1]), mutants));
        }
        all.sort(Comparator.comparingLong(Reach::millis));
        return all;
    }
}
