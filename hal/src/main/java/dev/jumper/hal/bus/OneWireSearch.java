package dev.jumper.hal.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The walk over the tree of ROM codes: in each pass every device that is still in it sends a bit and its
/// complement, and the master answers with the branch it takes.
///
/// Source: Analog Devices application note 187, "1-Wire Search Algorithm".
final class OneWireSearch {
    private static final int SEARCH_ROM = 0xF0; // "ROM Commands"
    private static final int ALARM_SEARCH = 0xEC;
    private static final int BITS = 64;
    private static final int FAMILY_BITS = 8;

    /// A bus that keeps changing under the search cannot make it endless.
    private static final int MOST_DEVICES = 1000;

    private final OneWireBus bus;
    private final int command;

    /// The path that the next pass takes up to its last open branch, and that branch; -1 when none is left.
    private long path;
    private int lastBranch;

    OneWireSearch(OneWireBus bus, boolean alarmed) {
        this.bus = bus;
        this.command = alarmed ? ALARM_SEARCH : SEARCH_ROM;
    }

    List<RomCode> find(OptionalInt family) throws IOException {
        if (family.isPresent() && (family.getAsInt() < 1 || family.getAsInt() > 0xFF)) {
            throw new IllegalArgumentException(
                    "1-Wire family is 0x%x, expected 0x01 to 0xff".formatted(family.getAsInt()));
        }
        var found = new ArrayList<RomCode>();
        int fixed = family.isPresent() ? FAMILY_BITS : 0;
        path = family.orElse(0);
        lastBranch = BITS;
        while (lastBranch >= fixed) {
            boolean first = found.isEmpty();
            if (!bus.reset()) {
                if (first) {
                    return found;
                }
                throw new DeviceException(
                        DeviceException.Kind.ABSENT,
                        "%s: no device answered a reset of the search, after %d were found; check wiring and supply, then search again"
                                .formatted(bus, found.size()));
            }
            if (!pass(fixed, first)) {
                return found;
            }
            var rom = new RomCode(path);
            if (!rom.isValid()) {
                throw new DeviceException(
                        DeviceException.Kind.CHECKSUM,
                        "%s: search found %s, whose CRC should be 0x%02x; check the wiring, then search again"
                                .formatted(bus, rom, Crc8.of(rom.bytes(), 0, 7)));
            }
            if (found.size() == MOST_DEVICES) {
                throw new DeviceException(
                        DeviceException.Kind.WRONG_ANSWER,
                        bus + ": search found " + MOST_DEVICES + " devices and no end; check the wiring");
            }
            found.add(rom);
        }
        return found;
    }

    /// Walks one path through all bits; returns false if no device is on it, which only the `first` pass may find:
    /// at its first bit if nobody searched for is there, or in the `fixed` bits of a family.
    private boolean pass(int fixed, boolean first) throws IOException {
        bus.octet(command);
        int branch = -1;
        for (int i = 0; i < BITS; i++) {
            int bit = bus.slot(1);
            int complement = bus.slot(1);
            if ((bit & complement) == 1) {
                return requireNobody(first && i == 0, i);
            }
            int taken = bit;
            if (i < fixed) {
                taken = (int) (path >>> i) & 1;
                if ((bit | complement) == 1 && bit != taken) {
                    return requireNobody(first, i);
                }
            } else if ((bit | complement) == 0) {
                taken = i < lastBranch && lastBranch < BITS ? (int) (path >>> i) & 1 : i == lastBranch ? 1 : 0;
                if (taken == 0) {
                    branch = i;
                }
            }
            path = path & ~(1L << i) | (long) taken << i;
            bus.slot(taken);
        }
        lastBranch = branch;
        return true;
    }

    /// Returns false if it is `possible` that no device is on the path; else one was, and is gone.
    private boolean requireNobody(boolean possible, int bit) throws DeviceException {
        if (!possible) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: search lost its devices at bit %d of %d, counted from 0; check wiring and supply, then search again"
                            .formatted(bus, bit, BITS));
        }
        return false;
    }
}
