package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The character device of a running kernel, against its simulator: what a line is, is read from outside.
@Tag("vm")
class GpioSimTest {
    private static final String LABEL = "jumper-sim";
    private static final long LONG_ENOUGH = 20_000_000_000L;

    private SimulatedChip simulated;
    private GpioChip chip;

    @BeforeEach
    void plugIn() throws IOException {
        simulated = SimulatedChip.create(LABEL, 8, Map.of(3, "GPIO17", 4, "LED"));
        chip = GpioChip.withLabel(LABEL);
    }

    @AfterEach
    void unplug() throws IOException {
        chip.close();
        simulated.close();
    }

    @Test
    void findsAChipByItsLabelAndByTheNameOfALine() throws IOException {
        assertEquals(simulated.path(), chip.info().path());
        assertEquals(8, chip.info().lines());
        try (var same = GpioChip.withLine("GPIO17")) {
            assertEquals(chip.info(), same.info());
        }
        assertTrue(GpioChip.list().contains(chip.info()));
        assertEquals(3, chip.offset("GPIO17"));
    }

    @Test
    void saysWhichChipsThereAreWhenNoneIsMeant() {
        var e = assertThrows(IOException.class, () -> GpioChip.withLabel("pinctrl-bcm2711"));
        assertEquals(
                "GPIO: found no chip with label pinctrl-bcm2711 among jumper-sim (" + simulated.path() + ")",
                e.getMessage());
        var line = assertThrows(IllegalArgumentException.class, () -> chip.offset("GPIO99"));
        assertEquals(chip + ": found 0 lines named GPIO99, expected one; name it by its offset", line.getMessage());
    }

    @Test
    void anOutputStartsAtItsLevelAndFollows() throws IOException {
        try (var led = chip.request("LED", LineOptions.DEFAULT.output(true))) {
            assertEquals(1, simulated.level(4));
            led.set(false);
            assertEquals(0, simulated.level(4));
            assertFalse(led.isHigh());
            led.toggle();
            assertEquals(1, simulated.level(4));
        }
    }

    @Test
    void aLineIsReleasedWhenItIsClosed() throws IOException {
        // @start region=led
        try (var chip = GpioChip.withLine("GPIO17");
                var led = chip.request("GPIO17", LineOptions.DEFAULT.output(false))) {
            led.set(true);
        }
        // @end region=led
        assertFalse(chip.line(3).used(), "released");
    }

    @Test
    void anInputReadsWhatItIsPulledTo() throws IOException {
        try (var button = chip.request(0, LineOptions.DEFAULT)) {
            simulated.pull(0, true);
            assertTrue(button.isHigh());
            simulated.pull(0, false);
            assertFalse(button.isHigh());
        }
    }

    @Test
    void resistorsAreThoseThatWereAskedFor() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.input(Pull.UP))) {
            assertEquals("pull-up", simulated.pull(0));
            assertEquals(Pull.UP, chip.line(0).pull());
            line.input(Pull.DOWN);
            assertEquals("pull-down", simulated.pull(0));
            assertEquals(Pull.DOWN, chip.line(0).pull());
        }
    }

    @Test
    void changesItsDirectionOnTheOpenLineAndBack() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            for (int i = 0; i < 100; i++) {
                line.output(i % 2 == 0);
                assertEquals(1 - i % 2, simulated.level(0));
                assertTrue(chip.line(0).output());
                line.input(Pull.NONE);
                simulated.pull(0, i % 2 == 0); // the simulator wants to see a change
                simulated.pull(0, i % 2 == 1);
                assertEquals(i % 2, line.ioctl(Pin.READ, 0));
                assertFalse(chip.line(0).output());
            }
        }
    }

    @Test
    void anOpenDrainLineDrivesLowOnly() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.openDrain(true))) {
            assertTrue(chip.line(0).openDrain());
            simulated.pull(0, true);
            assertTrue(line.isHigh());
            line.set(false);
            assertEquals(0, simulated.level(0));
            line.set(true);
            simulated.pull(0, true); // the simulator keeps the level of an output until it is pulled again
            assertTrue(line.isHigh());
            simulated.pull(0, false);
            assertFalse(line.isHigh(), "a released line follows others");
        }
    }

    @Test
    void anInvertedLineHasLowAsOne() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.inverted())) {
            simulated.pull(0, false);
            assertTrue(line.isHigh());
            line.output(true);
            assertEquals(0, simulated.level(0));
            assertTrue(chip.line(0).activeLow());
        }
    }

    @Test
    void linesOfOneRequestAreWrittenAndReadTogether() throws IOException {
        try (var lines = chip.requestAll(LineOptions.DEFAULT.output(false), 1, 2, 5, 7)) {
            lines.write(0b1111, 0b1010);
            assertArrayEquals(new int[] {0, 1, 0, 1}, levels(1, 2, 5, 7));
            lines.write(0b0011, 0b0001);
            assertArrayEquals(new int[] {1, 0, 0, 1}, levels(1, 2, 5, 7));
            assertEquals(0b1001, lines.read(0b1111));
            assertEquals(0b1000, lines.read(0b1100));
        }
    }

    @Test
    void oneLineOfARequestChangesWithoutTheOthers() throws IOException {
        try (var lines = chip.requestAll(LineOptions.DEFAULT.output(true), 1, 2)) {
            lines.line(0).input(Pull.DOWN);
            assertEquals(1, simulated.level(2));
            assertFalse(lines.line(0).isHigh());
            lines.line(1).set(false);
            lines.line(0).output(true);
            assertArrayEquals(new int[] {1, 0}, levels(1, 2));
            lines.line(0).input(Pull.NONE);
            var e = assertThrows(IllegalStateException.class, () -> lines.write(0b11, 0));
            assertEquals(
                    chip + " line 1, 2 [0]: written while it is an input; make it an output first", e.getMessage());
        }
    }

    private int[] levels(int... lines) throws IOException {
        int[] levels = new int[lines.length];
        for (int i = 0; i < lines.length; i++) {
            levels[i] = simulated.level(lines[i]);
        }
        return levels;
    }

    @Test
    void aLineInUseIsRefusedWithTheNameOfItsUser() throws IOException {
        try (var held = chip.request(2, LineOptions.DEFAULT.consumer("the other one"))) {
            assertEquals("the other one", chip.line(2).consumer());
            var e = assertThrows(GpioException.class, () -> chip.requestAll(LineOptions.DEFAULT, 1, 2));
            assertEquals(
                    chip + " line 1, 2: Device or resource busy (errno 16); line 2 is held by the other one; end that"
                            + " program, or take another line",
                    e.getMessage());
            assertEquals(16, e.errno());
            assertTrue(held.offset() == 2 && !chip.line(1).used());
        }
        assertFalse(chip.line(2).used());
    }

    @Test
    void badLinesAreRefusedBeforeTheKernelIsAsked() {
        assertEquals(
                chip + ": line is 8, expected 0 to 7",
                assertThrows(IllegalArgumentException.class, () -> chip.request(8, LineOptions.DEFAULT))
                        .getMessage());
        assertEquals(
                chip + ": asked for lines [1, 1], expected different ones",
                assertThrows(IllegalArgumentException.class, () -> chip.requestAll(LineOptions.DEFAULT, 1, 1))
                        .getMessage());
        assertEquals(
                chip + ": asked for 65 lines at once, expected 1 to 64",
                assertThrows(IllegalArgumentException.class, () -> chip.requestAll(LineOptions.DEFAULT, new int[65]))
                        .getMessage());
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            assertEquals(
                    line + ": does not know request 64; use another pin, or another way to drive this one",
                    assertThrows(UnsupportedOperationException.class, () -> line.ioctl(Pin.OWN, 0))
                            .getMessage());
            assertEquals(
                    line + ": level of OUTPUT (4) is 2, expected 0 or 1",
                    assertThrows(IllegalArgumentException.class, () -> line.ioctl(Pin.OUTPUT, 2))
                            .getMessage());
            assertEquals(
                    line + ": pull of INPUT (3) is 3, expected 0 none, 1 up or 2 down",
                    assertThrows(IllegalArgumentException.class, () -> line.ioctl(Pin.INPUT, 3))
                            .getMessage());
        }
        var closed = chip.request(0, LineOptions.DEFAULT);
        closed.close();
        closed.close();
        assertEquals(
                closed + ": is closed",
                assertThrows(IllegalStateException.class, closed::isHigh).getMessage());
    }

    @Test
    void edgesCarryTheKernelsTime() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            simulated.pull(0, false);
            line.arm();
            long before = System.nanoTime();
            long[] edges = new long[3];
            for (int i = 0; i < 3; i++) { // one by one: edges that follow each other at once may be one interrupt
                simulated.pull(0, i % 2 == 0);
                assertEquals(1, line.take(edges, i, 1, LONG_ENOUGH));
            }
            long after = System.nanoTime();
            assertArrayEquals(
                    new int[] {1, 0, 1},
                    Arrays.stream(edges).mapToInt(EdgeCapture::level).toArray());
            long last = before;
            for (long edge : edges) {
                long time = EdgeCapture.nanos(edge);
                assertTrue(time - last >= 0, "edges are in the order of their times, after " + before);
                last = time;
            }
            assertTrue(after - last >= 0);
            assertEquals(0, line.lost());
        }
    }

    @Test
    void armingForgetsAndDisarmingStops() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.consumer("again"))) {
            simulated.pull(0, false);
            line.arm();
            var interrupts = InterruptThread.of("again");
            simulated.pull(0, true);
            interrupts.awaitEvent();
            simulated.pull(0, false);
            interrupts.awaitEvent();
            line.arm();
            long[] edges = new long[4];
            assertEquals(0, line.take(edges, 0, 4, 0));
            simulated.pull(0, true);
            assertEquals(1, line.take(edges, 0, 1, LONG_ENOUGH));
            line.disarm();
            simulated.pull(0, false);
            assertEquals(0, line.take(edges, 0, 4, 0));
        }
    }

    @Test
    void aCaptureOutlastsAChangeOfDirection() throws IOException {
        simulated.pull(0, true);
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            line.arm();
            line.output(false);
            line.input(Pull.UP);
            long[] edges = new long[8];
            int own = line.take(edges, 0, 8, 0);
            simulated.pull(0, false);
            assertEquals(1, line.take(edges, own, 1, LONG_ENOUGH));
            assertEquals(0, EdgeCapture.level(edges[own]));
        }
    }

    @Test
    void edgesThatFoundNoRoomAreCounted() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.keeping(16).consumer("full"))) {
            simulated.pull(0, false);
            line.arm();
            var interrupts = InterruptThread.of("full");
            for (int i = 0; i < 100; i++) {
                simulated.pull(0, i % 2 == 0);
                interrupts.awaitEvent();
            }
            long[] edges = new long[100];
            assertEquals(16, line.take(edges, 0, 100, 0));
            assertEquals(84, line.lost(), "the oldest");
            assertArrayEquals(
                    new int[] {1, 0, 1, 0},
                    Arrays.stream(edges).limit(4).mapToInt(EdgeCapture::level).toArray());
        }
    }

    @Test
    void moreEdgesThanTheKernelKeepsUnaskedAreAllThere() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.consumer("roomy"))) {
            simulated.pull(0, false);
            line.arm();
            var interrupts = InterruptThread.of("roomy");
            for (int i = 0; i < 100; i++) { // 16 are kept for each line if nobody asks for more
                simulated.pull(0, i % 2 == 0);
                interrupts.awaitEvent();
            }
            long[] edges = new long[101];
            assertEquals(100, line.take(edges, 0, 101, 0));
            assertEquals(0, line.lost());
        }
    }

    @Test
    void aChangeShorterThanTheDebouncingIsNone() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT.debounced(Duration.ofSeconds(2)))) {
            assertEquals(Duration.ofSeconds(2), chip.line(0).debounce());
            simulated.pull(0, false);
            line.arm();
            simulated.pull(0, true);
            simulated.pull(0, false);
            simulated.pull(0, true);
            long[] edges = new long[3];
            assertEquals(1, line.take(edges, 0, 1, LONG_ENOUGH));
            assertEquals(1, EdgeCapture.level(edges[0]));
        }
    }

    @Test
    void closingEndsTheWaitOfAnotherThread() throws Exception {
        var line = chip.request(0, LineOptions.DEFAULT);
        line.arm();
        var taken = CompletableFuture.supplyAsync(() -> {
            try {
                return line.take(new long[1], 0, 1, Long.MAX_VALUE / 2);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        line.close();
        assertEquals(
                0, taken.handle((count, failure) -> failure == null ? count : 0).get(20, TimeUnit.SECONDS));
    }

    @Test
    void aChipThatGoesAwayIsToldOf() throws IOException {
        try (var line = chip.request(0, LineOptions.DEFAULT)) {
            line.arm();
            simulated.unplug();
            var e = assertThrows(GpioException.class, line::isHigh);
            assertEquals(
                    line + ": No such device (errno 19); the chip is gone; open it again when it is back",
                    e.getMessage());
            var wait = assertThrows(IOException.class, () -> line.take(new long[1], 0, 1, LONG_ENOUGH));
            assertTrue(wait.getMessage().endsWith("the chip is gone; open it again when it is back"));
        }
    }

    @Test
    void linesLiveOnWhenTheirChipIsClosed() throws IOException {
        GpioLine line;
        try (var again = GpioChip.withLabel(LABEL)) {
            line = again.request(0, LineOptions.DEFAULT.output(false));
        }
        line.set(true);
        assertEquals(1, simulated.level(0));
        line.close();
    }
}
