package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UartPeerTest {
    private static final long BIT = 104_167; // 9600 baud

    private final Circuit circuit = Circuit.create();
    private final UartPeer peer = UartPeer.on("tx", "rx", 9600);
    private final Pin tx = circuit.pin("tx");

    UartPeerTest() throws IOException {
        tx.ioctl(Pin.OUTPUT, 1);
    }

    @Test
    void sendsAStartBitTheDataFromTheLowestAndAStopBit() throws IOException {
        circuit.add(peer);
        var recorder = record();
        peer.send(0x4D); // 1011 0010 from the lowest bit up
        circuit.ticks().delay(12 * BIT);
        assertEquals("0" + "10110010" + "1" + "1", levels(recorder, 11));
        var rx = recorder.waveform().signal("rx");
        assertEquals(BIT, rx.time(1) - rx.time(0));
        assertEquals(937_500, rx.time(rx.edges() - 1) - rx.time(0), "9 bits at 9600 baud, without a sum of roundings");
    }

    @ParameterizedTest
    @CsvSource({"EVEN, 0", "ODD, 1"})
    void sendsAParityBit(UartPeer.Parity parity, String bit) throws IOException {
        circuit.add(peer.parity(parity).stopBits(2));
        var recorder = record();
        peer.send(0x4D, 0xFF);
        peer.sendWithWrongParity(0x4D);
        circuit.ticks().delay(40 * BIT);
        String wrong = bit.equals("0") ? "1" : "0";
        assertEquals(
                "010110010" + bit + "11" + "011111111" + bit + "11" + "010110010" + wrong + "11", levels(recorder, 36));
    }

    @Test
    void sendsABreak() throws IOException {
        circuit.add(peer);
        var recorder = record();
        peer.sendBreak(13);
        peer.send(0xFF);
        circuit.ticks().delay(30 * BIT);
        assertEquals("0".repeat(13) + "1" + "0" + "1".repeat(9), levels(recorder, 24));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void receivesAnyCharacters(long seed) throws IOException {
        var random = new Random(seed);
        int bits = random.nextInt(5, 10);
        var parity = UartPeer.Parity.values()[random.nextInt(3)];
        circuit.add(peer.dataBits(bits).parity(parity));
        var sent = new ArrayList<Integer>();
        for (int i = 0; i < 30; i++) {
            int character = random.nextInt(1 << bits);
            sent.add(character);
            send(frame(character, bits, parity), BIT);
            circuit.ticks().delay(random.nextInt(3) * BIT);
        }
        assertEquals(sent, peer.received(), "seed " + seed);
        assertEquals(0, peer.parityErrors() + peer.framingErrors(), "seed " + seed);
    }

    /// Sampled in the middle, the stop bit of 10 is lost from half a bit in 9.5 on: 5.3 %.
    @ParameterizedTest
    @CsvSource({"4.5, true", "-4.5, true", "7, false", "-7, false"})
    void receivesWithAClockThatIsOffByALittle(double percent, boolean well) throws IOException {
        circuit.add(peer.offBy(percent));
        for (int character : new int[] {0x00, 0x55, 0x80}) {
            send(frame(character, 8, UartPeer.Parity.NONE), BIT);
            circuit.ticks().delay(20 * BIT);
        }
        if (well) {
            assertEquals(List.of(0x00, 0x55, 0x80), peer.received());
            assertEquals(0, peer.framingErrors());
        } else {
            assertTrue(peer.framingErrors() > 0 || !peer.received().equals(List.of(0x00, 0x55, 0x80)));
        }
    }

    @Test
    void sendsWithAClockThatIsOff() throws IOException {
        circuit.add(peer.offBy(-3));
        var recorder = record();
        peer.send(0x55);
        circuit.ticks().delay(12 * BIT);
        var rx = recorder.waveform().signal("rx");
        assertNotEquals(BIT, rx.time(1) - rx.time(0));
        assertEquals(BIT / 0.97, rx.time(1) - rx.time(0), 1);
    }

    @Test
    void countsErrorsOfParityAndFraming() throws IOException {
        circuit.add(peer.parity(UartPeer.Parity.EVEN));
        send("0" + "10000000" + "0" + "1", BIT);
        assertEquals(1, peer.parityErrors());
        send("0" + "10000000" + "1" + "0" + "1", BIT);
        assertEquals(1, peer.framingErrors());
    }

    @Test
    void takesAShortLowForNoise() throws IOException {
        circuit.add(peer);
        send("0", BIT / 3);
        send("1", 20 * BIT);
        assertEquals(List.of(), peer.received());
    }

    @Test
    void answersWhatItReceived() throws IOException {
        circuit.add(peer.answering(c -> new int[] {c + 1, c + 2}));
        var recorder = record();
        peer.send(0x00);
        send(frame(0x10, 8, UartPeer.Parity.NONE), BIT);
        circuit.ticks().delay(30 * BIT);
        assertEquals(0x11, Integer.parseInt(reversed(levels(recorder, 21).substring(11, 19)), 2));
    }

    @Test
    void refusesWhatNoLineHas() {
        var e = assertThrows(IllegalArgumentException.class, () -> UartPeer.on("tx", "rx", 0));
        assertEquals("baud rate is 0, expected at least 1", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> peer.dataBits(10));
        assertEquals("data bits are 10, expected 5 to 9", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> peer.stopBits(3));
        assertEquals("stop bits are 3, expected 1 or 2", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> peer.offBy(51));
        assertEquals("clock is off by 51.0 %, expected -50 to 50", e.getMessage());
        var s = assertThrows(IllegalStateException.class, () -> peer.sendWithWrongParity(1));
        assertEquals("UART peer on rx sends no parity; set one first", s.getMessage());
    }

    private Recorder record() {
        var recorder = Recorder.of(circuit, "rx");
        circuit.ticks().delay(BIT);
        return recorder;
    }

    private static String frame(int character, int bits, UartPeer.Parity parity) {
        var frame = new StringBuilder("0");
        int ones = 0;
        for (int i = 0; i < bits; i++) {
            frame.append(character >> i & 1);
            ones += character >> i & 1;
        }
        return switch (parity) {
            case NONE -> frame + "1";
            case EVEN -> frame + (ones % 2 == 0 ? "0" : "1") + "1";
            case ODD -> frame + (ones % 2 == 0 ? "1" : "0") + "1";
        };
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private void send(String levels, long nanos) throws IOException {
        for (char level : levels.toCharArray()) {
            tx.ioctl(Pin.WRITE, level - '0');
            circuit.ticks().delay(nanos - 100);
        }
    }

    /// Returns what the line was in the middle of each of `bits` bits since its first edge.
    private static String levels(Recorder recorder, int bits) {
        var rx = recorder.waveform().signal("rx");
        var levels = new StringBuilder();
        for (int i = 0; i < bits; i++) {
            levels.append(rx.levelAt(rx.time(0) + i * BIT + BIT / 2));
        }
        return levels.toString();
    }
}
