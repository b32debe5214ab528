package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Listeners that throw, are too slow, are refused, or lose their chip.
@Tag("vm")
class GpioListenerTroubleTest extends PluggedChip {
    private static final String LABEL = "jumper-deaf";

    private final ToldEdges told = new ToldEdges();

    GpioListenerTroubleTest() {
        super(LABEL);
    }

    @Test
    void whatAListenerThrowsGoesToTheHandlerAndTheNextEdgeIsTold() throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var thrown = new LinkedBlockingQueue<String>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.add(thread.getName() + ": " + e.getMessage()));
        try (var line = chip.request(0, LineOptions.DEFAULT);
                var _ = line.listen((pin, nanos, level) -> {
                    told.changed(pin, nanos, level);
                    if (level == 1) {
                        throw new IOException("no lamp");
                    }
                    throw new IllegalStateException("no light");
                })) {
            simulated.pull(0, true);
            assertEquals(1, told.next().level());
            assertEquals("edges of " + line + ": no lamp", thrown.poll(ToldEdges.SECONDS, TimeUnit.SECONDS));
            simulated.pull(0, false);
            assertEquals(0, told.next().level());
            assertEquals("edges of " + line + ": no light", thrown.poll(ToldEdges.SECONDS, TimeUnit.SECONDS));
            simulated.pull(0, true);
            assertEquals(1, told.next().level());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void anErrorOfAListenerEndsItsListening() throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var thrown = new LinkedBlockingQueue<String>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.add(thread.getName() + ": " + e.getMessage()));
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            var listening = line.listen((pin, nanos, level) -> {
                told.changed(pin, nanos, level);
                throw new AssertionError("level is " + level + ", expected 0");
            });
            simulated.pull(0, true);
            assertEquals(
                    "edges of " + line + ": level is 1, expected 0", thrown.poll(ToldEdges.SECONDS, TimeUnit.SECONDS));
            listening.close();
            told.forget();
            try (var _ = line.listen(told)) {
                simulated.pull(0, false);
                assertEquals(0, told.next().level());
            }
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /// A listener that stops at its first edge until it is let go on, and then counts.
    private static final class Slow implements EdgeListener {
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch all = new CountDownLatch(17);
        private volatile long lost;
        private volatile int times;

        @Override
        public void changed(Pin pin, long nanos, int level) {
            inside.countDown();
            ToldEdges.await(go);
            all.countDown();
        }

        @Override
        public void lost(Pin pin, long count) {
            lost += count;
            times++;
        }
    }

    @Test
    void edgesThatWereLostAreToldWithTheirNumber() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT.keeping(16).consumer("slow"))) {
            var slow = new Slow();
            try (var _ = line.listen(slow)) {
                var interrupts = InterruptThread.of("slow");
                simulated.pull(0, true);
                interrupts.awaitEvent();
                ToldEdges.await(slow.inside);
                for (int i = 0; i < 100; i++) {
                    simulated.pull(0, i % 2 == 1);
                    interrupts.awaitEvent();
                }
                slow.go.countDown();
                ToldEdges.await(slow.all);
                assertEquals(100 - 16, slow.lost, "the kernel keeps 16, and drops the oldest");
                assertEquals(1, slow.times);
            }
        }
    }

    @Test
    void aChipThatGoesAwayEndsTheListening() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            var failures = new LinkedBlockingQueue<String>();
            try (var _ = line.listen(new EdgeListener() {
                @Override
                public void changed(Pin pin, long nanos, int level) {
                    told.changed(pin, nanos, level);
                }

                @Override
                public void failed(IOException failure) {
                    failures.add(failure.getMessage());
                }
            })) {
                simulated.unplug();
                assertEquals(
                        line + ": the chip is gone; open it again when it is back",
                        failures.poll(ToldEdges.SECONDS, TimeUnit.SECONDS));
            }
            assertTrue(told.isEmpty());
        }
    }

    @Test
    void aLineIsListenedToOrCapturedOrNeither() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1)) {
            var line = lines.line(0);
            try (var _ = line.listen(told)) {
                String has = ": has a listener already; close its listening first";
                assertEquals(
                        line + has,
                        assertThrows(IllegalStateException.class, () -> line.listen(told))
                                .getMessage());
                assertEquals(
                        lines + has,
                        assertThrows(IllegalStateException.class, () -> lines.listen(told))
                                .getMessage());
                assertEquals(
                        line + has,
                        assertThrows(IllegalStateException.class, line::arm).getMessage());
                assertEquals(0, line.take(new long[1], 0, 1, 0));
                assertEquals(0, line.lost());
            }
            line.arm();
            assertEquals(
                    line + ": listened to while its edges are captured; disarm it first",
                    assertThrows(
                                    IllegalStateException.class,
                                    () -> lines.line(1).listen(told))
                            .getMessage());
            line.disarm();
            line.listen(told).close();
        }
    }

    @Test
    void anOutputIsNotListenedTo() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT.output(false))) {
            assertEquals(
                    line + ": listened to while it is an output; make it an input first",
                    assertThrows(IllegalStateException.class, () -> line.listen(told))
                            .getMessage());
        }
        var closed = chip.request(0, LineOptions.DEFAULT);
        closed.close();
        assertEquals(
                closed + ": is closed",
                assertThrows(IllegalStateException.class, () -> closed.listen(told))
                        .getMessage());
    }
}
