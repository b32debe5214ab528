package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.UartSettings.Parity;
import dev.jumper.bitbang.UartSettings.StopBits;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.UartPeer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftUartTest {
    private final Circuit circuit = Circuit.create();
    private final Pin tx = circuit.pin("tx");
    private final Pin rx = circuit.pin("rx");

    private SoftUart open(boolean capturing, UartSettings settings) throws IOException {
        return SoftUart.open(tx, capturing ? rx : new PlainPin(rx), settings, circuit.ticks());
    }

    /// Has the line `rx` send `bytes` at `baud` as 8N1, beginning `delay` ns from now.
    private void play(Player player, long delay, int baud, byte... bytes) {
        int level = 1;
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < bytes.length * 10; i++) {
            int bit = i % 10;
            int next = bit == 0 ? 0 : bit == 9 ? 1 : bytes[i / 10] >> bit - 1 & 1;
            if (next != level) {
                times.add(delay + i * 1_000_000_000L / baud);
                level = next;
            }
        }
        var spans = new long[times.size() - 1];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = times.get(i + 1) - times.get(i);
        }
        player.toggle(times.getFirst(), spans);
    }

    /// 'U' is 01010101 in ASCII: each bit but the last differs from the one before.
    @ParameterizedTest
    @ValueSource(ints = {300, 9600, 115_200, 1_000_000})
    void sendsEdgesThatDoNotDrift(int baud) throws IOException {
        var uart = open(true, UartSettings.of(baud));
        var recorder = Recorder.of(circuit, "tx");
        uart.write(ByteBuffer.wrap("UUUUUUUUUU".getBytes(StandardCharsets.US_ASCII)));
        var wave = recorder.waveform().signal("tx");
        assertEquals(100, wave.edges());
        for (int i = 0; i < 100; i++) {
            int inCharacter = i % 10;
            double bits = i / 10 * 10 + inCharacter;
            assertEquals(wave.time(0) + bits * 1e9 / baud, wave.time(i), 200 + i / 10 * 100, "edge " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"ONE, 10", "ONE_AND_A_HALF, 10.5", "TWO, 11"})
    void restsForTheStopBitsBetweenCharacters(StopBits stop, double bits) throws IOException {
        var uart = open(true, new UartSettings(1000, 8, Parity.NONE, stop));
        var recorder = Recorder.of(circuit, "tx");
        uart.write(ByteBuffer.wrap(new byte[] {-1, -1})); // an edge down and up again, each
        var wave = recorder.waveform().signal("tx");
        assertEquals(bits * 1e6, wave.time(2) - wave.time(0), 500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void receivesWhatAnotherSends(boolean capturing) throws IOException {
        var player = new Player(circuit, "rx", 1);
        var uart = open(capturing, UartSettings.of(9600));
        byte[] text = "Hello, world".getBytes(StandardCharsets.US_ASCII);
        play(player, 3_000_000, 9600, text);
        var got = ByteBuffer.allocate(text.length);
        Exact.over(uart, circuit.ticks()).readFully(got, Deadline.after(circuit.ticks(), Duration.ofSeconds(1)));
        assertArrayEquals(text, got.array());
    }

    @ParameterizedTest
    @CsvSource({"NONE, -3.5", "EVEN, 0", "ODD, 3.5"})
    void talksWithAPeerWhoseClockIsOff(Parity parity, double percent) throws IOException {
        var peer = circuit.add(UartPeer.on("tx", "rx", 19_200)
                .parity(UartPeer.Parity.valueOf(parity.name()))
                .offBy(percent)
                .answering(c -> new int[] {c ^ 0xFF}));
        var uart = open(true, new UartSettings(19_200, 8, parity, StopBits.ONE));
        for (int i = 0; i < 256; i++) {
            uart.send(i);
            assertEquals(Optional.of(new UartEvent.Character(i ^ 0xFF)), uart.receive(Duration.ofSeconds(1)));
        }
        assertEquals(256, peer.received().size());
        assertEquals(0, peer.framingErrors() + peer.parityErrors());
    }

    @Test
    void withEdgeCaptureNothingIsLostWhileNobodyReads() throws IOException {
        var player = new Player(circuit, "rx", 1);
        var uart = open(true, UartSettings.of(115_200));
        play(player, 1000, 115_200, (byte) 1, (byte) -1, (byte) 0);
        circuit.ticks().delay(10_000_000);
        assertEquals(Poll.RD | Poll.WR, uart.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
        var got = ByteBuffer.allocate(3);
        Exact.over(uart, circuit.ticks()).readFully(got, Deadline.after(circuit.ticks(), Duration.ofSeconds(1)));
        assertArrayEquals(new byte[] {1, -1, 0}, got.array());
        assertEquals(Poll.WR, uart.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsSentIsReceivedInEveryFormat(long seed) throws IOException {
        var random = new Random(seed);
        var settings = new UartSettings(
                random.nextInt(50, 500_000),
                random.nextInt(5, 10),
                Parity.values()[random.nextInt(3)],
                StopBits.values()[random.nextInt(3)]);
        var uart = SoftUart.open(circuit.pin("loop"), circuit.pin("loop"), settings, circuit.ticks());
        for (int i = 0; i < 100; i++) {
            int value = random.nextInt(1 << settings.dataBits());
            uart.send(value);
            if (random.nextInt(4) == 0) {
                uart.ioctl(ByteStream.SEND_BREAK, random.nextInt(300, 500));
                assertEquals(
                        Optional.of(new UartEvent.Character(value)),
                        uart.receive(Duration.ofSeconds(1)),
                        "seed " + seed + " " + settings);
                assertEquals(Optional.of(new UartEvent.Break()), uart.receive(Duration.ofSeconds(1)));
            } else {
                assertEquals(
                        Optional.of(new UartEvent.Character(value)),
                        uart.receive(Duration.ofSeconds(1)),
                        "seed " + seed + " " + settings);
            }
        }
    }

    /// The answers of requests are those of [ByteStream].
    @Test
    void restsHighAndAnswersWhatARequestIsToAnswer() throws IOException {
        var listening = new NotingPin(rx);
        var uart = SoftUart.open(tx, listening, UartSettings.of(9600), circuit.ticks());
        assertEquals(List.of("INPUT (3) 1"), listening.requests(), "a line that hangs in the air rests high");
        assertEquals(0, uart.ioctl(ByteStream.FLUSH, 0));
        assertEquals(0, uart.ioctl(ByteStream.SEND_BREAK, 1));
        assertEquals(0, uart.ioctl(ByteStream.DISCARD_INPUT, 0));
        assertEquals(ByteStream.DEFAULT_TIMEOUT, uart.ioctl(ByteStream.TIMEOUT, -1));
        assertEquals(-1, uart.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY), "for ever");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void errorsOfTheLineComeInTheirPlaceAndEndNothing(boolean capturing) throws IOException {
        var player = new Player(circuit, "rx", 1);
        var uart = open(capturing, new UartSettings(1000, 7, Parity.EVEN, StopBits.ONE));
        // 'A', which has two ones and wants a parity bit of 0; then with one of 1; then again as the first
        player.toggle(5_000_000, 1_000_000, 1_000_000, 5_000_000, 1_000_000, 1_000_000);
        player.toggle(25_000_000, 1_000_000, 1_000_000, 5_000_000);
        player.toggle(45_000_000, 1_000_000, 1_000_000, 5_000_000, 1_000_000, 1_000_000);
        var got = ByteBuffer.allocate(10);
        assertEquals(1, uart.read(got));
        var parity = assertThrows(DeviceException.class, () -> uart.read(got));
        assertEquals(Kind.CHECKSUM, parity.kind());
        assertEquals(
                "UART on host tx and host rx: character 0x41 has a bad parity bit; check the line,"
                        + " and that both ends use 1000 7E1",
                parity.getMessage());
        assertEquals(1, uart.read(got));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLowStopBitIsABadFrameAndABreakIsCounted(boolean capturing) throws IOException {
        var player = new Player(circuit, "rx", 1);
        var uart = open(capturing, UartSettings.of(1000));
        // 0x01 with a low stop bit, 10 ms idle, a break of 30 ms, 5 ms idle, 0xff
        player.toggle(5_000_000, 1_000_000, 1_000_000, 8_000_000, 10_000_000, 30_000_000, 5_000_000, 1_000_000);
        var got = ByteBuffer.allocate(10);
        var frame = assertThrows(DeviceException.class, () -> uart.read(got));
        assertEquals(Kind.WRONG_ANSWER, frame.kind());
        assertEquals(
                "UART on host tx and host rx: character 0x01 has no stop bit; check the line,"
                        + " and that both ends use 1000 8N1",
                frame.getMessage());
        assertEquals(1, uart.read(got));
        assertEquals((byte) -1, got.get(0));
        assertEquals(1, uart.ioctl(SoftUart.BREAKS, 0));
    }

    @Test
    void byPollingAPauseIsNeverReturnedAsData() throws IOException {
        var player = new Player(circuit, "rx", 1);
        var random = new Random(7);
        var slow = new PausingPin(new PlainPin(rx), circuit.ticks(), random, 1e-5, 500_000);
        var uart = SoftUart.open(tx, slow, UartSettings.of(9600), circuit.ticks());
        int good = 0;
        int missed = 0;
        for (int i = 0; i < 500; i++) {
            var sent = new byte[] {(byte) random.nextInt(256), (byte) random.nextInt(256)};
            play(player, 500_000, 9600, sent);
            var got = ByteBuffer.allocate(2);
            try {
                if (uart.read(got) == 2) {
                    assertArrayEquals(sent, got.array(), "characters " + i + ", seed 7");
                    good++;
                }
            } catch (DeviceException e) {
                assertEquals(Kind.MISSED, e.kind(), e.getMessage());
                missed++;
            }
            circuit.ticks().delay(20_000_000);
            uart.ioctl(ByteStream.DISCARD_INPUT, 0);
        }
        assertTrue(good > 50 && missed > 50, good + " good, " + missed + " missed");
    }

    @Test
    void edgesThatTheCaptureLostAreCalledMissed() throws IOException {
        var player = new Player(circuit, "rx", 1);
        var uart = open(true, UartSettings.of(115_200));
        play(player, 0, 115_200, "UUUUUUUUUU".repeat(50).getBytes(StandardCharsets.US_ASCII));
        circuit.ticks().delay(100_000_000);
        var got = ByteBuffer.allocate(1000);
        var e = assertThrows(DeviceException.class, () -> uart.read(got));
        assertEquals(Kind.MISSED, e.kind());
        assertEquals(
                "UART on host tx and host rx: characters were lost, this machine was too slow or paused;"
                        + " send them again, or use a pin that keeps its edges",
                e.getMessage());
        play(player, 1000, 115_200, (byte) 'A');
        assertEquals(1, uart.read(got));
    }

    @Test
    void aPauseWhileSendingIsToldAndTheLineRestsHigh() throws IOException {
        Pin slow = (request, argument) -> {
            if (circuit.nanos() > 500_000) {
                circuit.ticks().delay(40_000);
            }
            return tx.ioctl(request, argument);
        };
        var uart = SoftUart.open(new NamedPin("GPIO 14", slow), rx, UartSettings.of(9600), circuit.ticks());
        var data = ByteBuffer.wrap(new byte[] {0x55, 0x55});
        var e = assertThrows(DeviceException.class, () -> uart.write(data));
        assertEquals(Kind.MISSED, e.kind());
        assertEquals(
                "UART on GPIO 14 and host rx: an edge of character 0x55 was 40.0 µs off at 9600 baud:"
                        + " this machine was too slow or paused; send it again, or more slowly",
                e.getMessage());
        assertEquals(1, circuit.net("tx").level());
        assertEquals(1, data.position());
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 50", "true, 50"})
    void anIdleLineIsNotReadyWithinTheTimeout(boolean capturing, long millis) throws IOException {
        var uart = open(capturing, UartSettings.of(9600));
        assertEquals(ByteStream.DEFAULT_TIMEOUT, uart.ioctl(ByteStream.TIMEOUT, millis));
        assertEquals(millis, uart.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
        assertEquals(0, uart.read(ByteBuffer.allocate(0)));
        long before = circuit.nanos();
        assertEquals(ByteStream.NOT_READY, uart.read(ByteBuffer.allocate(1)));
        assertEquals(millis * 1e6, circuit.nanos() - before, 10_000);
    }

    @Test
    void answersTheRequestsOfAStream() throws IOException {
        var uart = open(true, UartSettings.of(9600));
        assertEquals(9600, uart.ioctl(ByteStream.BAUD, ByteStream.QUERY));
        assertEquals(9600, uart.ioctl(ByteStream.BAUD, 1200));
        assertEquals(1200, uart.ioctl(ByteStream.BAUD, 9600));
        uart.send('A');
        assertEquals(0, uart.ioctl(ByteStream.FLUSH, 0));
        assertEquals(0, uart.ioctl(ByteStream.BUFFER_SIZE, 0));
        assertEquals(
                "UART on host tx and host rx: request 2 is not known",
                assertThrows(UnsupportedOperationException.class, () -> uart.ioctl(ByteStream.SEEK, 0))
                        .getMessage());
        uart.close();
        uart.close();
        assertEquals(Poll.NVAL, uart.ioctl(ByteStream.POLL, Poll.RD));
        assertEquals(
                "UART on host tx and host rx is closed",
                assertThrows(IllegalStateException.class, () -> uart.read(ByteBuffer.allocate(1)))
                        .getMessage());
        assertEquals(1, circuit.net("tx").level());
    }

    @Test
    void refusesWhatNoLineCanDo() throws IOException {
        assertEquals("baud rate is 0, expected 1 or more", refusal(() -> UartSettings.of(0)));
        assertEquals(
                "data bits are 4, expected 5 to 9", refusal(() -> new UartSettings(1, 4, Parity.NONE, StopBits.ONE)));
        var uart = open(true, UartSettings.of(9600));
        String who = "UART on host tx and host rx: ";
        assertEquals(who + "baud rate is 0, expected 1 or more", refusal(() -> uart.ioctl(ByteStream.BAUD, 0)));
        assertEquals(who + "character is 256, expected 0 to 255", refusal(() -> uart.send(256)));
        assertEquals(who + "break is 0 ms, expected 1 or more", refusal(() -> uart.ioctl(ByteStream.SEND_BREAK, 0)));
        assertEquals(
                who + "timeout is -2, expected milliseconds, or -1 for ever",
                refusal(() -> uart.ioctl(ByteStream.TIMEOUT, -2)));
        var nine = open(true, new UartSettings(9600, 9, Parity.NONE, StopBits.ONE));
        assertEquals(
                who + "characters of 9 bits are no bytes; use send and receive instead",
                assertThrows(IllegalStateException.class, () -> nine.write(ByteBuffer.allocate(1)))
                        .getMessage());
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    @Test
    void aPinThatRefusesItsDirectionIsNamed() {
        Pin inputOnly = new NamedPin("GPIO 34", (request, argument) -> {
            if (request == Pin.OUTPUT) {
                throw Pin.unknown("GPIO 34", request);
            }
            return rx.ioctl(request, argument);
        });
        var e = assertThrows(
                DeviceException.class, () -> SoftUart.open(inputOnly, rx, UartSettings.of(9600), circuit.ticks()));
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                "UART on GPIO 34 and host rx: a pin cannot take the direction that the bus needs:"
                        + " GPIO 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptEndsAWait(boolean capturing) throws IOException {
        var uart = open(capturing, UartSettings.of(9600));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> uart.read(ByteBuffer.allocate(1)));
        assertTrue(Thread.interrupted());
    }
}
