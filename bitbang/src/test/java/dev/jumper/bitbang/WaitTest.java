package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.Ticks;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitTest {
    /// As [Ticks] promises: an interrupt ends a wait early.
    private static final class Interruptible implements Ticks {
        private final AtomicLong now = new AtomicLong();

        @Override
        public long nanos() {
            return now.addAndGet(10);
        }

        @Override
        public void delay(long nanos) {
            if (!Thread.currentThread().isInterrupted()) {
                now.addAndGet(nanos);
            }
        }
    }

    @Test
    void isNotCutShortByAnInterruptAndKeepsItsFlag() {
        var ticks = new Interruptible();
        Thread.currentThread().interrupt();
        long start = ticks.nanos();
        Wait.atLeast(ticks, 5000);
        long took = ticks.nanos() - start;
        assertTrue(Thread.interrupted());
        assertTrue(took >= 5000, took + " ns");
    }
}
