package dev.jumper.bench.gpio;

import com.sun.management.ThreadMXBean;
import dev.jumper.bench.Median;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// Java and C measured in turn, some milliseconds each, so that neither has the quieter machine. What
/// counts is the time that a thread has a processor.
final class Duel {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Rival rival;
    private final int rounds;

    Duel(Rival rival, int rounds) {
        this.rival = rival;
        this.rounds = rounds;
    }

    /// An operation, done many times.
    interface Loop {
        void run(int times) throws IOException;
    }

    /// Measures `what` of the program in C and `loop`, in rounds of `times` operations, after `warm` of them.
    Figure measure(String what, Loop loop, int times, int warm) throws IOException {
        for (int done = 0; done < warm; done += times) {
            loop.run(times);
        }
        var inC = new double[rounds];
        var inJava = new double[rounds];
        long bytes = 0;
        for (int i = 0; i < rounds; i++) {
            rival.begin(what, times);
            inC[i] = rival.answer();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            inJava[i] = nanos(loop, times);
            bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        return new Figure(what, Median.of(inC), Median.of(inJava), (double) bytes / times / rounds);
    }

    /// Returns what an operation that C has no counterpart to takes, with nothing for C.
    Figure alone(String what, Loop loop, int times, int warm) throws IOException {
        for (int done = 0; done < warm; done += times) {
            loop.run(times);
        }
        var inJava = new double[rounds];
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            inJava[i] = nanos(loop, times);
        }
        double bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        return new Figure(what, Double.NaN, Median.of(inJava), bytes / times / rounds);
    }

    private static double nanos(Loop loop, int times) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        loop.run(times);
        return (double) (THREADS.getCurrentThreadCpuTime() - start) / times;
    }
}
