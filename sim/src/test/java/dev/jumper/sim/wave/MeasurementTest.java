package dev.jumper.sim.wave;

import static dev.jumper.sim.wave.VcdWritingTest.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Times measured on waveforms made by hand.
class MeasurementTest {
    /// High for 3, 4 and 3 µs, low for 7, 7 and 6 µs.
    private final Waveform clock = new Waveform(
            0,
            40_000,
            List.of(signal("clk", 0, 1_000, 1, 4_000, 0, 11_000, 1, 15_000, 0, 22_000, 1, 25_000, 0, 31_000, 1)));

    @Test
    void measuresFrequencyAndDutyOverWholePeriods() {
        var clk = Measurement.of(clock, "clk");
        assertEquals(10_000, clk.meanPeriod());
        assertEquals(100_000, clk.frequency());
        assertEquals(1.0 / 3, clk.duty(), 1e-12);
    }

    @Test
    void measuresTheShortestAndTheLongestPulse() {
        var clk = Measurement.of(clock, "clk");
        assertEquals(3_000, clk.shortestHigh());
        assertEquals(4_000, clk.longestHigh());
        assertEquals(6_000, clk.shortestLow());
        assertEquals(7_000, clk.longestLow());
    }

    @Test
    void measuresTheJitterOfThePeriod() {
        var clk = Measurement.of(clock, "clk");
        assertEquals(9_000, clk.shortestPeriod());
        assertEquals(11_000, clk.longestPeriod());
        assertEquals(2_000, clk.periodJitter());
    }

    @Test
    void countsEdges() {
        var clk = Measurement.of(clock, "clk");
        assertEquals(4, clk.count(Edge.RISING));
        assertEquals(3, clk.count(Edge.FALLING));
        assertEquals(7, clk.count(Edge.ANY));
        var low = Measurement.of(clock.between(2_000, 24_000), "clk");
        assertEquals(2, low.count(Edge.RISING));
        assertEquals(2, low.count(Edge.FALLING));
    }

    @Test
    void measuresOnlyWithinTheWaveform() {
        var part = Measurement.of(clock.between(10_000, 25_000), "clk");
        assertEquals(11_000, part.longestPeriod());
        assertEquals(3_000, part.shortestHigh());
        assertEquals(7_000, part.shortestLow());
    }

    @Test
    void measuresTheLeastSetupAndHold() {
        var bus = new Waveform(
                0,
                50_000,
                List.of(
                        signal("clk", 0, 10_000, 1, 15_000, 0, 20_000, 1, 25_000, 0, 30_000, 1, 35_000, 0),
                        signal("data", 0, 9_750, 1, 15_300, 0, 19_600, 1, 25_120, 0)));
        var data = Measurement.of(bus, "data");
        assertEquals(250, data.shortestSetup("clk", Edge.RISING));
        assertEquals(120, data.shortestHold("clk", Edge.FALLING));
        assertEquals(5_120, data.shortestHold("clk", Edge.RISING));
        assertEquals(4_880, data.longest(Edge.FALLING, "clk", Edge.RISING), "of 4700 and 4880 ns");
    }

    @Test
    void takesChangesAtOneMomentForNoSetupAndNoHold() {
        var bus = new Waveform(0, 9_000, List.of(signal("clk", 0, 5_000, 1), signal("data", 0, 5_000, 1)));
        assertEquals(0, Measurement.of(bus, "data").shortestSetup("clk", Edge.RISING));
        assertEquals(0, Measurement.of(bus, "data").shortestHold("clk", Edge.RISING));
    }

    @Test
    void agreesWithAnExhaustiveSearch() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var a = random(random, "a");
            var b = random(random, "b");
            var waveform = new Waveform(0, 10_000, List.of(a, b));
            for (var from : Edge.values()) {
                for (var to : Edge.values()) {
                    long expected = Long.MAX_VALUE;
                    for (int i = 0; i < a.edges(); i++) {
                        for (int k = 0; k < b.edges(); k++) {
                            long span = b.time(k) - a.time(i);
                            if (from.leadsTo(a.level(i)) && to.leadsTo(b.level(k)) && span >= 0) {
                                expected = Math.min(expected, span);
                            }
                        }
                    }
                    assertEquals(
                            expected,
                            Measurement.of(waveform, "a").shortest(from, "b", to),
                            "seed " + seed + ", " + from + " to " + to);
                }
            }
        }
    }

    private static Signal random(Random random, String name) {
        var log = new Signal.Log(name, random.nextInt(2));
        int level = random.nextInt(2);
        for (int time = 10; time < 9_990; time += 1 + random.nextInt(300)) {
            log.add(time, level ^= 1);
        }
        return log.signal();
    }

    @Test
    void skipsLevelsThatNobodyKnows() {
        var waveform = new Waveform(
                0,
                9_000,
                List.of(signal("a", Signal.UNKNOWN, 1_000, 0, 2_000, 1, 3_000, Signal.FLOATING, 4_000, 1, 5_000, 0)));
        var a = Measurement.of(waveform, "a");
        assertEquals(2, a.count(Edge.ANY));
        assertEquals(3_000, a.shortestHigh());
    }

    @Test
    void saysWhatIsMissingInsteadOfReturningZero() {
        var still = Measurement.of(new Waveform(0, 9_000, List.of(signal("a", 0, 1_000, 1), signal("b", 0))), "a");
        assertEquals(
                "signal a: 1 edges between 0.000 µs and 9.000 µs, expected two rising edges; record for longer",
                assertThrows(IllegalStateException.class, still::frequency).getMessage());
        assertThrows(IllegalStateException.class, still::duty);
        assertThrows(IllegalStateException.class, still::periodJitter);
        assertEquals(
                "signal a: 1 edges between 0.000 µs and 9.000 µs, expected a rising edge and another after it; record"
                        + " for longer",
                assertThrows(IllegalStateException.class, still::shortestHigh).getMessage());
        assertEquals(
                "signal a: 1 edges between 0.000 µs and 9.000 µs, expected an edge (any) followed by one of b"
                        + " (rising); record for longer",
                assertThrows(IllegalStateException.class, () -> still.shortestSetup("b", Edge.RISING))
                        .getMessage());
        assertEquals(0, Measurement.of(clock.between(0, 500), "clk").count(Edge.RISING));
    }
}
