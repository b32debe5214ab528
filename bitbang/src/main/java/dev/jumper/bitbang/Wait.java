package dev.jumper.bitbang;

import dev.jumper.hal.time.Ticks;

/// Waits inside a transfer, which an interrupt of the thread must not cut short: a clock would run too fast.
final class Wait {
    private Wait() {}

    /// Waits at least `nanos`, with the thread's interrupt flag left as it was.
    static void atLeast(Ticks ticks, long nanos) {
        long start = ticks.nanos();
        ticks.delay(nanos);
        while (Thread.currentThread().isInterrupted() && ticks.nanos() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
