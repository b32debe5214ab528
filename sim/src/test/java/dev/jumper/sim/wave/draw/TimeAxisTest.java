package dev.jumper.sim.wave.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeAxisTest {
    private static String labels(long from, long to, int most) {
        return TimeAxis.between(from, to, most).marks().stream()
                .map(TimeAxis.Mark::label)
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000000, 5, 0; 200 µs; 400 µs; 600 µs; 800 µs; 1000 µs",
        "0, 43000, 9, 0; 5 µs; 10 µs; 15 µs; 20 µs; 25 µs; 30 µs; 35 µs; 40 µs",
        "1234567, 1240000, 3, 1236 µs; 1238 µs; 1240 µs",
        "1234567890, 1234568390, 5, 1234.5679 ms; +100 ns; +200 ns; +300 ns; +400 ns",
        "0, 9, 9, 0; 1 ns; 2 ns; 3 ns; 4 ns; 5 ns; 6 ns; 7 ns; 8 ns; 9 ns",
        "0, 3000000000, 4, 0; 1 s; 2 s; 3 s",
        "-500, 500, 2, -500 ns; 0; 500 ns"
    })
    void marksRoundTimes(long from, long to, int most, String labels) {
        assertEquals(labels, labels(from, to, most));
    }

    @Test
    void neverTwoMarksWithOneLabelNorMoreThanAskedFor() {
        long seed = 42;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            long from = random.nextLong(1L << random.nextInt(1, 50));
            long to = from + 1 + random.nextLong(1L << random.nextInt(1, 45));
            int most = random.nextInt(1, 20);
            var marks = TimeAxis.between(from, to, most).marks();
            String what = "seed " + seed + ": " + from + " to " + to + ", " + most;
            assertTrue(marks.size() <= most + 1, what);
            assertEquals(
                    marks.size(),
                    marks.stream().map(TimeAxis.Mark::label).distinct().count(),
                    what + ": " + marks);
            assertTrue(marks.stream().allMatch(m -> m.time() >= from && m.time() <= to), what);
        }
    }
}
