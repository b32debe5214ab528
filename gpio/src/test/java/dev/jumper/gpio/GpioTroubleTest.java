package dev.jumper.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pull;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a machine may refuse: no chips, no permission, chips alike, lines that are none, chips that go.
@Tag("vm")
class GpioTroubleTest {
    private static final String LABEL = "jumper-trouble";
    private static final long FOR_EVER = Long.MAX_VALUE / 2;

    @Test
    void aMachineWithoutGpioSaysSo() throws IOException {
        assertEquals(List.of(), GpioChip.list());
        String none = " among no chips at all; this machine has no GPIO, or its driver is not loaded";
        assertEquals(
                "GPIO: found no chip with label pinctrl-rp1" + none,
                assertThrows(IOException.class, () -> GpioChip.withLabel("pinctrl-rp1"))
                        .getMessage());
        assertEquals(
                "GPIO: found no chip with a line GPIO17" + none,
                assertThrows(IOException.class, () -> GpioChip.withLine("GPIO17"))
                        .getMessage());
    }

    @Test
    void aChipThatIsNotOursSaysHowToGetIt() throws Throwable {
        assertThrows(GpioException.class, () -> GpioChip.open(Path.of("/dev/gpiochip-none"))); // all classes are here
        try (var simulated = SimulatedChip.create(LABEL, 4, Map.of())) {
            var label = new GpioException[1];
            var path = new GpioException[1];
            fileUser(65_534); // nobody
            try {
                path[0] = assertThrows(GpioException.class, () -> GpioChip.open(simulated.path()));
                label[0] = assertThrows(GpioException.class, () -> GpioChip.withLabel(LABEL));
            } finally {
                fileUser(0);
            }
            String message =
                    "GPIO chip " + simulated.path() + ": Permission denied (errno 13); join the group that owns"
                            + " it (usermod -aG gpio $USER, then log in again), or add a udev rule SUBSYSTEM==\"gpio\","
                            + " GROUP=\"gpio\", MODE=\"0660\"";
            assertEquals(message, path[0].getMessage());
            assertEquals(message, label[0].getMessage());
        }
    }

    /// Has the calling thread, and no other, open files as `user` may; it is root otherwise (setfsuid(2)).
    @SuppressWarnings("restricted")
    private static void fileUser(int user) throws Throwable {
        var linker = Linker.nativeLinker();
        var _ = (int) linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("setfsuid"), FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                .invokeExact(user);
    }

    @Test
    void chipsAlikeAreToldApartByTheirPaths() throws IOException {
        try (var first = SimulatedChip.create(LABEL, 4, Map.of(1, "GPIO17"));
                var second = SimulatedChip.create(LABEL + "-2", LABEL, 8, Map.of("line5/name", "GPIO17"))) {
            var all = List.of(first.path(), second.path());
            assertEquals(
                    all, GpioChip.list().stream().map(ChipInfo::path).sorted().toList());
            String both = ", expected one: [%s (%s), %s (%s)]".formatted(LABEL, first.path(), LABEL, second.path());
            assertEquals(
                    "GPIO: found 2 chips with label " + LABEL + both,
                    assertThrows(IOException.class, () -> GpioChip.withLabel(LABEL))
                            .getMessage());
            assertEquals(
                    "GPIO: found 2 chips with a line GPIO17" + both,
                    assertThrows(IOException.class, () -> GpioChip.withLine("GPIO17"))
                            .getMessage());
            try (var one = GpioChip.open(first.path());
                    var other = GpioChip.open(second.path());
                    var out = one.request("GPIO17", LineOptions.DEFAULT.output(true));
                    var in = other.request("GPIO17", LineOptions.DEFAULT.input(Pull.DOWN))) {
                assertEquals(4, one.info().lines());
                assertEquals(8, other.info().lines());
                assertTrue(out.isHigh());
                assertFalse(in.isHigh());
                assertEquals(1, first.level(1));
                assertEquals(0, second.level(5));
            }
        }
    }

    @Test
    void aChipOfManyLinesGivesSixtyFourAtOnce() throws IOException {
        try (var simulated = SimulatedChip.create(LABEL, 70, Map.of());
                var chip = GpioChip.open(simulated.path())) {
            int[] offsets = new int[64];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = 69 - i;
            }
            try (var lines = chip.requestAll(LineOptions.DEFAULT.output(false), offsets)) {
                lines.write(-1, 0x8000_0000_0000_0001L);
                assertEquals(1, simulated.level(69));
                assertEquals(1, simulated.level(6));
                assertEquals(0, simulated.level(68));
                assertEquals(0x8000_0000_0000_0001L, lines.read(-1));
            }
            assertEquals(
                    chip + ": asked for 65 lines at once, expected 1 to 64",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> chip.requestAll(
                                            LineOptions.DEFAULT,
                                            java.util.stream.IntStream.range(0, 65)
                                                    .toArray()))
                            .getMessage());
            assertFalse(chip.lines().stream().anyMatch(LineInfo::used), "none was requested");
        }
    }

    @Test
    void aLineThatTheKernelKeepsIsHeldByItsName() throws IOException {
        var hog = Map.of("line2/hog/name", "fan", "line2/hog/direction", "output-low");
        try (var simulated = SimulatedChip.create(LABEL, LABEL, 4, hog);
                var chip = GpioChip.open(simulated.path())) {
            assertEquals("fan", chip.line(2).consumer());
            assertEquals(
                    chip + " line 2: Device or resource busy (errno 16); line 2 is held by fan; end that program, or"
                            + " take another line",
                    assertThrows(GpioException.class, () -> chip.request(2, LineOptions.DEFAULT))
                            .getMessage());
        }
    }

    @Test
    void aLineThatTheChipDoesNotOfferIsRefusedByIt() throws IOException {
        try (var simulated = SimulatedChip.create(LABEL, LABEL, 4, Map.of("line1/valid", "0"));
                var chip = GpioChip.open(simulated.path())) {
            for (var options : List.of(LineOptions.DEFAULT, LineOptions.DEFAULT.output(true))) {
                assertEquals(
                        chip + " line 1: Invalid argument (errno 22); the chip cannot do this, or its lines do not go"
                                + " together so",
                        assertThrows(GpioException.class, () -> chip.request(1, options))
                                .getMessage());
            }
        }
    }

    @Test
    void anOutputHasNoEdges() throws IOException {
        try (var simulated = SimulatedChip.create(LABEL, 4, Map.of());
                var chip = GpioChip.open(simulated.path());
                var line = chip.request(0, LineOptions.DEFAULT.output(false))) {
            line.arm();
            line.set(true);
            line.set(false);
            assertEquals(0, line.take(new long[2], 0, 2, 50_000_000));
        }
    }

    @Test
    void aChipThatGoesAwayEndsTheWaitOfAThread() throws Exception {
        try (var simulated = SimulatedChip.create(LABEL, 4, Map.of());
                var chip = GpioChip.open(simulated.path());
                var line = chip.request(0, LineOptions.DEFAULT)) {
            line.arm();
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return "took " + line.take(new long[1], 0, 1, FOR_EVER);
                } catch (IOException e) {
                    return e.getMessage();
                }
            });
            simulated.unplug();
            assertEquals(line + ": the chip is gone; open it again when it is back", outcome(waiting));
            var gone = assertThrows(GpioException.class, () -> chip.line(0));
            assertEquals(
                    chip + " line 0: No such device (errno 19); the chip is gone; open it again when it is back",
                    gone.getMessage());
            var refused = assertThrows(GpioException.class, () -> chip.request(1, LineOptions.DEFAULT));
            assertEquals(
                    chip + " line 1: No such device (errno 19); the chip is gone; open it again when it is back",
                    refused.getMessage());
        }
    }

    @Test
    void aClosedChipIsNotAsked() throws IOException {
        try (var simulated = SimulatedChip.create(LABEL, 4, Map.of())) {
            var chip = GpioChip.open(simulated.path());
            chip.close();
            chip.close();
            assertEquals(
                    chip + ": is closed",
                    assertThrows(IllegalStateException.class, () -> chip.request(0, LineOptions.DEFAULT))
                            .getMessage());
        }
    }

    private static <T> T outcome(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        return future.orTimeout(60, TimeUnit.SECONDS).get();
    }
}
