package dev.jumper.sim.wave.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Decoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextDrawingTest {
    /// Returns a signal from its edges: times in microseconds and levels in turn, after the first level.
    static Signal signal(String name, int first, int... edges) {
        var log = new Signal.Log(name, first);
        for (int i = 0; i < edges.length; i += 2) {
            log.add(edges[i] * 1_000L, edges[i + 1]);
        }
        return log.signal();
    }

    static Waveform wave(int micros, Signal... signals) {
        return new Waveform(0, micros * 1_000L, List.of(signals));
    }

    private static DrawingOptions columns(int plot, String longestName) {
        return DrawingOptions.DEFAULT.withWidth(plot + longestName.length() + 1);
    }

    @Test
    void drawsRailsEdgesAndAnAxis() {
        var waveform = wave(40, signal("clk", 0, 10, 1, 20, 0, 30, 1), signal("d", 1, 20, 0));
        assertEquals("""
                          ┌─────────┐         ┌─────────
            clk ──────────┘         └─────────┘
                ────────────────────┐
              d                     └───────────────────
                ╵0                  ╵20 µs
            """, TextDrawing.of(waveform, columns(40, "clk")));
    }

    @Test
    void drawsPulsesShorterThanAColumnAndWhatIsDenser() {
        var waveform = wave(
                4_000,
                signal("p", 0, 1_010, 1, 1_020, 0, 2_000, 1, 3_010, 0, 3_020, 1),
                signal("q", 0, 1_010, 1, 1_020, 0, 1_030, 1, 1_040, 0));
        assertEquals("""
                        ╷         ┌─────────┬─────────
            p ──────────┴─────────┘         ╵
                        ▒
            q ──────────▒─────────────────────────────
              ╵0                  ╵2 ms
            """, TextDrawing.of(waveform, columns(40, "p")));
    }

    @Test
    void drawsUnknownAndUndrivenLinesLikeNeitherHighNorLow() {
        var waveform = wave(20, signal("bus", Signal.UNKNOWN, 5, 1, 10, Signal.FLOATING, 15, 0));
        assertEquals("""
                xxxxx│────│    │
            bus xxxxx│    │zzzz│────
                ╵0
            """, TextDrawing.of(waveform, columns(20, "bus")));
    }

    @Test
    void labelsWithTheLongestTextThatFits() {
        var waveform = wave(100, signal("a", 0, 10, 1, 40, 0, 50, 1, 55, 0, 60, 1, 62, 0, 70, 1, 98, 0));
        var options = columns(100, "pwm").withDecoders(Decoder.parse("pwm:a"));
        assertEquals(
                "pwm           [         30 µs of 40 µs, 75 %         ][  50 %  ][  20 %  ]",
                TextDrawing.of(waveform, options).lines().findFirst().orElseThrow());
    }

    @Test
    void drawsOnlyWhatIsAskedForAndKeepsTheLabelsOfTheWhole() {
        var waveform = wave(100, signal("echo", 0, 10, 1, 90, 0), signal("other", 0));
        var options = columns(40, "width")
                .withSignals("echo")
                .withFrom(40_000)
                .withTo(60_000)
                .withDecoders(Decoder.parse("pulse:echo"))
                .withTitle("A pulse");
        assertEquals("""
            A pulse
            width [                80 µs                 ]
                  ────────────────────────────────────────
             echo
                  ╵40 µs              ╵50 µs
            """, TextDrawing.of(waveform, options));
    }

    @Test
    void givesALabelTheIdleTimeBesideItThatItNeeds() {
        var waveform = wave(1_000, signal("a", 0, 500, 1, 501, 0));
        String text = TextDrawing.of(waveform, columns(50, "width").withDecoders(Decoder.parse("pulse:a")));
        assertTrue(text.startsWith("width                       1 µs\n"), text);
    }

    @Test
    void keepsWithinItsWidthWhateverIsDrawn() {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var log = new Signal.Log("line" + "x".repeat(random.nextInt(40)), random.nextInt(4));
            long time = 0;
            for (int e = random.nextInt(500); e > 0; e--) {
                time += random.nextInt(1, 1 << random.nextInt(1, 20));
                log.add(time, random.nextInt(4));
            }
            var signal = log.signal();
            int width = random.nextInt(DrawingOptions.NARROWEST, 200);
            var options = DrawingOptions.DEFAULT
                    .withWidth(width)
                    .withDecoders(
                            Decoder.parse("pulse:" + signal.name()),
                            Decoder.parse("pwm:" + signal.name()),
                            Decoder.parse("uart:" + signal.name()));
            String text = TextDrawing.of(new Waveform(0, time + random.nextInt(100), List.of(signal)), options);
            assertTrue(
                    text.lines().allMatch(line -> line.codePointCount(0, line.length()) <= width),
                    "seed " + seed + ", width " + width + ":\n" + text);
            assertTrue(text.lines().noneMatch(line -> line.endsWith(" ")), "seed " + seed + ":\n" + text);
        }
    }

    @Test
    void coloursSayNothingThatIsNotThereWithoutThem() {
        var waveform = wave(100, signal("a", 0, 10, 1, 40, 0, 50, 1, 70, 0, 80, 1));
        var options = columns(60, "pwm").withDecoders(Decoder.parse("pwm:a")).withTitle("Duty");
        String coloured = TextDrawing.coloured(waveform, options);
        String plain = TextDrawing.of(waveform, options);
        assertTrue(coloured.contains("\033[33m"), coloured);
        assertFalse(plain.contains("\033"), plain);
        assertEquals(
                plain,
                Stream.of(coloured.replaceAll("\033\\[[0-9;]*m", "").split("\n"))
                        .map(line -> line.stripTrailing() + "\n")
                        .reduce("", String::concat));
    }

    @Test
    void drawsAWaveformOfNoLengthAndOneWithoutLines() {
        assertEquals(
                "  ──────────────────\na\n  ╵0\n",
                TextDrawing.of(wave(0, signal("a", 1)), DrawingOptions.DEFAULT.withWidth(20)));
        assertEquals(
                "╵0\n",
                TextDrawing.of(wave(10), DrawingOptions.DEFAULT.withWidth(20)).replaceAll("^ +", ""));
    }
}
