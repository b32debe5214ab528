package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.Pin;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A listener that keeps what it is told.
final class ToldEdges implements EdgeListener {
    static final int SECONDS = 60;

    record Told(Pin pin, long nanos, int level) {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    @Override
    public void changed(Pin pin, long nanos, int level) {
        told.add(new Told(pin, nanos, level));
    }

    /// Waits for the next edge.
    Told next() throws InterruptedException {
        var next = told.poll(SECONDS, TimeUnit.SECONDS);
        assertTrue(next != null, "told of an edge");
        return next;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    void forget() {
        told.clear();
    }

    /// Waits for `latch`, in a listener too.
    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
