package dev.jumper.hal.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneWireSearchTest {
    /// The first bits of the codes decide which way the search goes first: those with a 0 there come first.
    private static final Comparator<RomCode> ORDER =
            (a, b) -> Long.compareUnsigned(Long.reverse(a.value()), Long.reverse(b.value()));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsAnyNumberOfDevicesEachOnce(long seed) throws Exception {
        var random = new Random(seed);
        for (int count = 0; count <= 20; count++) {
            var devices = devices(random, count);
            var bus = new Devices(devices, Set.of());
            assertEquals(devices.stream().sorted(ORDER).toList(), bus.search(), "seed " + seed);
            assertEquals(Math.max(1, count), bus.resets, "seed " + seed + ": one pass for each device");
        }
    }

    @Test
    void aFamilyNarrowsTheSearchOnTheWire() throws Exception {
        var random = new Random(28);
        var devices = devices(random, 30);
        for (int family : new int[] {0x10, 0x28, 0x3B, 0x01}) {
            var bus = new Devices(devices, Set.of());
            var expected = devices.stream()
                    .filter(d -> d.family() == family)
                    .sorted(ORDER)
                    .toList();
            assertEquals(expected, bus.search(OptionalInt.of(family), false));
            assertTrue(bus.resets <= expected.size() + 1, bus.resets + " passes");
        }
    }

    @Test
    void findsOnlyThoseWithAnAlarm() throws Exception {
        var devices = devices(new Random(3), 10);
        var alarmed = Set.of(devices.get(2), devices.get(7));
        var found = new Devices(devices, alarmed).search(OptionalInt.empty(), true);
        assertEquals(alarmed, new HashSet<>(found));
        assertEquals(2, found.size());
        assertEquals(List.of(), new Devices(devices, Set.of()).search(OptionalInt.empty(), true));
    }

    @Test
    void reportsACodeWhoseCheckDoesNotFit() {
        var broken = new RomCode(RomCode.of(0x28, 1234).value() ^ 1L << 60);
        var bus = new Devices(List.of(broken), Set.of());
        var e = assertThrows(DeviceException.class, bus::search);
        assertEquals(Kind.CHECKSUM, e.kind());
        assertEquals(
                "1-Wire of the test: search found %s, whose CRC should be 0x%02x; check the wiring, then search again"
                        .formatted(broken, RomCode.of(0x28, 1234).byteAt(7)),
                e.getMessage());
    }

    private static void loses(Kind kind, String message, Devices bus, OptionalInt family) {
        var e = assertThrows(DeviceException.class, () -> bus.search(family, false));
        assertEquals("1-Wire of the test: " + message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    /// The serial numbers differ in bit 8 only, the first after the family.
    private static List<RomCode> twins() {
        return List.of(RomCode.of(0x28, 0), RomCode.of(0x28, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 63})
    void aDeviceThatFallsSilentIsNoEmptyBus(int bit) throws Exception {
        var bus = new Devices(twins().subList(0, 1), Set.of());
        bus.silent(1, bit);
        loses(
                Kind.WRONG_ANSWER,
                "search lost its devices at bit " + bit
                        + " of 64, counted from 0; check wiring and supply, then search again",
                bus,
                OptionalInt.empty());
        assertEquals(twins().subList(0, 1), bus.search(), "searched again");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, 9, 63})
    void aDeviceThatLeavesInTheSecondPassIsNoEndOfTheSearch(int bit) throws Exception {
        for (var family : List.of(OptionalInt.empty(), OptionalInt.of(0x28))) {
            var bus = new Devices(twins(), Set.of());
            bus.silent(2, bit);
            loses(
                    Kind.WRONG_ANSWER,
                    "search lost its devices at bit " + bit
                            + " of 64, counted from 0; check wiring and supply, then search again",
                    bus,
                    family);
            assertEquals(twins(), bus.search(family, false), "searched again");
        }
    }

    @Test
    void nobodyAtALaterResetIsNoEndOfTheSearch() throws Exception {
        var bus = new Devices(twins(), Set.of());
        bus.silent(2, -1);
        loses(
                Kind.ABSENT,
                "no device answered a reset of the search, after 1 were found; check wiring and supply, then search"
                        + " again",
                bus,
                OptionalInt.empty());
        assertEquals(twins(), bus.search(), "searched again");
    }

    @Test
    void anotherFamilyOnTheWayIsNoError() throws Exception {
        var bus = new Devices(twins(), Set.of());
        for (int family = 1; family <= 0xFF; family++) {
            assertEquals(family == 0x28 ? twins() : List.of(), bus.search(OptionalInt.of(family), false));
        }
    }

    @Test
    void refusesAFamilyThatCannotBe() {
        var bus = new Devices(List.of(), Set.of());
        var e = assertThrows(IllegalArgumentException.class, () -> bus.search(OptionalInt.of(0x100), false));
        assertEquals("1-Wire family is 0x100, expected 0x01 to 0xff", e.getMessage());
        assertEquals(0, bus.resets, "before anything moved");
    }

    private static List<RomCode> devices(Random random, int count) {
        int[] families = {0x10, 0x28, 0x3B};
        var codes = new ArrayList<RomCode>();
        while (codes.size() < count) {
            // few different serial numbers, so that paths part late
            var code =
                    RomCode.of(families[random.nextInt(3)], random.nextInt(64) * 0x0401_0000_0001L & 0xFFFF_FFFF_FFFFL);
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes;
    }

    /// Devices that answer as the flow chart of the DS18B20 data sheet, "ROM Commands Flowchart", says.
    private static final class Devices implements OneWireBus {
        private final List<RomCode> all;
        private final Set<RomCode> alarmed;
        private final List<RomCode> selected = new ArrayList<>();
        private int resets;
        private int slots;
        private int command;
        private int silentPass;
        private int silentBit;

        Devices(List<RomCode> all, Set<RomCode> alarmed) {
            this.all = all;
            this.alarmed = alarmed;
        }

        /// Has all devices fall silent once, before they send bit `bit` of pass `pass`, or its presence pulse if
        /// -1.
        void silent(int pass, int bit) {
            silentPass = resets + pass;
            silentBit = bit;
        }

        @Override
        public boolean reset() {
            resets++;
            slots = 0;
            command = 0;
            selected.clear();
            selected.addAll(all);
            return !all.isEmpty() && !(resets == silentPass && silentBit < 0);
        }

        @Override
        public int slot(int bit) {
            int slot = slots++;
            if (slot < 8) {
                command |= bit << slot;
                if (slot == 7 && command == 0xEC) {
                    selected.retainAll(alarmed);
                } else if (slot == 7) {
                    assertEquals(0xF0, command);
                }
                return bit;
            }
            int index = (slot - 8) / 3;
            if (resets == silentPass && index == silentBit) {
                selected.clear();
            }
            return switch ((slot - 8) % 3) {
                case 0 -> bit & all(index, 1);
                case 1 -> bit & all(index, 0);
                default -> {
                    selected.removeIf(d -> (d.value() >>> index & 1) != bit);
                    yield bit;
                }
            };
        }

        /// The wired and of what the selected devices send: their bits, or the complements.
        private int all(int index, int sense) {
            return selected.stream().allMatch(d -> (d.value() >>> index & 1) == sense) ? 1 : 0;
        }

        @Override
        public String toString() {
            return "1-Wire of the test";
        }
    }
}
