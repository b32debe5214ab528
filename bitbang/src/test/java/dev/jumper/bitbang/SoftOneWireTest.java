package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.wave.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftOneWireTest {
    private static final byte[] SKIP_ROM_READ_SCRATCHPAD = {(byte) 0xCC, (byte) 0xBE};

    private final OneWireRig rig = new OneWireRig();

    @Test
    void tellsWhetherAnyDeviceIsThere() throws Exception {
        assertFalse(rig.bus.reset());
        rig.add(1);
        assertTrue(rig.bus.reset());
    }

    @Test
    void readsAScratchpad() throws Exception {
        rig.add(1);
        var scratchpad = new byte[9];
        rig.bus.transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, HexFormat.of().formatHex(scratchpad));
    }

    @Test
    void readsOnesWhereNobodySends() throws Exception {
        assertEquals(0xFF, rig.bus.octet(0xFF));
        assertEquals(0x00, rig.bus.octet(0x00));
        assertEquals(1, rig.bus.slot(1));
        assertEquals(0, rig.bus.slot(0));
    }

    @Test
    void findsAllOfSeveralRandomDevices() throws Exception {
        long seed = 1855;
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            var several = new OneWireRig();
            Set<RomCode> codes = new HashSet<>();
            while (codes.size() < 1 + round) {
                codes.add(RomCode.of(1 + random.nextInt(3), random.nextLong() >>> 16 & (1 << random.nextInt(31)) - 1));
            }
            codes.forEach(code -> several.add(code, OneWireThermometer.create()));
            var what = "seed " + seed + ", round " + round;
            var found = several.bus.search();
            assertEquals(codes.size(), found.size(), what);
            assertEquals(codes, Set.copyOf(found), what);
            for (int family = 1; family <= 3; family++) {
                int wanted = family;
                assertEquals(
                        Set.copyOf(
                                codes.stream().filter(c -> c.family() == wanted).toList()),
                        Set.copyOf(several.bus.search(OptionalInt.of(family), false)),
                        what + ", family " + family);
            }
        }
    }

    @Test
    void findsOnlyAlarmedDevices() throws Exception {
        rig.add(RomCode.of(0x28, 1), OneWireThermometer.create().celsius(72)); // between the alarms
        var hot = rig.add(RomCode.of(0x28, 2), OneWireThermometer.create().celsius(100)); // above 75 °C
        rig.bus.transfer(new byte[] {(byte) 0xCC, 0x44}, new byte[0]);
        rig.circuit.ticks().delay(Duration.ofMillis(750));
        assertEquals(List.of(hot.rom()), rig.bus.search(OptionalInt.empty(), true));
    }

    /// DS18B20, "Powering the DS18B20": from within 10 µs of the command on, for as long as the conversion takes.
    @Test
    void drivesTheLineHighFromTheLastBitOnForTheTimeAskedFor() throws Exception {
        for (byte last : new byte[] {0x44, (byte) 0xBE}) { // ends in a 0 and in a 1
            var parasite = new OneWireRig();
            parasite.add(1);
            var recorder = parasite.record();
            parasite.bus.transferThenPower(new byte[] {(byte) 0xCC, last}, Duration.ofMillis(10));
            var owr = recorder.waveform().signal("owr");
            assertEquals(18, Edges.to(0, owr).size(), "a reset, a presence pulse, and sixteen bits");
            long low = owr.time(owr.edges() - 1) - owr.time(owr.edges() - 2);
            assertTrue(last < 0 ? low < 15_000 : low >= 60_000, "the last bit is low for " + low + " ns");
            long high = parasite.circuit.nanos() - owr.time(owr.edges() - 1);
            assertEquals(1, owr.level(owr.edges() - 1));
            assertTrue(high >= 10_000_000 && high <= 10_070_000, "high for " + high + " ns");
            parasite.circuit.net("owr").terminal("rival").drive(0);
            assertEquals(List.of(), parasite.circuit.shorts(), "the line is let go afterwards");
        }
    }

    /// DS18B20 data sheet, "Temperature Register": 25.0625 °C is 0x0191.
    @Test
    void powersAConversion() throws Exception {
        rig.add(RomCode.of(0x28, 1), OneWireThermometer.create().celsius(25.0625));
        rig.bus.transferThenPower(new byte[] {(byte) 0xCC, 0x44}, Duration.ofMillis(750));
        var scratchpad = new byte[9];
        rig.bus.transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        assertEquals("9101", HexFormat.of().formatHex(scratchpad, 0, 2));
    }

    @Test
    void powersAfterAResetAloneIfThereIsNothingToWrite() throws Exception {
        rig.add(1);
        var recorder = rig.record();
        rig.bus.transferThenPower(new byte[0], Duration.ofMillis(10));
        var owr = recorder.waveform().signal("owr");
        assertEquals(2, Edges.to(0, owr).size(), "a reset and a presence pulse");
    }

    @Test
    void releasesTheLineByAnInputOnDemand() throws Exception {
        rig.add(1);
        var requests = new HashSet<Integer>();
        var pin = rig.circuit.pin("owr");
        Pin noting = (request, argument) -> {
            requests.add(request);
            return pin.ioctl(request, argument);
        };
        var scratchpad = new byte[9];
        SoftOneWire.over(noting, rig.circuit.ticks())
                .withFlippedDirections()
                .transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, HexFormat.of().formatHex(scratchpad));
        assertEquals(Set.of(Pin.READ, Pin.INPUT, Pin.OUTPUT), requests);
    }

    /// Maxim application note 126, table "1-Wire Master Timing", column "Recommended", by its letters.
    @Test
    void takesTheRecommendedTimesOfTheApplicationNote() {
        var times = OneWireTimes.STANDARD;
        assertEquals(6_000, times.oneLow(), "A");
        assertEquals(6_000 + 64_000, times.slot(), "A + B");
        assertEquals(60_000, times.zeroLow(), "C");
        assertEquals(10_000, times.recovery(), "D");
        assertEquals(480_000, times.resetLow(), "H");
        assertEquals(70_000, times.presence(), "I");
        assertEquals(410_000, times.afterPresence() - 5_000, "J, and tREC of the DS2431");
        assertEquals(Long.MAX_VALUE, times.longestReset(), "has no limit");
        var fast = OneWireTimes.OVERDRIVE;
        assertEquals(1_000, fast.oneLow(), "A");
        assertEquals(1_000 + 7_500, fast.slot(), "A + B");
        assertEquals(7_500, fast.zeroLow(), "C");
        assertEquals(2_500, fast.recovery(), "D");
        assertEquals(70_000, fast.resetLow(), "H");
        assertEquals(8_500, fast.presence(), "I");
        assertEquals(40_000, fast.afterPresence(), "J");
        assertEquals(16_000, fast.longestZero(), "DS2431, tW0L, overdrive");
    }

    /// After a last bit of 0, one of 1, and a reset alone.
    @ParameterizedTest
    @ValueSource(strings = {"cc44", "ccbe", ""})
    void drivesTheLineHardWhileItPowers(String written) {
        rig.add(1);
        rig.circuit.after(
                9_000_000, () -> rig.circuit.net("owr").terminal("rival").drive(0));
        var e = assertThrows(
                DeviceException.class,
                () -> rig.bus.transferThenPower(HexFormat.of().parseHex(written), Duration.ofMillis(10)));
        assertEquals(DeviceException.Kind.SHORT_CIRCUIT, e.kind());
        assertEquals(List.of("host owr"), rig.circuit.shorts().getFirst().high());
    }

    @Test
    void talksAtOverdriveSpeedUntilToldOtherwise() throws Exception {
        var device = rig.add(1);
        rig.bus.overdrive();
        assertTrue(device.overdrive());
        long start = rig.circuit.nanos();
        var scratchpad = new byte[9];
        rig.bus.transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, HexFormat.of().formatHex(scratchpad));
        assertTrue(rig.circuit.nanos() - start < 1_200_000, "88 slots and a reset, eight times as fast");
        assertEquals(List.of(device.rom()), rig.bus.search());
        rig.bus.standard();
        rig.bus.transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        assertFalse(device.overdrive());
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, HexFormat.of().formatHex(scratchpad));
    }

    @Test
    void takesOneDeviceOfSeveralToOverdriveSpeed() throws Exception {
        var fast = rig.add(1);
        var slow = rig.add(2);
        rig.bus.overdrive(fast.rom());
        assertTrue(fast.overdrive());
        assertFalse(slow.overdrive());
        rig.bus.octet(0xBE);
        assertEquals(0x50, rig.bus.octet(0xFF));
    }

    /// Application note 126, table "1-Wire Master Timing": minima and maxima, and the limits of the DS18B20.
    @Test
    void keepsTheTimesOfStandardSpeed() throws Exception {
        rig.add(1);
        rig.bus.reset();
        var recorder = rig.record();
        rig.bus.octet(0b0101_0011);
        rig.bus.reset();
        rig.bus.slot(1);
        check(recorder.waveform().signal("owr"), new long[] {5_000, 15_000, 60_000, 120_000, 480_000, 640_000}, 60_000);
    }

    /// The same for overdrive, and the limits of the DS2431.
    @Test
    void keepsTheTimesOfOverdriveSpeed() throws Exception {
        rig.add(1);
        rig.bus.overdrive();
        var recorder = rig.record();
        rig.bus.octet(0b0101_0011);
        rig.bus.reset();
        rig.bus.slot(1);
        check(recorder.waveform().signal("owr"), new long[] {1_000, 2_000, 6_000, 16_000, 48_000, 80_000}, 8_000);
    }

    private static void check(Signal owr, long[] limits, long slot) {
        var kinds = new ArrayList<String>();
        long before = Long.MIN_VALUE / 2;
        for (int i = 0; i + 1 < owr.edges(); i++) {
            if (owr.level(i) == 1) {
                continue;
            }
            long low = owr.time(i + 1) - owr.time(i);
            String kind = "?";
            for (int k = 0; k < 3; k++) {
                if (low >= limits[2 * k] && low <= limits[2 * k + 1]) {
                    kind = List.of("1", "0", "R").get(k);
                }
            }
            if (kinds.isEmpty() || !kinds.getLast().equals("R")) { // what follows a reset is the presence pulse
                assertTrue(!kind.equals("?"), "low for " + low + " ns");
                assertTrue(owr.time(i) - before >= slot, "slot of " + (owr.time(i) - before) + " ns");
                before = owr.time(i);
                kinds.add(kind);
            } else {
                kinds.add("P");
            }
        }
        var expected = "11001010R1";
        assertEquals(expected, String.join("", kinds).replace("P", ""));
    }

    @Test
    void refusesAttemptsThatAreNone() {
        var e = assertThrows(IllegalArgumentException.class, () -> rig.bus.withAttempts(0));
        assertEquals("1-Wire attempts are 0, expected at least 1", e.getMessage());
    }
}
