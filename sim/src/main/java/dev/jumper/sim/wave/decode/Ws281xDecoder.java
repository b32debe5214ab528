package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the colours sent to a chain of WS281x or SK6812 lamps. A white channel, where there is one, is told
/// beside.
///
/// Source: Worldsemi data sheet "WS2812B", "Data transfer time".
///
/// @param din the name of the line
/// @param order which colour comes first
public record Ws281xDecoder(String din, Order order) implements Decoder {
    private static final long ONE_FROM = 565; // the longest 0 is 0.4 µs + 150 ns, the shortest 1 is 0.58 µs
    private static final long RESET_FROM = 50_000;
    private static final long BIT = 1_250;

    /// The order of the colours on the line.
    public enum Order {
        /// Green, red, blue: most lamps.
        GRB,
        /// Red, green, blue.
        RGB,
        /// Green, red, blue, white.
        GRBW
    }

    @Override
    public List<String> signals() {
        return List.of(din);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = Line.plain(this, waveform, din);
        int lampBits = order == Order.GRBW ? 32 : 24;
        var found = new ArrayList<Annotation>();
        int bits = 0;
        long value = 0;
        long from = 0;
        for (int i = line.firstLevel() == 1 ? 1 : 0; i + 1 < line.edges(); i += 2) {
            long rise = line.time(i);
            long fall = line.time(i + 1);
            if (bits == 0) {
                from = rise;
            }
            value = value << 1 | (fall - rise >= ONE_FROM ? 1 : 0);
            bits++;
            boolean last = i + 2 >= line.edges();
            long low = last ? waveform.end() - fall : line.time(i + 2) - fall;
            boolean resets = low >= RESET_FROM;
            long to = last || resets ? Math.min(Math.max(fall, rise + BIT), waveform.end()) : line.time(i + 2);
            if (bits == lampBits) {
                found.add(colour(from, to, value));
                bits = 0;
                value = 0;
            } else if (resets || last) {
                found.add(Annotation.of(from, to, Kind.ERROR, bits + " of " + lampBits + " bits", "!"));
                bits = 0;
                value = 0;
            }
            if (resets) {
                found.add(Annotation.of(to, fall + low, Kind.CONTROL, "Reset", "R"));
            }
        }
        return List.of(new Track("colour", din, found));
    }

    private Annotation colour(long from, long to, long value) {
        long rgb = order == Order.GRBW ? value >> 8 : value;
        if (order != Order.RGB) {
            rgb = rgb & 0xFF | rgb >> 8 & 0xFF00 | rgb << 8 & 0xFF0000;
        }
        String digits = "%06x".formatted(rgb);
        return order == Order.GRBW
                ? Annotation.of(from, to, Kind.COLOUR, "#%s + white %02x".formatted(digits, value & 0xFF), "#" + digits)
                : Annotation.of(from, to, Kind.COLOUR, "#" + digits, digits);
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "ws281x:" + din + ",order=" + order.name().toLowerCase(Locale.ROOT);
    }
}
