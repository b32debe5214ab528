package dev.jumper.sim.wave.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.sim.wave.decode.Decoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DrawingOptionsTest {
    private static void refuses(String message, Executable what) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    @Test
    void refusesTimesTheWrongWayRoundAndWidthsOutOfRange() {
        refuses(
                "drawing from 5 ms to 2 ms: expected a start before the end",
                () -> DrawingOptions.DEFAULT.withFrom(5_000_000).withTo(2_000_000));
        refuses(
                "drawing from 5 ms to 5 ms: expected a start before the end",
                () -> DrawingOptions.DEFAULT.withTo(5_000_000).withFrom(5_000_000));
        refuses("drawing of width 19: expected 20 to 10000", () -> DrawingOptions.DEFAULT.withWidth(19));
        refuses("drawing of width -1: expected 20 to 10000", () -> DrawingOptions.DEFAULT.withWidth(-1));
        refuses("drawing of width 10001: expected 20 to 10000", () -> DrawingOptions.DEFAULT.withWidth(10_001));
    }

    @Test
    void refusesWhatTheWaveformHasNot() {
        var waveform = TextDrawingTest.wave(10, TextDrawingTest.signal("scl", 1), TextDrawingTest.signal("sda", 1));
        refuses(
                "waveform has no signal \"clk\", only scl, sda",
                () -> SvgDrawing.of(waveform, DrawingOptions.DEFAULT.withSignals("scl", "clk")));
        refuses(
                "decoder uart:tx,baud=115200: waveform has no signal \"tx\", only scl, sda",
                () -> TextDrawing.of(waveform, DrawingOptions.DEFAULT.withDecoders(Decoder.parse("uart:tx"))));
        refuses(
                "drawing from 20 µs on: found a waveform from 0 ns to 10 µs, expected a time within",
                () -> PngDrawing.of(waveform, DrawingOptions.DEFAULT.withFrom(20_000)));
        refuses(
                "drawing up to 0 ns: found a waveform from 0 ns to 10 µs, expected a time within",
                () -> TextDrawing.of(waveform, DrawingOptions.DEFAULT.withTo(0)));
    }
}
