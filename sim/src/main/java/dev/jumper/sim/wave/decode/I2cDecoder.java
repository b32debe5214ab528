package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads I2C: start, address, data, acknowledgements, stop; addresses of 7 and 10 bits.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", "START and STOP conditions", "Byte format", "10-bit
/// addressing".
///
/// @param scl the name of the clock line
/// @param sda the name of the data line
public record I2cDecoder(String scl, String sda) implements Decoder {
    @Override
    public List<String> signals() {
        return List.of(scl, sda);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var clock = Line.pulledUp(this, waveform, scl);
        var data = Line.pulledUp(this, waveform, sda);
        return List.of(new Track("i2c", sda, new Reading(clock, data).annotations()));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "i2c:" + scl + "," + sda;
    }

    /// One pass over the edges of both lines.
    private static final class Reading {
        private static final int BITS = 8;
        private static final int TEN_BIT_MASK = 0xF8; // "10-bit addressing": 11110, two bits of the address, R/W
        private static final int TEN_BIT_MARK = 0xF0;

        private final Signal clock;
        private final Signal data;
        private final List<Annotation> found = new ArrayList<>();
        private boolean started; // between a start and a stop
        private long startFrom = -1; // of a start whose clock has not fallen yet
        private String startLabel;
        private int bits; // completed bits of this byte, the acknowledgement the ninth
        private int value;
        private int sampled;
        private long clockRise;
        private long bitFrom; // where the present bit begins: the clock fell
        private long byteFrom;
        private int bytes; // completed in this message
        private boolean reads;
        private int tenBitHigh = -1;
        private int tenBitAddress = -1;

        Reading(Signal clock, Signal data) {
            this.clock = clock;
            this.data = data;
        }

        List<Annotation> annotations() {
            int c = 0;
            int d = 0;
            while (c < clock.edges() || d < data.edges()) {
                long clockTime = c < clock.edges() ? clock.time(c) : Long.MAX_VALUE;
                long dataTime = d < data.edges() ? data.time(d) : Long.MAX_VALUE;
                // of two edges at once the data line's is taken to happen while the clock is low: no start, no stop
                boolean clockFirst = clockTime < dataTime || clockTime == dataTime && clock.level(c) == 0;
                if (clockFirst) {
                    clocked(clockTime, clock.level(c), data.level(d - 1));
                    c++;
                } else {
                    if (clock.level(c - 1) == 1) {
                        if (data.level(d) == 0) {
                            start(dataTime);
                        } else {
                            stop(dataTime);
                        }
                    }
                    d++;
                }
            }
            return found;
        }

        private void start(long time) {
            unfinished(time);
            startFrom = time;
            startLabel = started ? "Start repeat" : "Start";
            if (!started) {
                tenBitAddress = -1;
            }
            started = true;
            begin();
        }

        private void begin() {
            bits = 0;
            value = 0;
            bytes = 0;
            tenBitHigh = -1;
        }

        private void stop(long time) {
            if (!started) {
                return;
            }
            if (startFrom >= 0) {
                add(startFrom, time, Kind.ERROR, "Start and stop without a clock", "S P");
                startFrom = -1;
            } else {
                unfinished(clockRise);
                add(Math.max(bitFrom, lastEnd()), time, Kind.CONTROL, "Stop", "P");
            }
            started = false;
            begin();
        }

        private void clocked(long time, int level, int dataLevel) {
            if (!started) {
                return;
            }
            if (level == 1) {
                clockRise = time;
                sampled = dataLevel;
            } else if (startFrom >= 0) {
                add(startFrom, time, Kind.CONTROL, startLabel, startLabel.equals("Start") ? "S" : "Sr");
                startFrom = -1;
                bitFrom = time;
            } else {
                bit(time);
                bitFrom = time;
            }
        }

        private void bit(long time) {
            if (bits == 0) {
                byteFrom = bitFrom;
            }
            if (bits < BITS) {
                value = value << 1 | sampled;
                bits++;
                if (bits == BITS) {
                    byteRead(time);
                }
            } else {
                acknowledge(time);
                bits = 0;
                value = 0;
                bytes++;
            }
        }

        private void byteRead(long time) {
            if (bytes == 0) {
                reads = (value & 1) == 1;
                if ((value & TEN_BIT_MASK) == TEN_BIT_MARK) {
                    tenBit(time);
                } else {
                    String direction = reads ? "R" : "W";
                    String word = reads ? "read" : "write";
                    int address = value >> 1;
                    add(
                            byteFrom,
                            time,
                            Kind.ADDRESS,
                            "Address 0x%02x %s".formatted(address, word),
                            "0x%02x %s".formatted(address, word),
                            "0x%02x %s".formatted(address, direction),
                            "%02x%s".formatted(address, direction));
                }
            } else if (bytes == 1 && tenBitHigh >= 0) {
                tenBitAddress = tenBitHigh | value;
                address(time, tenBitAddress, "W", "write");
            } else {
                add(
                        byteFrom,
                        time,
                        reads ? Kind.ANSWER : Kind.DATA,
                        "0x%02x".formatted(value),
                        "%02x".formatted(value));
            }
        }

        private void tenBit(long time) {
            int high = (value & 0b110) << 7;
            if (!reads) {
                tenBitHigh = high;
                String bitsText = "%d%d".formatted(high >> 9, high >> 8 & 1);
                add(byteFrom, time, Kind.ADDRESS, "10-bit address " + bitsText + "...", bitsText + "...");
            } else if (tenBitAddress >= 0 && (tenBitAddress & 0x300) == high) {
                address(time, tenBitAddress, "R", "read");
            } else {
                add(byteFrom, time, Kind.ERROR, "10-bit read without its address", "10-bit?");
            }
        }

        private void address(long time, int address, String direction, String word) {
            add(
                    byteFrom,
                    time,
                    Kind.ADDRESS,
                    "Address 0x%03x %s".formatted(address, word),
                    "0x%03x %s".formatted(address, direction),
                    "%03x%s".formatted(address, direction));
        }

        private void acknowledge(long time) {
            if (sampled == 0) {
                add(bitFrom, time, Kind.ACKNOWLEDGE, "ACK", "A");
            } else if (reads && bytes > 0) {
                add(bitFrom, time, Kind.ACKNOWLEDGE, "NACK", "N");
            } else {
                add(bitFrom, time, Kind.ERROR, "NACK", "N");
            }
        }

        /// Tells of a byte that a start or stop breaks off. The clock pulse in which that happens is no bit of it.
        private void unfinished(long time) {
            if (bits == BITS) {
                add(bitFrom, Math.max(time, bitFrom), Kind.ERROR, "No acknowledgement", "!");
            } else if (bits > 0) {
                add(byteFrom, Math.max(time, byteFrom), Kind.ERROR, bits + " of 8 bits", "!");
            }
            bits = 0;
            value = 0;
        }

        private long lastEnd() {
            return found.isEmpty() ? Long.MIN_VALUE : found.getLast().to();
        }

        private void add(long from, long to, Kind kind, String... labels) {
            found.add(Annotation.of(from, to, kind, labels));
        }
    }
}
