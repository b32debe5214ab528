package dev.jumper.bench.mutation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs the tests on one mutant after another, and prints a line for each: its number, and what noticed it.
public final class Worker {
    /// What is printed in the place of a test that noticed.
    static final String NOBODY = "-";
    /// What is printed in its place when no test runs the constant at all.
    static final String NEVER_RUN = "!";
    /// What is printed in its place when a test runs on for ever; the worker then ends.
    static final String TIME = "time";

    private static final long LEAST_MILLIS = 2000; // of the processor's time, which a busy machine does not stretch
    private static final long TIMES_AS_LONG = 10;
    private static final long MOST_WAITING = 120_000_000_000L; // for a test that waits without using the processor

    private final Subject subject;
    private final List<Mutant> mutants;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ScheduledExecutorService watches = Executors.newSingleThreadScheduledExecutor();

    private Worker(Subject subject) throws IOException {
        this.subject = subject;
        mutants = subject.mutants();
    }

    /// Takes the module's folder, the patterns of its classes and tests, the file of what the tests reach, and the
    /// number of the first mutant; with -1 it writes that file.
    public static void main(String[] arguments) throws IOException {
        var worker = new Worker(new Subject(Path.of(arguments[0]), arguments[1], arguments[2]));
        var file = Path.of(arguments[3]);
        int first = Integer.parseInt(arguments[4]);
        if (first < 0) {
            Reach.write(file, worker.reach());
        } else {
            worker.work(first, Reach.read(file));
        }
        System.exit(0); // whatever threads a mutant left behind
    }

    private List<Reach> reach() throws IOException {
        var tests = new TreeSet<String>();
        for (var mutant : mutants) {
            tests.addAll(subject.testsOf(mutant));
        }
        var probed = Mutant.probed(subject, mutants);
        var all = new ArrayList<Reach>();
        for (String test : tests) {
            all.addAll(Reach.measured(subject, test, probed));
        }
        return all;
    }

    private void work(int first, List<Reach> tests) throws IOException {
        for (int i = first; i < mutants.size(); i++) {
            print(i, noticed(i, tests));
        }
    }

    /// Returns the first of the tests that fails on a mutant.
    private String noticed(int mutant, List<Reach> tests) throws IOException {
        var changed = mutants.get(mutant);
        String noticed = NEVER_RUN;
        try (var run = new TestRun(subject, Map.of(subject.nameOf(changed.file()), changed.bytes()))) {
            for (var reach : tests) {
                if (reach.mutants().get(mutant)) {
                    if (!reach.isSlow() && failsInTime(run, reach, mutant)) {
                        return reach.test();
                    }
                    noticed = NOBODY;
                }
            }
        }
        return noticed;
    }

    private boolean failsInTime(TestRun run, Reach reach, int mutant) {
        long most = Math.max(LEAST_MILLIS, TIMES_AS_LONG * reach.millis()) * 1_000_000;
        long start = System.nanoTime();
        long begun = threads.getCurrentThreadCpuTime();
        long self = Thread.currentThread().threadId();
        var watch = watches.scheduleAtFixedRate(
                () -> {
                    if (threads.getThreadCpuTime(self) - begun > most || System.nanoTime() - start > MOST_WAITING) {
                        end(mutant);
                    }
                },
                200,
                200,
                TimeUnit.MILLISECONDS);
        try {
            return run.fails(reach.test());
        } finally {
            watch.cancel(false);
        }
    }

    private static void end(int mutant) {
        print(mutant, TIME);
        Runtime.getRuntime().halt(0);
    }

    private static void print(int mutant, String noticed) {
        System.out.printf("%n=%d %s%n", mutant, noticed);
        System.out.flush();
    }
}
