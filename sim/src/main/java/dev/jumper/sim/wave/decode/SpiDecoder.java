package dev.jumper.sim.wave.decode;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads SPI words while the chip is selected. The mode must be known: modes 0 and 3, or 1 and 2, look alike.
///
/// @param clk the name of the clock line
/// @param mosi the name of the line to the chip, if there is one
/// @param miso the name of the line from the chip, if there is one
/// @param cs the name of the select line, if there is one; without it words follow each other from the start on
/// @param mode clock polarity and phase
/// @param bits bits in a word, 1 to 32
/// @param lsbFirst whether the least significant bit travels first
/// @param selectHigh whether the chip is selected by a high level, rather than by a low one
public record SpiDecoder(
        String clk,
        Optional<String> mosi,
        Optional<String> miso,
        Optional<String> cs,
        SpiMode mode,
        int bits,
        boolean lsbFirst,
        boolean selectHigh)
        implements Decoder {
    private static final int MOST_BITS = 32;

    /// Checks the ranges.
    public SpiDecoder {
        if (bits < 1 || bits > MOST_BITS) {
            throw new IllegalArgumentException("SPI word has " + bits + " bits, expected 1 to 32");
        }
    }

    /// Returns a decoder of eight-bit words, most significant bit first, of a chip selected by a low level.
    public static SpiDecoder of(String clk, String mosi, String miso, String cs, SpiMode mode) {
        return new SpiDecoder(clk, Optional.of(mosi), Optional.of(miso), Optional.of(cs), mode, 8, false, false);
    }

    @Override
    public List<String> signals() {
        return Stream.of(Optional.of(clk), mosi, miso, cs)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var clock = Line.plain(this, waveform, clk);
        var select = cs.map(name -> Line.pulledUp(this, waveform, name));
        var tracks = new ArrayList<Track>();
        mosi.map(name -> Line.plain(this, waveform, name))
                .ifPresent(line -> tracks.add(track("mosi", clock, select, line, Kind.DATA)));
        miso.map(name -> Line.plain(this, waveform, name))
                .ifPresent(line -> tracks.add(track("miso", clock, select, line, Kind.ANSWER)));
        return tracks;
    }

    private Track track(String name, Signal clock, Optional<Signal> select, Signal line, Kind kind) {
        int active = selectHigh ? 1 : 0;
        int taking = mode.polarity() == mode.phase() ? 1 : 0; // the clock's level after the edge that takes a bit
        var found = new ArrayList<Annotation>();
        var word = new Word(found, kind);
        int s = -1;
        for (int i = 0; i < clock.edges(); i++) {
            long time = clock.time(i);
            if (select.isPresent()) {
                var chip = select.get();
                while (s + 1 < chip.edges() && chip.time(s + 1) <= time) {
                    s++;
                    word.selected(chip.time(s), chip.level(s) == active);
                }
                if (chip.level(s) != active) {
                    continue;
                }
            }
            if (clock.level(i) == taking) {
                // data that changes together with the clock is the next bit
                word.bit(time, line.level(line.edgeAt(time - 1)));
            }
        }
        select.ifPresentOrElse(
                chip -> {
                    int next = chip.edgeAt(clock.edges() == 0 ? 0 : clock.time(clock.edges() - 1)) + 1;
                    word.selected(next < chip.edges() ? chip.time(next) : Long.MAX_VALUE, false);
                },
                () -> word.selected(Long.MAX_VALUE, false));
        return new Track(name, line.name(), found);
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        var spec = new StringBuilder("spi:")
                .append(clk)
                .append(',')
                .append(mosi.orElse("-"))
                .append(',')
                .append(miso.orElse("-"))
                .append(',')
                .append(cs.orElse("-"))
                .append(",mode=")
                .append(mode.ordinal());
        if (bits != 8) {
            spec.append(",bits=").append(bits);
        }
        return spec.append(lsbFirst ? ",lsb" : "")
                .append(selectHigh ? ",cshigh" : "")
                .toString();
    }

    /// A word in the making. Its stretch reaches half a clock to either side of the edges that take its bits,
    /// within the time that the chip is selected.
    private final class Word {
        private final List<Annotation> found;
        private final Kind kind;
        private final long[] times = new long[MOST_BITS];
        private int count;
        private long value;
        private long open = Long.MIN_VALUE;
        private Optional<Annotation> last = Optional.empty();

        Word(List<Annotation> found, Kind kind) {
            this.found = found;
            this.kind = kind;
        }

        void selected(long time, boolean begins) {
            last.filter(a -> a.to() > time).ifPresent(a -> {
                found.removeLast();
                found.add(new Annotation(a.from(), Math.max(time, a.from()), a.kind(), a.labels()));
            });
            last = Optional.empty();
            if (count > 0) {
                long to = Math.min(time, times[count - 1] + half());
                found.add(
                        Annotation.of(from(), Math.max(to, from()), Kind.ERROR, count + " of " + bits + " bits", "!"));
                count = 0;
            }
            value = 0;
            if (begins) {
                open = time;
            }
        }

        void bit(long time, int level) {
            value |= lsbFirst ? (long) level << count : (long) level << bits - 1 - count;
            times[count++] = time;
            if (count == bits) {
                String digits = ("%0" + (bits + 3) / 4 + "x").formatted(value);
                var word = Annotation.of(from(), time + half(), kind, "0x" + digits, digits);
                found.add(word);
                last = Optional.of(word);
                open = word.to();
                count = 0;
                value = 0;
            }
        }

        private long half() {
            return count > 1 ? (times[count - 1] - times[count - 2]) / 2 : 0;
        }

        private long from() {
            long half = count > 1 ? (times[1] - times[0]) / 2 : 0;
            return Math.max(open, times[0] - half);
        }
    }
}
