package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.SpiTarget;
import dev.jumper.sim.wave.Waveform;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftSpiTest {
    private static final SpiSettings FAST = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);

    /// The edge that takes a bit: Motorola "SPI Block Guide", "Transmission Formats", the two figures.
    private static final List<Integer> SAMPLING_EDGE = List.of(1, 0, 0, 1);

    private final Circuit circuit = Circuit.create();
    private final SoftSpi spi = SoftSpi.over(
            circuit.pin("sck"), circuit.pin("mosi"), circuit.pin("miso"), circuit.pin("cs"), circuit.ticks());

    @ParameterizedTest
    @EnumSource
    void sendsBitsThatAnIndependentSamplerTakesOnTheEdgeOfTheMode(SpiMode mode) throws Exception {
        var out = new byte[] {0x00, (byte) 0xFF, (byte) 0xA5, 0x5A, 0x01, (byte) 0x80};
        for (long hertz : new long[] {SpiSettings.UNLIMITED, 1_000_000}) {
            var recorder = Recorder.of(circuit, "sck", "mosi", "cs");
            spi.transfer(SpiSettings.of(mode, hertz), out, new byte[0]);
            assertArrayEquals(out, sampled(recorder.waveform(), mode, "mosi"), mode + " at " + hertz + " Hz");
        }
    }

    private static byte[] sampled(Waveform wave, SpiMode mode, String data) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int count = 0;
        for (long time : Edges.to(SAMPLING_EDGE.get(mode.ordinal()), wave.signal("sck"))) {
            if (wave.signal("cs").levelAt(time) == 0) {
                bits = bits << 1 | wave.signal(data).levelAt(time);
                count++;
                if (count % 8 == 0) {
                    bytes.write(bits);
                }
            }
        }
        assertEquals(0, count % 8, "bits beyond whole bytes");
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void restsTheClockAtItsLevelWheneverChipSelectMoves(SpiMode mode) throws Exception {
        for (int i = 0; i < 4; i++) {
            spi.write(SpiSettings.of(SpiMode.of(i), SpiSettings.UNLIMITED), (byte) i); // any mode may come before
            var recorder = Recorder.of(circuit, "sck", "cs");
            spi.write(SpiSettings.of(mode, SpiSettings.UNLIMITED), (byte) 0x35);
            var wave = recorder.waveform();
            assertEquals(2, wave.signal("cs").edges());
            for (int edge = 0; edge < 2; edge++) {
                assertEquals(
                        mode.polarity(),
                        wave.signal("sck").levelAt(wave.signal("cs").time(edge)));
            }
            assertEquals(1, wave.signal("cs").levelAt(wave.end()));
        }
    }

    /// Ceiling, set-up and hold: half a clock each, of 500 kHz.
    @ParameterizedTest
    @EnumSource
    void keepsHalfAClockAroundEveryEdge(SpiMode mode) throws Exception {
        var recorder = Recorder.of(circuit, "sck", "mosi", "cs");
        var settings = SpiSettings.of(mode, 500_000);
        spi.write(settings, (byte) 0xA5, (byte) 0x3C);
        spi.write(settings, (byte) 0xA5, (byte) 0x3C);
        var wave = recorder.waveform();
        var sck = wave.signal("sck");
        var mosi = wave.signal("mosi");
        var cs = wave.signal("cs");
        assertTrue(Edges.shortest(0, sck) >= 1000, "SCK low for " + Edges.shortest(0, sck));
        assertTrue(Edges.shortest(1, sck) >= 1000, "SCK high for " + Edges.shortest(1, sck));
        for (long time : Edges.to(SAMPLING_EDGE.get(mode.ordinal()), sck)) {
            if (cs.levelAt(time) == 0) {
                assertTrue(time - Edges.before(time, mosi) >= 1000, "set-up at " + time);
                assertTrue(Edges.after(time, mosi) - time >= 1000, "hold at " + time);
            }
        }
        long selected = Edges.to(0, cs).getLast();
        long deselected = Edges.to(1, cs).getLast();
        assertTrue(Edges.after(selected, sck) - selected >= 1000, "set-up of chip select");
        assertTrue(deselected - Edges.before(deselected, sck) >= 1000, "hold of chip select");
        assertTrue(selected - Edges.to(1, cs).get(Edges.to(1, cs).size() - 2) >= 1000, "time deselected");
    }

    @ParameterizedTest
    @EnumSource
    void keepsHalfASecondThroughTheClockRate(SpiMode mode) throws Exception {
        var recorder = Recorder.of(circuit, "sck");
        spi.write(SpiSettings.of(mode, 1), (byte) 0xA5);
        var sck = recorder.waveform().signal("sck");
        assertTrue(Edges.shortest(0, sck) >= 500_000_000 && Edges.shortest(1, sck) >= 500_000_000, "a clock of 1 Hz");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForNothingWhenUnlimited(SpiMode mode) throws Exception {
        spi.idle();
        long start = circuit.nanos();
        spi.exchange(SpiSettings.of(mode, SpiSettings.UNLIMITED), (byte) 0xA5);
        // data changes together with the clock, but for the first bit of a chip that takes it on the first edge
        int uses = 3 + 8 * 3 + 1 - mode.phase();
        assertEquals(100 * uses, circuit.nanos() - start, "each use of pins takes 100 ns");
    }

    @ParameterizedTest
    @EnumSource
    void setsDirectionsOnceAndThenDrivesItsLines(SpiMode mode) throws Exception {
        var sck = new NotingPin(circuit.pin("sck"));
        var mosi = new NotingPin(circuit.pin("mosi"));
        var cs = new NotingPin(circuit.pin("cs"));
        var bus = SoftSpi.over(sck, circuit.ticks()).withMosi(mosi).withChipSelect(cs);
        for (long hertz : new long[] {SpiSettings.UNLIMITED, 1_000_000}) {
            for (int bits : new int[] {8, 5}) {
                bus.write(SpiSettings.of(mode, hertz).withWordBits(bits), (byte) 0xA5);
            }
        }
        assertEquals(List.of("WRITE (2) 0", "WRITE (2) 1"), cs.requests().subList(1, 3), "active low");
        for (var pin : List.of(sck, mosi, cs)) {
            var requests = pin.requests();
            assertTrue(requests.getFirst().startsWith("OUTPUT (4)"), requests.getFirst());
            assertTrue(requests.stream().skip(1).allMatch(r -> r.startsWith("WRITE (2)")), pin + ": " + requests);
        }
    }

    @ParameterizedTest
    @EnumSource
    void turnsBytesRoundBothWays(SpiMode mode) throws Exception {
        var loopback = SoftSpi.over(circuit.pin("sck"), circuit.pin("data"), circuit.pin("data"), circuit.ticks());
        for (long hertz : new long[] {SpiSettings.UNLIMITED, 1_000_000}) {
            var settings = SpiSettings.of(mode, hertz).withLsbFirst();
            assertArrayEquals(
                    new byte[] {(byte) 0x81, 0x5A, (byte) 0xFF},
                    loopback.exchange(settings, (byte) 0x81, (byte) 0x5A, (byte) 0xFF));
        }
    }

    @Test
    void exchangesRandomWordsOfAnySizeModeAndOrderWithATarget() throws Exception {
        long seed = 20261121;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var settings = new SpiSettings(
                    SpiMode.of(random.nextInt(4)),
                    random.nextBoolean() ? SpiSettings.UNLIMITED : 1 + random.nextInt(2_000_000),
                    1 + random.nextInt(32),
                    random.nextBoolean());
            var board = Circuit.create();
            var sent = new ArrayList<Integer>();
            var target = board.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, received -> {
                sent.add(received * 31 + 7);
                return sent.getLast();
            }));
            board.net("cs").pulledUp();
            var bus = SoftSpi.over(
                    board.pin("sck"), board.pin("mosi"), board.pin("miso"), board.pin("cs"), board.ticks());
            var out = new byte[settings.wordBytes() * (1 + random.nextInt(5))];
            random.nextBytes(out);
            var in = random.nextBoolean() ? out.clone() : new byte[out.length];
            if (settings.mode().polarity() == 1) {
                bus.write(settings); // takes the clock to its rest before the target listens
            }
            bus.transfer(settings, out, in);
            var what = "seed " + seed + ", round " + round + ": " + settings;
            var transfer = target.transfers().getLast();
            assertEquals(words(settings, out), transfer.received(), what);
            assertEquals(transfer.sent(), words(settings, in), what);
            assertEquals(0, transfer.extraBits(), what);
        }
    }

    /// Reads words as [dev.jumper.hal.bus.SpiBus] lays them out: most significant byte first, aligned right.
    private static List<Integer> words(SpiSettings settings, byte[] bytes) {
        var words = new ArrayList<Integer>();
        int step = settings.wordBytes();
        for (int at = 0; at < bytes.length; at += step) {
            long word = 0;
            for (int i = 0; i < step; i++) {
                word = word * 256 + (bytes[at + i] & 0xFF);
            }
            words.add((int) (word % (1L << settings.wordBits())));
        }
        return words;
    }

    @Test
    void receivesIntoTheArrayThatItSends() throws Exception {
        var loopback = SoftSpi.over(circuit.pin("sck"), circuit.pin("data"), circuit.pin("data"), circuit.ticks());
        var bytes = new byte[] {1, 2, (byte) 0xFE, 0x55};
        loopback.transfer(FAST, bytes, bytes);
        assertArrayEquals(new byte[] {1, 2, (byte) 0xFE, 0x55}, bytes);
    }

    @ParameterizedTest
    @EnumSource
    void readsZeroAboveTheBitsOfAWord(SpiMode mode) throws Exception {
        var loopback = SoftSpi.over(circuit.pin("sck"), circuit.pin("data"), circuit.pin("data"), circuit.ticks());
        for (long hertz : new long[] {SpiSettings.UNLIMITED, 1_000_000}) {
            var settings = SpiSettings.of(mode, hertz);
            assertArrayEquals(new byte[] {0x15}, loopback.exchange(settings.withWordBits(5), (byte) 0xF5));
            assertArrayEquals(
                    new byte[] {0x03, (byte) 0xFF},
                    loopback.exchange(settings.withWordBits(10), (byte) 0xFF, (byte) 0xFF));
        }
    }

    @Test
    void doesWithoutAnyLineButTheClock() throws Exception {
        var recorder = Recorder.of(circuit, "sck");
        var bare = SoftSpi.over(circuit.pin("sck"), circuit.ticks());
        assertArrayEquals(new byte[] {0, 0}, bare.exchange(FAST, (byte) 0xFF, (byte) 0xFF));
        assertEquals(32, recorder.waveform().signal("sck").edges());
        circuit.net("miso").pulledUp();
        assertArrayEquals(new byte[] {-1}, bare.withMiso(circuit.pin("miso")).exchange(FAST, (byte) 0));
    }

    @Test
    void selectsAChipThatIsActiveHigh() throws Exception {
        var recorder = Recorder.of(circuit, "cs");
        SoftSpi.over(circuit.pin("sck"), circuit.ticks())
                .withMosi(circuit.pin("mosi"))
                .withActiveHighChipSelect(circuit.pin("cs"))
                .write(FAST, (byte) 1);
        var cs = recorder.waveform().signal("cs");
        assertEquals(List.of(0, 1, 0), List.of(cs.firstLevel(), cs.level(0), cs.level(1)));
        assertEquals(2, cs.edges());
    }

    @Test
    void deselectsOnDemandBeforeAnyTransfer() throws Exception {
        spi.idle();
        assertEquals(1, circuit.net("cs").level());
        assertEquals(0, circuit.net("sck").level(), "as mode 0 has it");
    }

    @Test
    void refusesLengthsThatDoNotFitBeforeAPinMoves() {
        long before = circuit.nanos();
        var e = assertThrows(IllegalArgumentException.class, () -> spi.transfer(FAST, new byte[3], new byte[2]));
        assertEquals(
                "SPI bus (SCK host sck, MOSI host mosi, MISO host miso, CS host cs):"
                        + " 3 bytes out and room for 2 in, expected as many, or none",
                e.getMessage());
        var f = assertThrows(IllegalArgumentException.class, () -> spi.write(FAST.withWordBits(12), new byte[3]));
        assertEquals(
                "SPI bus (SCK host sck, MOSI host mosi, MISO host miso, CS host cs):"
                        + " 3 bytes are no whole number of 12-bit words of 2 bytes each",
                f.getMessage());
        assertEquals(before, circuit.nanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesASpeedThatIsNone(long hertz) {
        var e = assertThrows(IllegalArgumentException.class, () -> SpiSettings.of(SpiMode.MODE_0, hertz));
        assertEquals("SPI speed is " + hertz + " Hz, expected at least 1", e.getMessage());
    }

    @Test
    void refusesModeFour() {
        var e = assertThrows(IllegalArgumentException.class, () -> SpiMode.of(4));
        assertEquals("SPI mode is 4, expected 0 to 3", e.getMessage());
    }

    @Test
    void handsOverToAnyKindOfPin() throws Exception {
        Pin inverted = circuit.pin("mosi").inverted();
        var bus = SoftSpi.over(circuit.pin("sck"), inverted, circuit.pin("mosi"), circuit.ticks());
        assertArrayEquals(new byte[] {0x0F}, bus.exchange(FAST, (byte) 0xF0));
    }
}
