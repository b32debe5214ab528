package dev.jumper.bench.mutation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a test runs when nothing is changed.
///
/// @param test what JUnit calls it
/// @param millis how much time of the processor it takes, in a JVM that is not warm yet
/// @param mutants those whose constants it runs
record Reach(String test, long millis, BitSet mutants) {
    /// Runs all tests of a class, each on `probed` classes of its own, which note which constants are run.
    static List<Reach> measured(Subject subject, String name, Map<String, byte[]> probed) throws IOException {
        List<String> tests;
        try (var run = new TestRun(subject, probed)) {
            tests = run.tests(name);
        }
        var all = new ArrayList<Reach>();
        for (String test : tests) {
            try (var run = new TestRun(subject, probed)) {
                Probe.take();
                long start = cpuNanos();
                if (run.fails(test)) {
                    throw new IllegalStateException("fails without any change: " + test);
                }
                all.add(new Reach(test, (cpuNanos() - start) / 1_000_000, Probe.take()));
            }
        }
        return all;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Tells whether the test is one that tries thousands of times, which is not run again for each change.
    boolean isSlow() {
        return millis > 1000;
    }

    static void write(Path file, List<Reach> all) throws IOException {
        Files.write(
                file,
                all.stream()
                        .map(reach -> reach.test + "\t" + reach.millis + "\t"
                                + reach.mutants.stream()
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining("\t")))
                        .toList());
    }

    /// Reads what was written, the quickest test first.
    static List<Reach> read(Path file) throws IOException {
        var all = new ArrayList<Reach>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split("\t");
            var mutants = new BitSet();
            Arrays.stream(words).skip(2).mapToInt(Integer::parseInt).forEach(mutants::set);
            all.add(new Reach(words[0], Long.parseLong(words[1]), mutants));
        }
        all.sort(Comparator.comparingLong(Reach::millis));
        return all;
    }
}
