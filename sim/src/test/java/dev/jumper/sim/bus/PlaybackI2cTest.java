package dev.jumper.sim.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackI2cTest {
    private static final I2cAddress CLOCK = I2cAddress.of(0x68);

    @Test
    void answersWhatItsScriptSays() throws IOException {
        try (var bus = new PlaybackI2c()
                .expectWriteRead(CLOCK, "00", "30 59 23")
                .expectWrite(CLOCK, "0E1c")
                .expectRead(CLOCK, "80")
                .expectWrite(CLOCK, "")) {
            assertArrayEquals(new byte[] {0x30, 0x59, 0x23}, bus.writeRead(CLOCK, new byte[] {0}, 3));
            bus.write(CLOCK, (byte) 0x0E, (byte) 0x1C);
            assertArrayEquals(new byte[] {(byte) 0x80}, bus.read(CLOCK, 1));
            assertTrue(bus.probe(CLOCK));
        }
    }

    @Test
    void takesMessagesOfOneDirectionForOne() throws IOException {
        var first = new byte[2];
        var second = new byte[4];
        try (var bus = PlaybackI2c.parse("0x68 write 01 02 03, read 0a 0b 0c 0d, write 04")) {
            bus.transfer(
                    CLOCK,
                    I2cMessage.write((byte) 1),
                    new I2cMessage.Write(new byte[] {9, 2, 3, 9}, 1, 2),
                    I2cMessage.read(first),
                    new I2cMessage.Read(second, 1, 2),
                    I2cMessage.write((byte) 4));
        }
        assertArrayEquals(new byte[] {0x0A, 0x0B}, first);
        assertArrayEquals(new byte[] {0, 0x0C, 0x0D, 0}, second);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0x68 write 00, read 00       | step 1: 0x68 write 00, read 2 bytes, expected 0x68 write 00, read 1 bytes
        0x68 write 01, read 00 00    | step 1: 0x68 write 00, read 2 bytes, expected 0x68 write 01, read 2 bytes
        0x69 write 00, read 00 00    | step 1: 0x68 write 00, read 2 bytes, expected 0x69 write 00, read 2 bytes
        0x68 write 00                | step 1: 0x68 write 00, read 2 bytes, expected 0x68 write 00
        0x068 (10-bit) write 00      | step 1: 0x68 write 00, read 2 bytes, expected 0x068 (10-bit) write 00
        # nothing                    | step 1: 0x68 write 00, read 2 bytes, after the end of the script
        """)
    void saysHowATransactionDiffers(String script, String message) {
        var bus = PlaybackI2c.parse(script);
        var e = assertThrows(AssertionError.class, () -> bus.writeRead(CLOCK, new byte[1], 2));
        assertEquals(message, e.getMessage());
        bus.close();
    }

    @Test
    void complainsOnceAboutWhatNeverHappened() throws IOException {
        var bus = new PlaybackI2c().expectWrite(CLOCK, "00").expectWrite(CLOCK, "01");
        bus.write(CLOCK, (byte) 0);
        var e = assertThrows(AssertionError.class, bus::close);
        assertEquals("1 of 2 steps never happened, first step 2: 0x68 write 01", e.getMessage());
        bus.close();
        var closed = assertThrows(IllegalStateException.class, () -> bus.write(CLOCK, (byte) 1));
        assertEquals("I2C playback is closed", closed.getMessage());
    }

    @Test
    void failsAsTold() throws IOException {
        try (var bus = new PlaybackI2c()
                .expectWrite(CLOCK, "00 01")
                .fail(Kind.DATA_NOT_ACKNOWLEDGED, 1)
                .expectWrite(CLOCK, "")
                .fail(Kind.ADDRESS_NOT_ACKNOWLEDGED)) {
            var e = assertThrows(DeviceException.class, () -> bus.write(CLOCK, (byte) 0, (byte) 1));
            assertEquals(Kind.DATA_NOT_ACKNOWLEDGED, e.kind());
            assertEquals(1, e.index());
            assertEquals(
                    "I2C playback, step 1: 0x68 write 00 01: DATA_NOT_ACKNOWLEDGED, as its script says",
                    e.getMessage());
            assertFalse(bus.probe(CLOCK));
        }
    }

    @Test
    void refusesScriptsThatAreNone() {
        refuses(
                "script has the line \"0x68 wrote 00\", expected an address and messages such as"
                        + " 0x68 write 00, read 30 59",
                () -> PlaybackI2c.parse("0x68 wrote 00"));
        refuses(
                "script has the line \"0x68 write 00, write 01\", expected an address and messages such as"
                        + " 0x68 write 00, read 30 59",
                () -> PlaybackI2c.parse("0x68 write 00, write 01"));
        refuses(
                "bytes are \"0\", expected pairs of hexadecimal digits such as \"00 ff\"",
                () -> PlaybackI2c.parse("0x68 write 0"));
        refuses(
                "script has the line \"0x68 read --\", expected a failure, for it has bytes that never came",
                () -> PlaybackI2c.parse("0x68 read --"));
        refuses(
                "I2C read has no bytes, expected at least 1; probe with a write",
                () -> new PlaybackI2c().expectRead(CLOCK, ""));
        refuses(
                "failure is TIRED, expected a kind of DeviceException or IO",
                () -> PlaybackI2c.parse("0x68 write fail TIRED: of it"));
        refuses("I2C transaction has no message, expected at least 1", () -> new PlaybackI2c().transfer(CLOCK));
        var e = assertThrows(IllegalStateException.class, () -> new PlaybackI2c().fail(Kind.STUCK));
        assertEquals("I2C playback: nothing to fail yet; expect a transaction first", e.getMessage());
    }

    /// Any transactions over a bus of chance, failures of all kinds among them, read and fail alike from the
    /// recording.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void playsBackWhatWasRecorded(long seed) {
        var random = new Random(seed);
        I2cBus chance = (_, messages) -> {
            for (var message : messages) {
                if (message instanceof I2cMessage.Read(byte[] bytes, int offset, int length)) {
                    for (int i = offset; i < offset + length; i++) {
                        bytes[i] = (byte) random.nextInt();
                    }
                }
            }
            switch (random.nextInt(8)) {
                case 0 -> throw new DeviceException(Kind.STUCK, "I2C a, b:\n\\ stuck; fail it: now ");
                case 1 -> throw new DeviceException(Kind.DATA_NOT_ACKNOWLEDGED, "", random.nextInt(9));
                case 2 -> throw new IOException("the cable");
                default -> {}
            }
        };
        var recording = RecordingI2c.over(chance);
        var told = new ArrayList<String>();
        var actions = new Random(seed + 100);
        for (int i = 0; i < 50; i++) {
            told.add(act(recording, actions));
        }
        try (var playback = PlaybackI2c.parse(recording.script())) {
            var again = new Random(seed + 100);
            var recordedAgain = RecordingI2c.over(playback);
            for (int i = 0; i < 50; i++) {
                assertEquals(told.get(i), act(recordedAgain, again), "seed " + seed + ", step " + (i + 1));
            }
            assertEquals(recording.script(), recordedAgain.script(), "seed " + seed);
        }
    }

    private static String act(I2cBus bus, Random random) {
        var address =
                random.nextBoolean() ? I2cAddress.of(random.nextInt(0x80)) : I2cAddress.tenBit(random.nextInt(0x400));
        var shared = new byte[random.nextInt(1, 5)];
        random.nextBytes(shared);
        var messages = new ArrayList<I2cMessage>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            messages.add(random.nextBoolean() ? I2cMessage.write(shared.clone()) : I2cMessage.read(shared));
        }
        try {
            bus.transfer(address, messages.toArray(I2cMessage[]::new));
            return Arrays.toString(shared);
        } catch (DeviceException e) {
            return e.kind() + " " + e.index() + " " + e.getMessage();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void recordsOneLineForEachTransaction() throws IOException {
        var recording = RecordingI2c.over(PlaybackI2c.parse(
                "0x68 write 00, read 12 34\n0x3a5 (10-bit) write\n0x10 read 01 02 fail STUCK: held low"));
        recording.writeRead(CLOCK, new byte[1], 2);
        recording.write(I2cAddress.tenBit(0x3A5));
        assertThrows(DeviceException.class, () -> recording.read(I2cAddress.of(0x10), 2));
        assertEquals(
                List.of("0x68 write 00, read 12 34", "0x3a5 (10-bit) write", "0x10 read -- -- fail STUCK: held low"),
                recording.script().lines().toList());
        assertEquals("recording of I2C playback", recording.toString());
    }

    private static void refuses(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
