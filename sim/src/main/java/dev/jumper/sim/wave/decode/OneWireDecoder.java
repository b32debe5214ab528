package dev.jumper.sim.wave.decode;

import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads 1-Wire: resets with or without presence, ROM commands and codes, searches, bytes. Follows the commands
/// that switch to overdrive, and the long reset that ends it.
///
/// Source: Analog Devices application note 126, "1-Wire Communication Through Software", table 2; data sheet
/// DS18B20, "ROM Commands".
///
/// @param owr the name of the line
/// @param overdrive whether the line is in overdrive at the start
public record OneWireDecoder(String owr, boolean overdrive) implements Decoder {
    @Override
    public List<String> signals() {
        return List.of(owr);
    }

    @Override
    public List<Track> decode(Waveform waveform) {
        var line = Line.pulledUp(this, waveform, owr);
        return List.of(new Track("1-wire", owr, new Reading(line, overdrive).annotations()));
    }

    /// Returns the spec that names this decoder.
    @Override
    public String toString() {
        return "onewire:" + owr + (overdrive ? ",overdrive" : "");
    }

    /// Reset, slot and sampling times at one speed, in nanoseconds.
    private record Speed(long shortestReset, long presenceWithin, long sample, long slot) {
        static final Speed STANDARD = new Speed(240_000, 100_000, 15_000, 60_000);
        static final Speed OVERDRIVE = new Speed(40_000, 12_000, 2_000, 8_000);
    }

    /// What the next bits are.
    private enum Phase {
        IDLE,
        COMMAND,
        CODE,
        SEARCH,
        BYTES
    }

    /// One pass over the low pulses.
    private static final class Reading {
        private static final int READ_ROM = 0x33;
        private static final int MATCH_ROM = 0x55;
        private static final int SKIP_ROM = 0xCC;
        private static final int SEARCH_ROM = 0xF0;
        private static final int ALARM_SEARCH = 0xEC;
        private static final int OVERDRIVE_SKIP =
                0x3C; // data sheet DS2431, "1-Wire ROM Function Commands", as the next
        private static final int OVERDRIVE_MATCH = 0x69;

        private final Signal line;
        private final List<Annotation> found = new ArrayList<>();
        private Speed speed;
        private Phase phase = Phase.IDLE;
        private int bits;
        private int bytes;
        private long value;
        private long from;
        private long lastFall;
        private long lastEnd;
        private int triple;

        Reading(Signal line, boolean overdrive) {
            this.line = line;
            this.speed = overdrive ? Speed.OVERDRIVE : Speed.STANDARD;
        }

        List<Annotation> annotations() {
            int i = line.firstLevel() == 0 ? 1 : 0; // a pulse that began before the waveform is none
            while (i + 1 < line.edges()) {
                long fall = line.time(i);
                long rise = line.time(i + 1);
                i += 2;
                if (rise - fall >= speed.shortestReset) {
                    i = reset(i, fall, rise);
                } else {
                    slot(fall, rise);
                }
            }
            unfinished(Long.MAX_VALUE);
            return found;
        }

        private int reset(int next, long fall, long rise) {
            unfinished(fall);
            if (rise - fall >= Speed.STANDARD.shortestReset) {
                speed = Speed.STANDARD;
            }
            add(fall, rise, Kind.CONTROL, "Reset", "R");
            phase = Phase.COMMAND;
            bits = 0;
            value = 0;
            bytes = 0;
            if (next + 1 < line.edges() && line.time(next) - rise <= speed.presenceWithin) {
                add(line.time(next), line.time(next + 1), Kind.ACKNOWLEDGE, "Presence", "P");
                return next + 2;
            }
            add(rise, rise + speed.presenceWithin, Kind.ERROR, "No presence", "!");
            return next;
        }

        private void slot(long fall, long rise) {
            if (phase == Phase.IDLE) {
                return;
            }
            // a byte reaches to the slot after it, unless that is far away
            if (bits == 0 && triple == 0) {
                from = fall;
            }
            lastFall = fall;
            lastEnd = Math.max(rise, fall + speed.slot);
            int bit = rise - fall <= speed.sample ? 1 : 0;
            if (phase == Phase.SEARCH) {
                searched(bit);
                return;
            }
            value |= (long) bit << bits++;
            if (phase == Phase.CODE && bits == Long.SIZE) {
                code("ROM ");
            } else if (phase != Phase.CODE && bits == Byte.SIZE) {
                byteRead();
            }
        }

        private void searched(int bit) {
            // two bits from the devices, the direction taken from the host
            triple = triple << 1 | bit | (triple == 0 ? 0b10 : 0);
            if (triple == 0b111) {
                add(from, lastEnd, Kind.ERROR, "Search: no device", "!");
                restart(Phase.BYTES);
            } else if (triple >= 0b1000) {
                value |= (long) (triple & 1) << bits++;
                triple = 0;
                if (bits == Long.SIZE) {
                    code("Search ");
                }
            }
        }

        private void code(String what) {
            var rom = new RomCode(value);
            add(from, lastEnd, rom.isValid() ? Kind.ADDRESS : Kind.ERROR, what + rom, rom.toString());
            restart(Phase.BYTES);
        }

        private void byteRead() {
            int read = (int) value;
            if (phase == Phase.COMMAND) {
                command(read);
                return;
            }
            add(from, lastEnd, Kind.DATA, "0x%02x".formatted(read), "%02x".formatted(read));
            bytes++;
            restart(Phase.BYTES);
        }

        private void command(int read) {
            String name = switch (read) {
                case READ_ROM -> "Read ROM";
                case MATCH_ROM -> "Match ROM";
                case SKIP_ROM -> "Skip ROM";
                case SEARCH_ROM -> "Search ROM";
                case ALARM_SEARCH -> "Alarm search";
                case OVERDRIVE_SKIP -> "Overdrive skip ROM";
                case OVERDRIVE_MATCH -> "Overdrive match ROM";
                default -> "ROM command 0x%02x".formatted(read);
            };
            add(from, lastEnd, Kind.ADDRESS, name, "%02x".formatted(read));
            if (read == OVERDRIVE_SKIP || read == OVERDRIVE_MATCH) {
                speed = Speed.OVERDRIVE;
            }
            restart(
                    switch (read) {
                        case READ_ROM, MATCH_ROM, OVERDRIVE_MATCH -> Phase.CODE;
                        case SEARCH_ROM, ALARM_SEARCH -> Phase.SEARCH;
                        default -> Phase.BYTES;
                    });
        }

        private void restart(Phase next) {
            phase = next;
            bits = 0;
            value = 0;
            triple = 0;
        }

        /// Tells of bits that make no byte: single bits that a device is polled with, or a transfer broken off.
        private void unfinished(long until) {
            if (bits > 0 || triple > 0) {
                boolean polled = phase == Phase.BYTES;
                var text = new StringBuilder();
                for (int i = 0; polled && i < bits; i++) {
                    text.append(value >> i & 1);
                }
                add(
                        from,
                        Math.min(until, lastEnd),
                        polled ? Kind.DATA : Kind.ERROR,
                        polled
                                ? (bits == 1 ? "bit " : "bits ") + text
                                : phase == Phase.COMMAND ? "Broken off" : "Code broken off",
                        polled ? text.toString() : "!");
            }
            restart(phase);
        }

        private void add(long begin, long end, Kind kind, String... labels) {
            found.add(Annotation.of(begin, Math.max(begin, end), kind, labels));
        }
    }
}
