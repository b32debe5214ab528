package dev.jumper.gpio;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.Pin;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A program for any pin: counts how often a button to ground was pressed.
final class Doorbell implements EdgeListener {
    private final Semaphore edges = new Semaphore(0);
    private volatile int rings;
    private int awaited;

    @Override
    public void changed(Pin pin, long nanos, int level) {
        if (level == 0) {
            rings = rings + 1; // there is one thread that tells
        }
        edges.release();
    }

    int rings() {
        return rings;
    }

    /// Waits until it has been told of `count` edges.
    void await(int count) throws InterruptedException {
        if (!edges.tryAcquire(count - awaited, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("told of fewer than " + count + " edges");
        }
        awaited = count;
    }
}
