package dev.jumper.hal.time;

import java.util.concurrent.locks.LockSupport;

/// The host's monotonic clock. A park overshoots by some 50 µs, so the end of every wait is spun.
enum SystemTicks implements Ticks {
    INSTANCE;

    private static final long SPIN_NANOS = 50_000;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void delay(long nanos) {
        long start = System.nanoTime();
        long left = nanos;
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
            left = nanos - (System.nanoTime() - start);
        }
    }
}
