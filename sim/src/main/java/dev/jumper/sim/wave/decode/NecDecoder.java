package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads the NEC remote control protocol without its carrier, as a receiver puts it out. The level at the start is
/// that of rest.
///
/// Source: NEC µPD6121 data sheet, "Remote output waveform": leader 9 ms and 4.5 ms (2.25 ms to repeat), bits of
/// 0.56 ms and 0.565 or 1.69 ms. Each may be off by 30 %.
///
/// @param ir the name of the line
public record NecDecoder(String ir) implements Decoder {
    @Override
    public List<String> signals() {
        return List.of(ir);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = Line.pulledUp(this, waveform, ir);
        var found = new ArrayList<Annotation>();
        int i = 0; // marks begin at even edges
        while (i < line.edges()) {
            i = new Frame(line, found).read(i);
        }
        return List.of(new Track("nec", ir, found));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "nec:" + ir;
    }

    /// What one leader begins.
    private record Frame(Signal line, List<Annotation> found) {
        private static final long LEADER_MARK = 9_000_000;
        private static final long LEADER_SPACE = 4_500_000;
        private static final long REPEAT_SPACE = 2_250_000;
        private static final long BIT_MARK = 562_500;
        private static final long ZERO_SPACE = 562_500;
        private static final long ONE_SPACE = 1_687_500;
        private static final int BITS = 32;

        int read(int i) {
            if (!near(i, LEADER_MARK)) {
                return i + 2;
            }
            if (near(i + 1, REPEAT_SPACE) && near(i + 2, BIT_MARK)) {
                add(i, i + 3, Kind.CONTROL, "Repeat", "R");
                return i + 4;
            }
            if (!near(i + 1, LEADER_SPACE)) {
                add(i, i + 1, Kind.ERROR, "Leader without its pause", "!");
                return i + 2;
            }
            add(i, i + 2, Kind.CONTROL, "Leader", "L");
            return bits(i + 2);
        }

        private int bits(int first) {
            long value = 0;
            for (int bit = 0; bit < BITS; bit++) {
                int mark = first + 2 * bit;
                boolean one = near(mark + 1, ONE_SPACE);
                if (!near(mark, BIT_MARK) || !one && !near(mark + 1, ZERO_SPACE)) {
                    add(first, Math.max(mark, first + 1), Kind.ERROR, bit + " of 32 bits", "!");
                    return mark;
                }
                value |= (one ? 1L : 0) << bit;
            }
            int address = (int) value & 0xFF;
            int inverse = (int) (value >> 8) & 0xFF;
            int command = (int) (value >> 16) & 0xFF;
            int check = (int) (value >> 24) & 0xFF;
            String to = (address ^ inverse) == 0xFF
                    ? "0x%02x".formatted(address)
                    : "0x%04x".formatted(inverse << 8 | address); // the extended form has no inverse
            add(first, first + 32, Kind.ADDRESS, "Address " + to, to);
            String key = "0x%02x".formatted(command);
            if ((command ^ check) == 0xFF) {
                add(first + 32, first + 64, Kind.DATA, "Command " + key, key);
            } else {
                add(first + 32, first + 64, Kind.ERROR, "Command %s, its inverse 0x%02x".formatted(key, check), "!");
            }
            return first + 66; // after the mark that ends the last bit
        }

        /// Tells whether the level from edge `i` on stays about as long as `nominal`.
        private boolean near(int i, long nominal) {
            if (i + 1 >= line.edges()) {
                return false;
            }
            long width = line.time(i + 1) - line.time(i);
            return Math.abs(width - nominal) * 10 <= nominal * 3;
        }

        private void add(int from, int to, Kind kind, String... labels) {
            found.add(Annotation.of(
                    line.time(Math.min(from, line.edges() - 1)),
                    line.time(Math.min(to, line.edges() - 1)),
                    kind,
                    labels));
        }
    }
}
