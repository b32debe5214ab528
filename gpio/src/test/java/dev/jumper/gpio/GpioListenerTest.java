package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Listeners of lines, with the kernel's simulator pulling them.
@Tag("vm")
class GpioListenerTest {
    private static final String LABEL = "jumper-listen";
    private static final int SECONDS = 60;

    private record Told(Object pin, long nanos, int level) {}

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private SimulatedChip simulated;
    private GpioChip chip;

    @BeforeEach
    void plugIn() throws IOException {
        simulated = SimulatedChip.create(LABEL, 4, Map.of());
        chip = GpioChip.withLabel(LABEL);
    }

    @AfterEach
    void unplug() throws IOException {
        chip.close();
        simulated.close();
    }

    private void keep(Pin pin, long nanos, int level) {
        told.add(new Told(pin, nanos, level));
    }

    private Told next() throws InterruptedException {
        var next = told.poll(SECONDS, TimeUnit.SECONDS);
        assertTrue(next != null, "told of an edge");
        return next;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aListenerIsToldOfEachEdgeWithTheKernelsTime() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            simulated.pull(0, false);
            long last = System.nanoTime();
            try (var listening = line.listen(this::keep)) {
                for (int i = 1; i <= 4; i++) {
                    simulated.pull(0, i % 2 == 1);
                    var edge = next();
                    assertEquals(line, edge.pin());
                    assertEquals(i % 2, edge.level());
                    assertTrue(edge.nanos() - last >= 0 && System.nanoTime() - edge.nanos() >= 0, "in its time");
                    last = edge.nanos();
                }
                assertEquals("edges of " + line, listening.toString());
            }
        }
    }

    @Test
    void aListenerIsToldOfADebouncedButton() throws Exception {
        var rings = new LinkedBlockingQueue<Integer>();
        // @start region=listen
        try (var bell = chip.request(0, LineOptions.DEFAULT.input(Pull.UP).debounced(Duration.ofMillis(5)));
                var _ = bell.listen((pin, nanos, level) -> rings.add(level))) {
            untilSomebodyRings(rings);
        }
        // @end region=listen
        assertTrue(rings.isEmpty(), "rang once");
    }

    private void untilSomebodyRings(BlockingQueue<Integer> rings) throws Exception {
        simulated.pull(0, false);
        assertEquals(0, rings.poll(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void edgesOfSeveralLinesAreToldInTheirOrder() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1, 3)) {
            var expected = new ArrayList<Object>();
            var seen = new ArrayList<Object>();
            try (var _ = lines.listen(this::keep)) {
                for (int i = 0; i < 12; i++) {
                    int which = i % 3;
                    simulated.pull(lines.line(which).offset(), i / 3 % 2 == 0);
                    expected.add(lines.line(which) + " " + (1 - i / 3 % 2));
                    var edge = next();
                    seen.add(edge.pin() + " " + edge.level());
                }
            }
            assertEquals(expected, seen);
        }
    }

    @Test
    void aListenerOfOneLineHearsNothingOfTheOthers() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1);
                var _ = lines.line(1).listen(this::keep)) {
            simulated.pull(0, true);
            simulated.pull(1, true);
            assertEquals(lines.line(1), next().pin());
            assertNull(told.poll());
        }
    }

    @Test
    void anOutputIsHeardOnceItIsAnInputAgain() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT);
                var _ = line.listen(this::keep)) {
            line.output(false);
            line.input(Pull.DOWN);
            told.clear();
            simulated.pull(0, true);
            Told edge;
            do {
                edge = next(); // the release may have been an edge too
            } while (edge.level() == 0);
            assertEquals(1, edge.level());
        }
    }

    @Test
    void noListenerRunsWhenItsListeningIsClosed() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            var inside = new CountDownLatch(1);
            var leave = new CountDownLatch(1);
            var left = new CountDownLatch(1);
            var listening = line.listen((_, _, _) -> {
                inside.countDown();
                await(leave);
                left.countDown();
            });
            simulated.pull(0, true);
            await(inside);
            var leftBefore = new AtomicReference<Long>();
            var closer = Thread.ofPlatform().start(() -> {
                try {
                    listening.close();
                    leftBefore.set(left.getCount());
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            leave.countDown();
            closer.join();
            assertEquals(0, leftBefore.get());
            listening.close();
            try (var _ = line.listen(this::keep)) { // and another one may listen
                simulated.pull(0, false);
                assertEquals(0, next().level());
            }
        }
    }

    @Test
    void edgesAfterClosingAreForgotten() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            line.listen(this::keep).close();
            simulated.pull(0, true);
            try (var _ = line.listen(this::keep)) {
                simulated.pull(0, false);
                assertEquals(0, next().level());
            }
            assertNull(told.poll());
        }
    }

    @Test
    void aListenerMayCloseItsListening() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            var own = new AtomicReference<AutoCloseable>();
            var ready = new CountDownLatch(1);
            own.set(line.listen((pin, nanos, level) -> {
                await(ready);
                try {
                    own.get().close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                keep(pin, nanos, level);
            }));
            ready.countDown();
            simulated.pull(0, true);
            assertEquals(1, next().level());
            try (var _ = line.listen(this::keep)) {
                simulated.pull(0, false);
                assertEquals(0, next().level());
            }
        }
    }

    @Test
    void aListenerMayCloseItsLine() throws Exception {
        var line = chip.request(0, LineOptions.DEFAULT);
        line.listen((pin, nanos, level) -> {
            line.close();
            keep(pin, nanos, level);
        });
        simulated.pull(0, true);
        assertEquals(1, next().level());
        assertFalse(chip.line(0).used());
    }

    @Test
    void whatAListenerThrowsGoesToTheHandlerAndTheNextEdgeIsTold() throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var thrown = new LinkedBlockingQueue<String>();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.add(thread.getName() + ": " + e.getMessage()));
        try (var line = chip.request(0, LineOptions.DEFAULT);
                var _ = line.listen((pin, nanos, level) -> {
                    keep(pin, nanos, level);
                    if (level == 1) {
                        throw new IOException("no lamp");
                    }
                    throw new IllegalStateException("no light");
                })) {
            simulated.pull(0, true);
            assertEquals(1, next().level());
            assertEquals("edges of " + line + ": no lamp", thrown.poll(SECONDS, TimeUnit.SECONDS));
            simulated.pull(0, false);
            assertEquals(0, next().level());
            assertEquals("edges of " + line + ": no light", thrown.poll(SECONDS, TimeUnit.SECONDS));
            simulated.pull(0, true);
            assertEquals(1, next().level());
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
            await(go);
            all.countDown();
        }

        @Override
        public void lost(Pin pin, long count) {
            lost += count;
            times++;
        }

        private static void await(CountDownLatch latch) {
            GpioListenerTest.await(latch);
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
                await(slow.inside);
                for (int i = 0; i < 100; i++) {
                    simulated.pull(0, i % 2 == 1);
                    interrupts.awaitEvent();
                }
                slow.go.countDown();
                await(slow.all);
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
                    keep(pin, nanos, level);
                }

                @Override
                public void failed(IOException failure) {
                    failures.add(failure.getMessage());
                }
            })) {
                simulated.unplug();
                assertEquals(
                        line + ": the chip is gone; open it again when it is back",
                        failures.poll(SECONDS, TimeUnit.SECONDS));
            }
            assertNull(told.poll());
        }
    }

    @Test
    void aLineIsListenedToOrCapturedOrNeither() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1)) {
            var line = lines.line(0);
            try (var _ = line.listen(this::keep)) {
                String has = ": has a listener already; close its listening first";
                assertEquals(
                        line + has,
                        assertThrows(IllegalStateException.class, () -> line.listen(this::keep))
                                .getMessage());
                assertEquals(
                        lines + has,
                        assertThrows(IllegalStateException.class, () -> lines.listen(this::keep))
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
                                    () -> lines.line(1).listen(this::keep))
                            .getMessage());
            line.disarm();
            line.listen(this::keep).close();
        }
    }

    @Test
    void theTimeFromTheInterruptToTheListenerIsPrinted() throws Exception {
        var delays = new long[201];
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            simulated.pull(0, false);
            var arrived = new LinkedBlockingQueue<Long>();
            try (var _ = line.listen((_, nanos, _) -> arrived.add(System.nanoTime() - nanos))) {
                for (int i = 0; i < delays.length; i++) {
                    simulated.pull(0, i % 2 == 0);
                    delays[i] = arrived.poll(SECONDS, TimeUnit.SECONDS);
                }
            }
        }
        Arrays.sort(delays);
        System.out.printf(
                "In tests the time from interrupt to listener is %d us in the median of %d, the least %d, the most"
                        + " %d%n",
                delays[delays.length / 2] / 1000, delays.length, delays[0] / 1000, delays[delays.length - 1] / 1000);
        assertTrue(delays[0] > 0, "stamped before it is told");
    }

    @Test
    void aProgramThatListensRunsOnTheLineAsOnACircuit() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT.input(Pull.UP))) {
            simulated.pull(0, true);
            var bell = new Doorbell();
            try (var _ = line.listen(bell)) {
                for (int i = 0; i < 3; i++) {
                    simulated.pull(0, false);
                    bell.await(2 * i + 1);
                    simulated.pull(0, true);
                    bell.await(2 * i + 2);
                }
            }
            assertEquals(3, bell.rings());
        }
    }

    @Test
    void anOutputIsNotListenedTo() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT.output(false))) {
            assertEquals(
                    line + ": listened to while it is an output; make it an input first",
                    assertThrows(IllegalStateException.class, () -> line.listen(this::keep))
                            .getMessage());
        }
        var closed = chip.request(0, LineOptions.DEFAULT);
        closed.close();
        assertEquals(
                closed + ": is closed",
                assertThrows(IllegalStateException.class, () -> closed.listen(this::keep))
                        .getMessage());
    }
}
