package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads the RC5 remote control protocol without its carrier, as a receiver puts it out: fourteen bits in
/// Manchester code. The level at the start is that of rest.
///
/// Source: Philips SAA3010 data sheet, "Remote control system RC-5": a bit lasts 1.778 ms, a 1 is a pause and then
/// a burst. A start bit of 0 in second place adds 64 to the command.
///
/// @param ir the name of the line
public record Rc5Decoder(String ir) implements Decoder {
    @Override
    public List<String> signals() {
        return List.of(ir);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = Line.pulledUp(this, waveform, ir);
        var found = new ArrayList<Annotation>();
        int i = 0; // bursts begin at even edges
        while (i < line.edges()) {
            i = new Frame(line, found).read(i);
        }
        return List.of(new Track("rc5", ir, found));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "rc5:" + ir;
    }

    /// What the burst of one start bit begins.
    private record Frame(Signal line, List<Annotation> found) {
        private static final long BIT = 1_778_000;
        private static final long QUARTER = BIT / 4;
        private static final int BITS = 14;

        /// Reads from edge `i` on, the middle of the first bit, and returns the first edge of the next burst.
        int read(int i) {
            long middle = line.time(i);
            long[] middles = new long[BITS];
            middles[0] = middle;
            int value = 1;
            for (int bit = 1; bit < BITS; bit++) {
                int edge = edgeNear(middle + BIT);
                if (edge < 0) {
                    add(line.time(i), middle + BIT / 2, Kind.ERROR, bit + " of 14 bits", "!");
                    return after(middle + BIT / 2);
                }
                middle = line.time(edge);
                middles[bit] = middle;
                value = value << 1 | (line.level(edge) == line.firstLevel() ? 0 : 1);
            }
            tell(value, middles);
            return after(middle + BIT / 2);
        }

        private void tell(int value, long[] middles) {
            int address = value >> 6 & 0x1F;
            int command = value & 0x3F | ((value >> 12 & 1) == 0 ? 0x40 : 0);
            add(middles[0] - BIT / 2, middles[1] + BIT / 2, Kind.CONTROL, "Start", "S");
            String toggle = Integer.toString(value >> 11 & 1);
            add(middles[1] + BIT / 2, middles[2] + BIT / 2, Kind.CONTROL, "Toggle " + toggle, "T" + toggle, toggle);
            add(
                    middles[2] + BIT / 2,
                    middles[7] + BIT / 2,
                    Kind.ADDRESS,
                    "Address 0x%02x".formatted(address),
                    "0x%02x".formatted(address));
            add(
                    middles[7] + BIT / 2,
                    middles[13] + BIT / 2,
                    Kind.DATA,
                    "Command 0x%02x".formatted(command),
                    "0x%02x".formatted(command));
        }

        /// Returns the edge within a quarter of a bit of `time`, -1 if there is none.
        private int edgeNear(long time) {
            int edge = line.edgeAt(time + QUARTER);
            return edge >= 0 && line.time(edge) >= time - QUARTER ? edge : -1;
        }

        private int after(long time) {
            int next = line.edgeAt(time) + 1;
            return next + next % 2;
        }

        private void add(long from, long to, Kind kind, String... labels) {
            found.add(Annotation.of(from, to, kind, labels));
        }
    }
}
