package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pull;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Listeners of lines, with the kernel's simulator pulling them.
@Tag("vm")
class GpioListenerTest extends PluggedChip {
    private static final String LABEL = "jumper-listen";

    private final ToldEdges told = new ToldEdges();

    GpioListenerTest() {
        super(LABEL);
    }

    @Test
    void aListenerIsToldOfEachEdgeWithTheKernelsTime() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            simulated.pull(0, false);
            long last = System.nanoTime();
            try (var listening = line.listen(told)) {
                for (int i = 1; i <= 4; i++) {
                    simulated.pull(0, i % 2 == 1);
                    var edge = told.next();
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
        assertEquals(0, rings.poll(ToldEdges.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void edgesOfSeveralLinesAreToldInTheirOrder() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1, 3)) {
            var expected = new ArrayList<Object>();
            var seen = new ArrayList<Object>();
            try (var _ = lines.listen(told)) {
                for (int i = 0; i < 12; i++) {
                    int which = i % 3;
                    simulated.pull(lines.line(which).offset(), i / 3 % 2 == 0);
                    expected.add(lines.line(which) + " " + (1 - i / 3 % 2));
                    var edge = told.next();
                    seen.add(edge.pin() + " " + edge.level());
                }
            }
            assertEquals(expected, seen);
        }
    }

    @Test
    void aListenerOfOneLineHearsNothingOfTheOthers() throws Exception {
        try (var lines = chip.requestAll(LineOptions.DEFAULT, 0, 1);
                var _ = lines.line(1).listen(told)) {
            simulated.pull(0, true);
            simulated.pull(1, true);
            assertEquals(lines.line(1), told.next().pin());
            assertTrue(told.isEmpty());
        }
    }

    @Test
    void anOutputIsHeardOnceItIsAnInputAgain() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT);
                var _ = line.listen(told)) {
            line.output(false);
            line.input(Pull.DOWN);
            told.forget();
            simulated.pull(0, true);
            ToldEdges.Told edge;
            do {
                edge = told.next(); // the release may have been an edge too
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
                ToldEdges.await(leave);
                left.countDown();
            });
            simulated.pull(0, true);
            ToldEdges.await(inside);
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
            try (var _ = line.listen(told)) { // and another one may listen
                simulated.pull(0, false);
                assertEquals(0, told.next().level());
            }
        }
    }

    @Test
    void edgesAfterClosingAreForgotten() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            line.listen(told).close();
            simulated.pull(0, true);
            try (var _ = line.listen(told)) {
                simulated.pull(0, false);
                assertEquals(0, told.next().level());
            }
            assertTrue(told.isEmpty());
        }
    }

    @Test
    void aListenerMayCloseItsListening() throws Exception {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            var own = new AtomicReference<AutoCloseable>();
            var ready = new CountDownLatch(1);
            own.set(line.listen((pin, nanos, level) -> {
                ToldEdges.await(ready);
                try {
                    own.get().close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                told.changed(pin, nanos, level);
            }));
            ready.countDown();
            simulated.pull(0, true);
            assertEquals(1, told.next().level());
            try (var _ = line.listen(told)) {
                simulated.pull(0, false);
                assertEquals(0, told.next().level());
            }
        }
    }

    @Test
    void aListenerMayCloseItsLine() throws Exception {
        var line = chip.request(0, LineOptions.DEFAULT);
        line.listen((pin, nanos, level) -> {
            line.close();
            told.changed(pin, nanos, level);
        });
        simulated.pull(0, true);
        assertEquals(1, told.next().level());
        assertFalse(chip.line(0).used());
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
                    delays[i] = arrived.poll(ToldEdges.SECONDS, TimeUnit.SECONDS);
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
}
