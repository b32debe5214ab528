package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads an asynchronous serial line: start bit, data bits with the least significant first, parity, stop bit. Each
/// bit is taken in its middle, counted from the start bit's edge.
///
/// @param tx the name of the line
/// @param baud bits a second, from 1 up
/// @param bits data bits, 5 to 9
/// @param parity what the bit after them is
/// @param inverted whether the line rests low
public record UartDecoder(String tx, int baud, int bits, Parity parity, boolean inverted) implements Decoder {
    /// What most boards talk at.
    public static final int DEFAULT_BAUD = 115_200;

    /// What follows the data bits.
    public enum Parity {
        /// Nothing.
        NONE,
        /// A bit that makes the number of ones even.
        EVEN,
        /// A bit that makes the number of ones odd.
        ODD
    }

    /// Checks the ranges.
    public UartDecoder {
        if (baud < 1) {
            throw new IllegalArgumentException("serial line at " + baud + " baud, expected 1 or more");
        }
        if (bits < 5 || bits > 9) {
            throw new IllegalArgumentException("serial line with " + bits + " data bits, expected 5 to 9");
        }
    }

    /// Returns a decoder of eight data bits without parity.
    public static UartDecoder of(String tx, int baud) {
        return new UartDecoder(tx, baud, 8, Parity.NONE, false);
    }

    @Override
    public List<String> signals() {
        return List.of(tx);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = inverted ? Line.plain(this, waveform, tx) : Line.pulledUp(this, waveform, tx);
        double bit = 1e9 / baud;
        int frameBits = 1 + bits + (parity == Parity.NONE ? 0 : 1);
        var found = new ArrayList<Annotation>();
        int i = 0;
        while (i < line.edges()) {
            long start = line.time(i);
            if (line.level(i) != resting() && start + (frameBits + 0.5) * bit <= waveform.end()) {
                if (at(line, start, 0, bit) == 0) {
                    add(found, frame(line, start, bit, frameBits));
                    i = line.edgeAt(start + Math.round((frameBits + 0.5) * bit));
                } else {
                    long end = start + Math.round(bit / 2);
                    add(found, Annotation.of(start, end, Kind.ERROR, "Start bit of less than half a bit", "!"));
                }
            }
            i++;
        }
        return List.of(new Track("uart", tx, found));
    }

    /// Adds a frame. A sender a little too fast begins it before the stop bit of the last one should have ended.
    private static void add(List<Annotation> found, Annotation next) {
        if (!found.isEmpty() && found.getLast().to() > next.from()) {
            var last = found.removeLast();
            found.add(new Annotation(last.from(), next.from(), last.kind(), last.labels()));
        }
        found.add(next);
    }

    private int resting() {
        return inverted ? 0 : 1;
    }

    private int at(Signal line, long start, int index, double bit) {
        int level = line.levelAt(start + Math.round((index + 0.5) * bit));
        return inverted ? 1 - level : level;
    }

    private Annotation frame(Signal line, long start, double bit, int frameBits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value |= at(line, start, 1 + i, bit) << i;
        }
        boolean parityBit = parity != Parity.NONE && at(line, start, 1 + bits, bit) == 1;
        boolean odd = (Integer.bitCount(value) + (parityBit ? 1 : 0)) % 2 == 1;
        long end = start + Math.round((frameBits + 1) * bit);
        if (at(line, start, frameBits, bit) == 0) {
            String what = value == 0 ? "Break" : "No stop bit after 0x%02x".formatted(value);
            return Annotation.of(start, end, Kind.ERROR, what, "!");
        }
        if (parity != Parity.NONE && odd != (parity == Parity.ODD)) {
            return Annotation.of(start, end, Kind.ERROR, "Parity of 0x%02x".formatted(value), "!");
        }
        String digits = "%02x".formatted(value);
        return value > ' ' && value < 0x7F
                ? Annotation.of(
                        start,
                        end,
                        Kind.DATA,
                        "0x%s '%c'".formatted(digits, value),
                        "'%c'".formatted(value),
                        "%c".formatted(value))
                : Annotation.of(start, end, Kind.DATA, "0x" + digits, digits);
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "uart:" + tx + ",baud=" + baud + (bits == 8 ? "" : ",bits=" + bits)
                + (parity == Parity.NONE ? "" : ",parity=" + parity.name().toLowerCase(Locale.ROOT))
                + (inverted ? ",invert" : "");
    }
}
