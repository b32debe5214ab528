package dev.jumper.sim.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackSpiTest {
    private static final SpiSettings FLASH = SpiSettings.of(SpiMode.MODE_0, 1_000_000);

    @Test
    void answersWhatItsScriptSays() throws IOException {
        try (var bus =
                new PlaybackSpi().expect(FLASH, "9f 00 00 00", "00 ef 40 14").expect(FLASH, "06", "")) {
            assertArrayEquals(new byte[] {(byte) 0xEF, 0x40, 0x14}, bus.writeRead(FLASH, new byte[] {(byte) 0x9F}, 3));
            bus.write(FLASH, (byte) 6);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        mode 3 1000000 Hz 8 bits msb: 05 -> 00    | mode 3 1000000 Hz 8 bits msb: 05, reads as many
        mode 0 2000000 Hz 8 bits msb: 05 -> 00    | mode 0 2000000 Hz 8 bits msb: 05, reads as many
        mode 0 1000000 Hz 7 bits msb: 05 -> 00    | mode 0 1000000 Hz 7 bits msb: 05, reads as many
        mode 0 1000000 Hz 8 bits lsb: 05 -> 00    | mode 0 1000000 Hz 8 bits lsb: 05, reads as many
        mode 0 unlimited Hz 8 bits msb: 05 -> 00  | mode 0 unlimited Hz 8 bits msb: 05, reads as many
        mode 0 1000000 Hz 8 bits msb: 04 -> 00    | mode 0 1000000 Hz 8 bits msb: 04, reads as many
        mode 0 1000000 Hz 8 bits msb: 05          | mode 0 1000000 Hz 8 bits msb: 05, drops the answer
        """)
    void saysHowATransferDiffers(String script, String expected) {
        var bus = PlaybackSpi.parse(script);
        var e = assertThrows(AssertionError.class, () -> bus.exchange(FLASH, (byte) 5));
        assertEquals("step 1: mode 0 1000000 Hz 8 bits msb: 05, reads as many, expected " + expected, e.getMessage());
    }

    @Test
    void leavesOutTheBitsAboveAWord() throws IOException {
        var settings = FLASH.withWordBits(12);
        try (var bus = new PlaybackSpi().expect(settings, "0a bc", "f1 23")) {
            assertArrayEquals(new byte[] {0x01, 0x23}, bus.exchange(settings, (byte) 0xFA, (byte) 0xBC));
        }
    }

    @Test
    void checksLengthsBeforeTheScript() {
        try (var bus = new PlaybackSpi()) {
            refuses(
                    "SPI transfer sends 2 bytes and receives 1, expected as many, or none",
                    () -> bus.transfer(FLASH, new byte[2], new byte[1]));
            refuses(
                    "SPI transfer has 3 bytes, expected words of 2",
                    () -> bus.write(FLASH.withWordBits(9), new byte[3]));
            refuses(
                    "script has the line \"mode 4 1 Hz 8 bits msb: 00\", expected a transfer such as"
                            + " mode 0 1000000 Hz 8 bits msb: 9f 00 -> 00 ef",
                    () -> bus.expect("mode 4 1 Hz 8 bits msb: 00"));
            refuses("SPI speed is 0 Hz, expected at least 1", () -> bus.expect("mode 0 0 Hz 8 bits msb: 00"));
        }
    }

    @Test
    void failsAsTold() {
        try (var bus = new PlaybackSpi().expect(FLASH, "05", "00").fail(Kind.DIRECTION_REFUSED)) {
            var e = assertThrows(DeviceException.class, () -> bus.exchange(FLASH, (byte) 5));
            assertEquals(
                    "SPI playback, step 1: mode 0 1000000 Hz 8 bits msb: 05, reads as many:"
                            + " DIRECTION_REFUSED, as its script says",
                    e.getMessage());
        }
    }

    /// Any transfers over a bus of chance, in place ones and failures among them, go alike from the recording.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void playsBackWhatWasRecorded(long seed) {
        var random = new Random(seed);
        SpiBus chance = (settings, _, in) -> {
            random.nextBytes(in);
            System.arraycopy(SpiSteps.masked(settings, in), 0, in, 0, in.length);
            if (random.nextInt(5) == 0) {
                Arrays.fill(in, (byte) 0);
                throw new DeviceException(Kind.SHORT_CIRCUIT, "net miso: short circuit");
            }
        };
        var recording = RecordingSpi.over(chance);
        var told = new ArrayList<String>();
        var actions = new Random(seed + 100);
        for (int i = 0; i < 50; i++) {
            told.add(act(recording, actions));
        }
        try (var playback = PlaybackSpi.parse(recording.script())) {
            var again = new Random(seed + 100);
            var recordedAgain = RecordingSpi.over(playback);
            for (int i = 0; i < 50; i++) {
                assertEquals(told.get(i), act(recordedAgain, again), "seed " + seed + ", step " + (i + 1));
            }
            assertEquals(recording.script(), recordedAgain.script(), "seed " + seed);
        }
    }

    private static String act(SpiBus bus, Random random) {
        long hertz = random.nextBoolean() ? SpiSettings.UNLIMITED : random.nextLong(1, 50_000_000);
        var settings =
                new SpiSettings(SpiMode.of(random.nextInt(4)), hertz, random.nextInt(1, 33), random.nextBoolean());
        var out = new byte[settings.wordBytes() * random.nextInt(4)];
        random.nextBytes(out);
        var in = random.nextBoolean() ? out : new byte[random.nextInt(2) * out.length];
        try {
            bus.transfer(settings, out, in);
            return Arrays.toString(in);
        } catch (DeviceException e) {
            return e.kind() + " " + e.getMessage();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void refuses(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
