package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads DHT11 and DHT22 (AM2302) sensors: one track of bytes, one of humidity, temperature and checksum.
///
/// Source: Aosong data sheet "AM2302", "Single-bus communication" and its table of timing; a margin is added to
/// what it allows a sensor.
///
/// @param sda the name of the line
/// @param model the sensor
public record DhtDecoder(String sda, Model model) implements Decoder {
    /// Which sensor it is; on the line they differ only in what the bytes mean.
    public enum Model {
        /// Whole and tenths in a byte each.
        DHT11,
        /// Tenths in two bytes, the highest bit the sign.
        DHT22;

        private double percent(int[] b) {
            return this == DHT11 ? b[0] + b[1] / 10.0 : (b[0] << 8 | b[1]) / 10.0;
        }

        private double celsius(int[] b) {
            return this == DHT11
                    ? (b[2] + (b[3] & 0x7F) / 10.0) * (b[3] > 0x7F ? -1 : 1)
                    : ((b[2] & 0x7F) << 8 | b[3]) / 10.0 * (b[2] > 0x7F ? -1 : 1);
        }
    }

    @Override
    public List<String> signals() {
        return List.of(sda);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = Line.pulledUp(this, waveform, sda);
        var reading = new Reading(line, model);
        int i = 0;
        while (i + 1 < line.edges()) {
            i = reading.frame(i);
        }
        return List.of(new Track("dht", sda, reading.bytes), new Track("value", sda, reading.values));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "dht:" + sda + ",model=" + model.name().toLowerCase(Locale.ROOT);
    }

    /// Frames found so far.
    private static final class Reading {
        private static final long SHORTEST_START = 500_000; // the host holds 0.8 to 20 ms
        private static final int BITS = 40;
        private static final int BYTES = 5;

        private final Signal line;
        private final Model model;
        private final List<Annotation> bytes = new ArrayList<>();
        private final List<Annotation> values = new ArrayList<>();

        Reading(Signal line, Model model) {
            this.line = line;
            this.model = model;
        }

        /// Reads the frame that begins with edge `i`, if one does; returns the index of the edge to go on with.
        int frame(int i) {
            if (line.level(i) != 0 || width(i) < SHORTEST_START) {
                return i + 1;
            }
            bytes.add(Annotation.of(line.time(i), line.time(i + 1), Kind.CONTROL, "Start", "S"));
            int response = i + 2;
            if (response + 1 >= line.edges()
                    || width(i + 1) > 200_000
                    || !isBetween(width(response), 60, 100)
                    || !isBetween(width(response + 1), 60, 100)) {
                long from = line.time(i + 1);
                bytes.add(Annotation.of(from, from + 200_000, Kind.ERROR, "No response", "!"));
                return i + 1;
            }
            bytes.add(Annotation.of(line.time(response), line.time(response + 2), Kind.ACKNOWLEDGE, "Response", "R"));
            return bits(response + 2);
        }

        private int bits(int first) {
            int[] read = new int[BYTES];
            for (int bit = 0; bit < BITS; bit++) {
                int low = first + 2 * bit;
                int high = low + 1;
                if (width(low) > SHORTEST_START || width(high) > SHORTEST_START) {
                    broken(first, bit, low, "frame ends after " + bit + " of 40 bits");
                    return low;
                }
                long width = width(high);
                if (!isBetween(width(low), 30, 75)) {
                    broken(
                            first,
                            bit,
                            low,
                            "bit " + bit + " begins with " + WaveTime.format(width(low))
                                    + " low, expected 48 to 55 µs");
                    return low;
                }
                if (!isBetween(width, 16, 36) && !isBetween(width, 58, 86)) {
                    broken(
                            first,
                            bit,
                            low,
                            "bit " + bit + " is " + WaveTime.format(width) + " high, expected 22 to 30 or 68 to 75 µs");
                    return low;
                }
                read[bit / 8] = read[bit / 8] << 1 | (width > 50_000 ? 1 : 0);
                if (bit % 8 == 7) {
                    int value = read[bit / 8];
                    bytes.add(Annotation.of(
                            line.time(low - 14),
                            end(high),
                            Kind.ANSWER,
                            "0x%02x".formatted(value),
                            "%02x".formatted(value)));
                }
            }
            measured(first, read);
            return first + 2 * BITS;
        }

        private void broken(int first, int bit, int at, String what) {
            long from = line.time(Math.min(first + bit / 8 * 16, line.edges() - 1));
            bytes.add(Annotation.of(from, Math.max(from, end(Math.min(at, line.edges() - 1))), Kind.ERROR, what, "!"));
        }

        private void measured(int first, int[] b) {
            int sum = b[0] + b[1] + b[2] + b[3] & 0xFF;
            String percent = String.format(Locale.ROOT, "%.1f %%", model.percent(b));
            String degrees = String.format(Locale.ROOT, "%.1f °C", model.celsius(b));
            value(first, 0, 16, Kind.VALUE, "Humidity " + percent, percent);
            value(first, 16, 32, Kind.VALUE, "Temperature " + degrees, degrees);
            if (sum == b[4]) {
                value(first, 32, 40, Kind.ACKNOWLEDGE, "Checksum OK", "OK");
            } else {
                value(first, 32, 40, Kind.ERROR, "Checksum 0x%02x, computed 0x%02x".formatted(b[4], sum), "!");
            }
        }

        private void value(int first, int fromBit, int toBit, Kind kind, String... labels) {
            values.add(Annotation.of(line.time(first + 2 * fromBit), end(first + 2 * toBit - 1), kind, labels));
        }

        private boolean isBetween(long nanos, int leastMicros, int mostMicros) {
            return nanos >= leastMicros * 1_000L && nanos <= mostMicros * 1_000L;
        }

        /// Returns how long the level from edge `i` on stays; for ever after the last edge.
        private long width(int i) {
            return i + 1 < line.edges() ? line.time(i + 1) - line.time(i) : Long.MAX_VALUE;
        }

        private long end(int i) {
            return line.time(Math.min(i + 1, line.edges() - 1));
        }
    }
}
