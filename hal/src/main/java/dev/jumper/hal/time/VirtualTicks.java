package dev.jumper.hal.time;

import java.util.concurrent.atomic.AtomicLong;

/// Time that passes only when somebody waits, for tests: [#delay(long)] returns at once, the clock advanced.
public final class VirtualTicks implements Ticks {
    private final AtomicLong now;

    /// Starts the clock at `nanos`.
    public VirtualTicks(long nanos) {
        now = new AtomicLong(nanos);
    }

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void delay(long nanos) {
        if (nanos > 0) {
            now.addAndGet(nanos);
        }
    }
}
