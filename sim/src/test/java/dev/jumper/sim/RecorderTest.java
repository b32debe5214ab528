package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a recorder keeps.
class RecorderTest {
    private final Circuit circuit = Circuit.create();

    @Test
    void keepsEachEdgeWithItsTimeFromTheStartOfTheRecording() {
        var driver = circuit.net("a").terminal("driver");
        driver.drive(1);
        circuit.ticks().delay(1_000);
        var recorder = Recorder.of(circuit, "a");
        circuit.ticks().delay(500);
        driver.drive(0);
        circuit.ticks().delay(250);
        driver.drive(1);
        circuit.ticks().delay(50);
        var waveform = recorder.waveform();
        assertEquals(1_000, waveform.start());
        assertEquals(1_800, waveform.end());
        var a = waveform.signal("a");
        assertEquals(1, a.firstLevel());
        assertEquals(2, a.edges());
        assertEquals(1_500, a.time(0));
        assertEquals(0, a.level(0));
        assertEquals(1_750, a.time(1));
        assertEquals(0, a.levelAt(1_749));
        assertEquals(1, a.levelAt(1_750));
    }

    @Test
    void recordsNetsMadeLaterIfNoneIsNamed() {
        var recorder = Recorder.of(circuit);
        circuit.ticks().delay(1_000);
        circuit.net("late").pulledUp();
        circuit.ticks().delay(1_000);
        circuit.net("late").terminal("driver").drive(0);
        var late = recorder.waveform().signal("late");
        assertEquals(1, late.firstLevel(), "the resistor was there from its first moment on");
        assertEquals(1, late.edges());
        assertEquals(2_000, late.time(0));
    }

    @Test
    void recordsOnlyTheNetsNamedInThatOrder() {
        circuit.net("x");
        var recorder = Recorder.of(circuit, "b", "a");
        circuit.net("later");
        assertEquals(
                List.of("b", "a"),
                recorder.waveform().signals().stream().map(Signal::name).toList());
    }

    @Test
    void refusesANetNamedTwice() {
        var e = assertThrows(IllegalArgumentException.class, () -> Recorder.of(circuit, "a", "b", "a"));
        assertEquals("nets to record are a, b, a, expected each once", e.getMessage());
    }

    @Test
    void leavesOutWhatLastsNoTime() {
        var recorder = Recorder.of(circuit, "a");
        var driver = circuit.net("a").terminal("driver");
        circuit.ticks().delay(1_000);
        driver.drive(1);
        driver.drive(0);
        circuit.ticks().delay(1_000);
        driver.drive(1);
        driver.drive(0);
        driver.drive(1);
        var a = recorder.waveform().signal("a");
        assertEquals(1, a.edges());
        assertEquals(2_000, a.time(0));
    }

    @Test
    void keepsAWaveformAsItWasWhenMoreHappens() {
        var recorder = Recorder.of(circuit, "a");
        var driver = circuit.net("a").terminal("driver");
        circuit.ticks().delay(1_000);
        driver.drive(1);
        var before = recorder.waveform();
        driver.drive(0);
        circuit.ticks().delay(1_000);
        driver.drive(1);
        assertEquals(1, before.signal("a").edges());
        assertEquals(1_000, before.signal("a").time(0));
        assertEquals(1, before.signal("a").level(0));
        assertEquals(2_000, recorder.waveform().signal("a").time(0));
    }

    @Test
    void findsTheLevelAtAnyTimeAcrossManyEdges() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var log = new Signal.Log("a", 0, 0);
            int[] levels = new int[60_000];
            int level = 0;
            for (int time = 1; time < levels.length; time++) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    level = random.nextInt(4);
                    log.add(time, level);
                }
                levels[time] = level;
            }
            var signal = log.signal();
            for (int time = 1; time < levels.length; time++) {
                if (signal.levelAt(time) != levels[time]) {
                    assertEquals(levels[time], signal.levelAt(time), "seed " + seed + ", time " + time);
                }
            }
            for (int i = 0; i < signal.edges(); i++) {
                assertTrue(signal.level(i) != signal.level(i - 1), "seed " + seed + ", edge " + i);
                assertTrue(i == 0 || signal.time(i) > signal.time(i - 1), "seed " + seed + ", edge " + i);
            }
        }
    }

    @Test
    void refusesAnEdgeBeforeTheLastOne() {
        var log = new Signal.Log("a", 0);
        log.add(10, 1);
        var e = assertThrows(IllegalArgumentException.class, () -> log.add(9, 0));
        assertEquals(
                "signal a: edge at 9 ns comes after one at 10 ns, expected edges in the order of their times",
                e.getMessage());
    }

    @Test
    void keepsTenMillionEdgesWithin200Megabytes(@TempDir Path folder) throws Exception {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TenMillionEdges.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "hangs after " + said(output));
            assertEquals("10000000 edges, last at 1000000000 ns", said(output));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String said(Path output) {
        try {
            return Files.readString(output).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Records ten million edges in a JVM with a heap of 200 MB.
    static final class TenMillionEdges {
        private TenMillionEdges() {}

        /// Runs it.
        public static void main(String[] arguments) {
            var circuit = Circuit.create();
            var recorder = Recorder.of(circuit, "a");
            var driver = circuit.net("a").terminal("driver");
            for (int i = 1; i <= 10_000_000; i++) {
                circuit.ticks().delay(100);
                driver.drive(i & 1);
            }
            var a = recorder.waveform().signal("a");
            System.out.printf("%d edges, last at %d ns%n", a.edges(), a.time(a.edges() - 1));
        }
    }
}
