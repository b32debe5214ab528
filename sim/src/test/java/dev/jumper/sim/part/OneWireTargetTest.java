package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.Crc8;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneWireTargetTest {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");
    private static final byte[] READ_SCRATCHPAD = {(byte) 0xCC, (byte) 0xBE};
    private static final byte[] CONVERT = {(byte) 0xCC, 0x44};

    private final Circuit circuit = Circuit.create();
    private final OneWireThermometer thermometer = OneWireThermometer.create();
    private final OneWireTarget target = OneWireTarget.on("owr", ROM, thermometer);
    private final HostOneWire host = new HostOneWire(circuit);

    OneWireTargetTest() throws IOException {
        circuit.add(target);
    }

    /// Presence comes 15 to 60 µs after the reset and lasts 60 to 240 µs; DS18B20, "AC Electrical Characteristics".
    @ParameterizedTest
    @CsvSource({"30000, 120000", "15000, 60000", "60000, 240000"})
    void answersAResetWithAPresencePulse(long delay, long length) throws IOException {
        target.withTiming(OneWireTiming.STANDARD.withPresence(delay, length));
        var recorder = Recorder.of(circuit, "owr");
        assertTrue(host.reset());
        var line = recorder.waveform().signal("owr");
        assertEquals(4, line.edges());
        assertEquals(delay, line.time(2) - line.time(1));
        assertEquals(length, line.time(3) - line.time(2));
    }

    @Test
    void takesNoShorterPulseForAReset() throws IOException {
        host.pulse(479_800);
        host.delay(600_000);
        assertEquals(0, target.resets());
        host.pulse(480_000);
        assertEquals(1, target.resets());
    }

    @Test
    void sendsItsCode() throws IOException {
        var code = new byte[8];
        host.transfer(new byte[] {0x33}, code);
        assertArrayEquals(ROM.bytes(), code);
    }

    /// The last two rows of the data sheet's table "Temperature/Data Relationship" and two from its middle.
    @ParameterizedTest
    @CsvSource({"125, d007", "25.0625, 9101", "-0.5, f8ff", "-55, 90fc"})
    void convertsAndSendsItsScratchpad(double celsius, String expected) throws IOException {
        thermometer.celsius(celsius);
        host.transfer(CONVERT, new byte[0]);
        host.delay(750_000_000);
        var scratchpad = new byte[9];
        host.transfer(READ_SCRATCHPAD, scratchpad);
        assertEquals(expected + "4b467fff0c10", HexFormat.of().formatHex(scratchpad, 0, 8));
        assertEquals(0, Crc8.of(scratchpad));
    }

    /// tCONV is 93.75 ms at 9 bits to 750 ms at 12; "AC Electrical Characteristics".
    @ParameterizedTest
    @CsvSource({"0x1F, 93750000", "0x3F, 187500000", "0x5F, 375000000", "0x7F, 750000000"})
    void saysForHowLongItIsBusy(int configuration, long nanos) throws IOException {
        host.transfer(new byte[] {(byte) 0xCC, 0x4E, 0x4B, 0x46, (byte) configuration}, new byte[0]);
        host.transfer(CONVERT, new byte[0]);
        long start = circuit.nanos();
        while (host.slot(1) == 0) {
            assertTrue(circuit.nanos() - start < 1_000_000_000);
        }
        assertEquals(nanos, circuit.nanos() - start, 200_000);
        assertEquals(1, thermometer.conversions());
    }

    @Test
    void answersOnlyToItsOwnCode() throws IOException {
        var other = RomCode.of(0x28, 42);
        circuit.add(OneWireTarget.on("owr", other, OneWireThermometer.create().celsius(1)));
        thermometer.celsius(2);
        host.transfer(CONVERT, new byte[0]);
        host.delay(750_000_000);
        assertEquals(32, sixteenths(ROM));
        assertEquals(16, sixteenths(other));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areAllFoundHoweverManyShareTheLine(long seed) throws IOException {
        var random = new Random(seed);
        Set<RomCode> codes = new HashSet<>(Set.of(ROM));
        int thermometers = 1;
        for (int i = 0; i < 12; i++) {
            int family = random.nextBoolean() ? 0x28 : 0x10 + random.nextInt(8);
            thermometers += family == 0x28 ? 1 : 0;
            var code = RomCode.of(family, random.nextLong(1L << 48));
            codes.add(code);
            circuit.add(OneWireTarget.on("owr", code, OneWireThermometer.create()));
        }
        assertEquals(codes, Set.copyOf(host.search()), "seed " + seed);
        assertEquals(thermometers, host.search(OptionalInt.of(0x28), false).size(), "seed " + seed);
    }

    @Test
    void answersAnAlarmSearchOnlyWithAnAlarm() throws IOException {
        assertTrue(host.search(OptionalInt.empty(), true).isEmpty());
        thermometer.celsius(75); // the upper alarm is 75 °C, 0x4B
        host.transfer(CONVERT, new byte[0]);
        host.delay(750_000_000);
        assertEquals(1, host.search(OptionalInt.empty(), true).size());
    }

    @Test
    void goesToOverdriveAndBack() throws IOException {
        assertTrue(host.reset());
        host.octet(0x3C);
        assertTrue(target.overdrive());
        host.overdrive(true);
        assertTrue(host.reset());
        host.octet(0x33);
        assertEquals(0x28, host.octet(0xFF));
        host.overdrive(false);
        assertTrue(host.reset());
        assertFalse(target.overdrive());
    }

    @Test
    void onlyTheMatchedDeviceGoesToOverdrive() throws IOException {
        var other = circuit.add(OneWireTarget.on("owr", RomCode.of(0x28, 42), OneWireThermometer.create()));
        host.reset();
        host.octet(0x69);
        host.overdrive(true);
        for (byte b : ROM.bytes()) {
            host.octet(b & 0xFF);
        }
        assertTrue(target.overdrive());
        assertFalse(other.overdrive());
        host.octet(0xBE);
        assertEquals(0x50, host.octet(0xFF), "85 °C, low byte");
    }

    /// In overdrive presence comes 2 to 6 µs after the reset and lasts 8 to 24 µs; DS2431, "Electrical
    /// Characteristics".
    @ParameterizedTest
    @CsvSource({"3000, 12000", "2000, 8000", "6000, 24000"})
    void answersAnOverdriveReset(long delay, long length) throws IOException {
        target.withOverdriveTiming(OneWireTiming.OVERDRIVE.withPresence(delay, length));
        host.reset();
        host.octet(0x3C);
        host.overdrive(true);
        var recorder = Recorder.of(circuit, "owr");
        host.reset();
        Signal line = recorder.waveform().signal("owr");
        assertEquals(delay, line.time(2) - line.time(1));
        assertEquals(length, line.time(3) - line.time(2));
    }

    @Test
    void knowsNoOverdriveIfToldSo() throws IOException {
        target.withoutOverdrive();
        host.reset();
        host.octet(0x3C);
        assertFalse(target.overdrive());
        assertEquals(0xFF, host.octet(0xFF));
    }

    /// A device may sample at 15 to 60 µs into the slot; DS18B20, "Read/Write Time Slots". The master's 1 is 6 µs.
    @ParameterizedTest
    @ValueSource(longs = {15_000, 30_000, 59_000})
    void samplesAnywhereInTheWindow(long at) throws IOException {
        target.withTiming(OneWireTiming.STANDARD.withSlot(at, 15_500));
        var code = new byte[8];
        host.transfer(new byte[] {0x33}, code);
        assertArrayEquals(ROM.bytes(), code);
    }

    @Test
    void keepsWhatIsWrittenThroughALossOfPowerOnlyWhenCopied() throws IOException {
        host.transfer(new byte[] {(byte) 0xCC, 0x4E, 1, 2, 0x3F}, new byte[0]);
        host.transfer(new byte[] {(byte) 0xCC, (byte) 0xB8}, new byte[0]);
        var scratchpad = new byte[9];
        host.transfer(READ_SCRATCHPAD, scratchpad);
        assertEquals("4b467f", HexFormat.of().formatHex(scratchpad, 2, 5));
        host.transfer(new byte[] {(byte) 0xCC, 0x4E, 1, 2, 0x3F}, new byte[0]);
        host.transfer(new byte[] {(byte) 0xCC, 0x48}, new byte[0]);
        host.transfer(new byte[] {(byte) 0xCC, (byte) 0xB8}, new byte[0]);
        host.transfer(READ_SCRATCHPAD, scratchpad);
        assertEquals("01023f", HexFormat.of().formatHex(scratchpad, 2, 5));
    }

    @Test
    void saysWhetherItLivesOnTheLine() throws IOException {
        host.transfer(new byte[] {(byte) 0xCC, (byte) 0xB4}, new byte[0]);
        assertEquals(1, host.slot(1));
        thermometer.parasitePowered();
        host.transfer(new byte[] {(byte) 0xCC, (byte) 0xB4}, new byte[0]);
        assertEquals(0, host.slot(1));
    }

    @Test
    void isNotThereWhenToldSo() throws IOException {
        target.failingNext(new OneWireFault.NoPresence());
        assertFalse(host.reset());
        assertTrue(host.reset());
    }

    @Test
    void holdsTheLineLowForAWhile() throws IOException {
        target.failingNext(new OneWireFault.HeldLow(2_000_000));
        host.reset();
        assertFalse(host.isIdle());
        host.delay(2_000_000);
        assertTrue(host.isIdle());
        assertTrue(host.reset());
        target.failingNext(new OneWireFault.HeldLow(Long.MAX_VALUE));
        host.reset();
        host.delay(1_000_000_000);
        assertFalse(host.isIdle());
        target.letGo();
        assertTrue(host.isIdle());
        assertTrue(host.reset());
    }

    @Test
    void sendsAWrongChecksumOnce() throws IOException {
        target.failingNext(new OneWireFault.WrongChecksum());
        var scratchpad = new byte[9];
        host.transfer(READ_SCRATCHPAD, scratchpad);
        assertEquals(0xFF, Crc8.of(scratchpad, 0, 8) ^ scratchpad[8] & 0xFF);
        host.transfer(READ_SCRATCHPAD, scratchpad);
        assertEquals(0, Crc8.of(scratchpad));
    }

    @Test
    void claimsACodeThatDoesNotFitItsCrc() throws IOException {
        target.failingNext(new OneWireFault.WrongChecksum(), new OneWireFault.WrongChecksum());
        var code = new byte[8];
        host.transfer(new byte[] {0x33}, code);
        assertEquals("28ac410e0700008b", HexFormat.of().formatHex(code));
        var e = assertThrows(DeviceException.class, host::search);
        assertEquals(
                "test bus: search found 28ac410e0700008b, whose CRC should be 0x74; check the wiring, then search"
                        + " again",
                e.getMessage());
        assertEquals(List.of(ROM), host.search());
    }

    /// Any scratchpads, written and read through any speed, come back from the device they were written to.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepWhatAnyTransfersWrote(long seed) throws IOException {
        var random = new Random(seed);
        var codes = new ArrayList<>(List.of(ROM));
        for (int i = 0; i < 3; i++) {
            codes.add(RomCode.of(0x28, random.nextLong(1L << 48)));
            circuit.add(OneWireTarget.on("owr", codes.getLast(), OneWireThermometer.create()));
        }
        var model = new HashMap<RomCode, String>();
        for (int round = 0; round < 40; round++) {
            var code = codes.get(random.nextInt(codes.size()));
            if (random.nextBoolean()) {
                var alarms = new byte[] {(byte) random.nextInt(), (byte) random.nextInt(), 0x3F};
                select(code, random.nextBoolean());
                for (int value : new int[] {0x4E, alarms[0] & 0xFF, alarms[1] & 0xFF, alarms[2]}) {
                    host.octet(value);
                }
                model.put(code, HexFormat.of().formatHex(alarms));
            }
            select(code, random.nextBoolean());
            host.octet(0xBE);
            var scratchpad = new byte[9];
            for (int i = 0; i < scratchpad.length; i++) {
                scratchpad[i] = (byte) host.octet(0xFF);
            }
            assertEquals(0, Crc8.of(scratchpad), "seed " + seed);
            assertEquals(
                    model.getOrDefault(code, "4b467f"), HexFormat.of().formatHex(scratchpad, 2, 5), "seed " + seed);
        }
    }

    private void select(RomCode code, boolean fast) throws IOException {
        host.overdrive(false);
        assertTrue(host.reset());
        host.octet(fast ? 0x69 : 0x55);
        host.overdrive(fast);
        for (byte b : code.bytes()) {
            host.octet(b & 0xFF);
        }
    }

    @Test
    void dropsOutOfASearch() throws IOException {
        target.failingNext(new OneWireFault.DroppedInSearch(20));
        var e = assertThrows(DeviceException.class, host::search);
        assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        assertTrue(e.getMessage().contains("search lost its devices at bit 21 of 64"), e.getMessage());
        assertEquals(1, host.search().size());
    }

    @Test
    void refusesATemperatureThatItCannotMeasure() {
        var e = assertThrows(IllegalArgumentException.class, () -> thermometer.celsius(126));
        assertEquals("temperature is 126.0 °C, expected -55 to 125", e.getMessage());
    }

    private int sixteenths(RomCode rom) throws IOException {
        var write = new byte[10];
        write[0] = 0x55;
        System.arraycopy(rom.bytes(), 0, write, 1, 8);
        write[9] = (byte) 0xBE;
        var scratchpad = new byte[9];
        host.transfer(write, scratchpad);
        assertEquals(0, Crc8.of(scratchpad));
        return scratchpad[1] << 8 | scratchpad[0] & 0xFF;
    }
}
