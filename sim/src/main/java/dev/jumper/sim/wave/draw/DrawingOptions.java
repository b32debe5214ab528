package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.decode.Decoder;
import java.util.List;
import java.util.OptionalLong;

/// What of a waveform is drawn, and how.
///
/// @param from the first moment, in nanoseconds; that of the waveform if empty
/// @param to the last moment, in nanoseconds; that of the waveform if empty
/// @param signals the names of the lines, from top to bottom; all there are if there is none
/// @param decoders what to label, from the whole waveform even where only a part of it is drawn
/// @param width columns of text, or units of a picture (PNG has two pixels for each); [#AUTOMATIC] for 100 or 960
/// @param title what stands above it, empty for nothing
public record DrawingOptions(
        OptionalLong from, OptionalLong to, List<String> signals, List<Decoder> decoders, int width, String title) {
    /// The width that suits most.
    public static final int AUTOMATIC = 0;

    /// All of the waveform, without labels or title.
    public static final DrawingOptions DEFAULT =
            new DrawingOptions(OptionalLong.empty(), OptionalLong.empty(), List.of(), List.of(), AUTOMATIC, "");

    /// The least width.
    public static final int NARROWEST = 20;

    /// The greatest width.
    public static final int WIDEST = 10_000;

    /// Checks the ranges.
    public DrawingOptions {
        if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
            throw new IllegalArgumentException("drawing from %s to %s: expected a start before the end"
                    .formatted(WaveTime.format(from.getAsLong()), WaveTime.format(to.getAsLong())));
        }
        if (width != AUTOMATIC && (width < NARROWEST || width > WIDEST)) {
            throw new IllegalArgumentException(
                    "drawing of width " + width + ": expected " + NARROWEST + " to " + WIDEST);
        }
        signals = List.copyOf(signals);
        decoders = List.copyOf(decoders);
    }

    /// Returns these options for the time from `start` on, in nanoseconds.
    public DrawingOptions withFrom(long start) {
        return new DrawingOptions(OptionalLong.of(start), to, signals, decoders, width, title);
    }

    /// Returns these options for the time up to `end`, in nanoseconds.
    public DrawingOptions withTo(long end) {
        return new DrawingOptions(from, OptionalLong.of(end), signals, decoders, width, title);
    }

    /// Returns these options for the lines called `names`.
    public DrawingOptions withSignals(String... names) {
        return new DrawingOptions(from, to, List.of(names), decoders, width, title);
    }

    /// Returns these options with the labels of `labels`.
    public DrawingOptions withDecoders(Decoder... labels) {
        return new DrawingOptions(from, to, signals, List.of(labels), width, title);
    }

    /// Returns these options with another width.
    public DrawingOptions withWidth(int columnsOrUnits) {
        return new DrawingOptions(from, to, signals, decoders, columnsOrUnits, title);
    }

    /// Returns these options with a title.
    public DrawingOptions withTitle(String text) {
        return new DrawingOptions(from, to, signals, decoders, width, text);
    }
}
