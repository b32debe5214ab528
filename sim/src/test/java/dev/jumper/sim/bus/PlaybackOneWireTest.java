package dev.jumper.sim.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackOneWireTest {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");
    private static final String SCRATCHPAD = "91 01 4b 46 7f ff 0c 10 70"; // DS18B20 data sheet, +25.0625 °C

    @Test
    void answersWhatItsScriptSays() throws IOException {
        try (var bus = new PlaybackOneWire()
                .expectSearch(ROM)
                .expectSearch(OptionalInt.of(0x28), true)
                .expectThenPower("cc 44", Duration.ofMillis(750))
                .expect("cc be", SCRATCHPAD)
                .expect("reset -> 1")
                .expect("octet cc -> cc")
                .expect("slot 1 -> 0")) {
            assertEquals(List.of(ROM), bus.search());
            assertEquals(List.of(), bus.search(OptionalInt.of(0x28), true));
            bus.transferThenPower(new byte[] {(byte) 0xCC, 0x44}, Duration.ofMillis(750));
            assertEquals(SCRATCHPAD, read(bus));
            assertTrue(bus.reset());
            assertEquals(0xCC, bus.octet(0xCC));
            assertEquals(0, bus.slot(1));
        }
    }

    @Test
    void makesATransferOfSingleSteps() throws IOException {
        var script = new StringBuilder("reset -> 1\noctet cc -> cc\noctet be -> be\n");
        for (String octet : SCRATCHPAD.split(" ")) {
            script.append("octet ff -> ").append(octet).append('\n');
        }
        try (var bus = PlaybackOneWire.parse(script.toString())) {
            assertEquals(SCRATCHPAD, read(bus));
        }
    }

    @Test
    void makesASearchOfSingleSlots() throws IOException {
        var script = new StringBuilder("reset -> 1\noctet f0 -> f0\n");
        for (int i = 0; i < 64; i++) {
            int bit = (int) (ROM.value() >>> i) & 1;
            script.append("slot 1 -> %d\nslot 1 -> %d\nslot %d -> %d\n".formatted(bit, bit ^ 1, bit, bit));
        }
        try (var bus = PlaybackOneWire.parse(script.toString())) {
            assertEquals(List.of(ROM), bus.search());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        transfer cc 44 -> 00     | transfer cc 44, reads 1 bytes
        transfer cc be -> 00     | transfer cc be, reads 1 bytes
        power cc be for 5 ns     | power cc be for 5 ns
        search family 28 alarmed | search family 28 alarmed
        octet cc -> cc           | octet cc
        """)
    void saysHowATransferDiffers(String script, String expected) {
        var bus = PlaybackOneWire.parse(script);
        var e = assertThrows(AssertionError.class, () -> read(bus));
        assertEquals("step 1: transfer cc be, reads 9 bytes, expected " + expected, e.getMessage());
    }

    @Test
    void failsAsTold() throws IOException {
        try (var bus = new PlaybackOneWire()
                .expect("cc be", SCRATCHPAD)
                .fail(Kind.ABSENT)
                .expect("reset -> 0")
                .expect("reset fail STUCK: held low by the dog")) {
            var e = assertThrows(DeviceException.class, () -> read(bus));
            assertEquals(
                    "1-Wire playback, step 1: transfer cc be, reads 9 bytes: ABSENT, as its script says",
                    e.getMessage());
            assertFalse(bus.reset());
            e = assertThrows(DeviceException.class, bus::reset);
            assertEquals(Kind.STUCK, e.kind());
            assertEquals("held low by the dog", e.getMessage());
        }
    }

    @Test
    void refusesWhatIsNoStep() {
        var form = ", expected a step such as transfer cc be -> 91 01, power cc 44 for 750000000 ns,"
                + " search -> 28ac410e07000074, reset -> 1, slot 1 -> 0 or octet ff -> 28";
        refuses("script has the line \"slot 2 -> 0\"" + form, () -> PlaybackOneWire.parse("slot 2 -> 0"));
        refuses(
                "script has the line \"slot 1\", expected an answer, such as -> 1",
                () -> PlaybackOneWire.parse("slot 1"));
        refuses(
                "1-Wire ROM code 28ac410e07000075: CRC is 0x75, computed 0x74",
                () -> PlaybackOneWire.parse("search -> 28ac410e07000075"));
        refuses("1-Wire slot is 2, expected 0 or 1", () -> new PlaybackOneWire().slot(2));
        refuses("1-Wire byte is 0x100, expected 0x00 to 0xff", () -> new PlaybackOneWire().octet(256));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void playsBackWhatWasRecorded(long seed) {
        var recording = RecordingOneWire.over(new Chance(new Random(seed)));
        var told = new ArrayList<String>();
        var actions = new Random(seed + 100);
        for (int i = 0; i < 80; i++) {
            told.add(act(recording, actions));
        }
        try (var playback = PlaybackOneWire.parse(recording.script())) {
            var again = new Random(seed + 100);
            var recordedAgain = RecordingOneWire.over(playback);
            for (int i = 0; i < 80; i++) {
                assertEquals(told.get(i), act(recordedAgain, again), "seed " + seed + ", step " + (i + 1));
            }
            assertEquals(recording.script(), recordedAgain.script(), "seed " + seed);
        }
    }

    private static String act(OneWireBus bus, Random random) {
        var write = new byte[random.nextInt(4)];
        random.nextBytes(write);
        try {
            return switch (random.nextInt(6)) {
                case 0 -> "" + bus.reset();
                case 1 -> "" + bus.slot(random.nextInt(2));
                case 2 -> "" + bus.octet(random.nextInt(256));
                case 3 -> {
                    var read = new byte[random.nextInt(4)];
                    bus.transfer(write, read);
                    yield Arrays.toString(read);
                }
                case 4 -> {
                    bus.transferThenPower(write, Duration.ofNanos(random.nextInt(1, 1000)));
                    yield "";
                }
                default -> {
                    var family = random.nextBoolean() ? OptionalInt.of(random.nextInt(1, 256)) : OptionalInt.empty();
                    yield "" + bus.search(family, random.nextBoolean());
                }
            };
        } catch (DeviceException e) {
            return e.kind() + " " + e.getMessage();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// A bus that answers by chance, and fails now and then.
    private record Chance(Random random) implements OneWireBus {
        @Override
        public boolean reset() throws IOException {
            fail();
            return random.nextBoolean();
        }

        @Override
        public int slot(int bit) throws IOException {
            fail();
            return bit & random.nextInt(2);
        }

        @Override
        public int octet(int value) throws IOException {
            fail();
            return value & random.nextInt(256);
        }

        @Override
        public void transfer(byte[] write, byte[] read) throws IOException {
            fail();
            random.nextBytes(read);
        }

        @Override
        public void transferThenPower(byte[] write, Duration duration) throws IOException {
            fail();
        }

        @Override
        public List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
            fail();
            return random.ints(random.nextInt(3), 1, 256)
                    .mapToObj(f -> RomCode.of(f, random.nextLong(1L << 48)))
                    .toList();
        }

        private void fail() throws IOException {
            if (random.nextInt(5) == 0) {
                throw new DeviceException(Kind.STUCK, "1-Wire owr: held low");
            }
        }
    }

    private static String read(OneWireBus bus) throws IOException {
        var answer = new byte[9];
        bus.transfer(new byte[] {(byte) 0xCC, (byte) 0xBE}, answer);
        return HexFormat.ofDelimiter(" ").formatHex(answer);
    }

    private static void refuses(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
