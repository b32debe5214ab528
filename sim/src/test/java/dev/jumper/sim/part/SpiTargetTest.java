package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpiTargetTest {
    private final Circuit circuit = Circuit.create();

    /// Word sizes at the bounds, at both orders, in each mode.
    @ParameterizedTest
    @CsvSource({
        "0, 8, false",
        "1, 8, false",
        "2, 8, false",
        "3, 8, false",
        "0, 1, true",
        "1, 12, true",
        "2, 16, true",
        "3, 32, false",
        "0, 32, true",
        "1, 9, false"
    })
    void exchangesWordsInEachMode(int mode, int wordBits, boolean lsbFirst) throws IOException {
        var settings = new SpiSettings(SpiMode.of(mode), 1_000_000, wordBits, lsbFirst);
        var random = new Random(mode * 100 + wordBits);
        int mask = -1 >>> 32 - wordBits;
        var answers = List.of(random.nextInt() & mask, random.nextInt() & mask, random.nextInt() & mask);
        var next = new ArrayList<>(answers.subList(1, answers.size()));
        next.add(0);
        var chip = new SpiChip() {
            @Override
            public int selected() {
                return answers.getFirst();
            }

            @Override
            public int exchanged(int received) {
                return next.removeFirst();
            }
        };
        var target = circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, chip));
        var host = new HostSpi(circuit, settings);
        var words = List.of(random.nextInt() & mask, random.nextInt() & mask, random.nextInt() & mask);
        host.select();
        var read = new ArrayList<Integer>();
        for (int word : words) {
            read.add(host.exchange(word));
        }
        host.deselect();
        assertEquals(answers, read);
        assertEquals(List.of(new SpiTransfer(words, answers, 0)), target.transfers());
    }

    @Test
    void aLambdaAnswersEachWordWithTheNext() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, word -> word ^ 0xFF));
        var host = new HostSpi(circuit, settings);
        host.select();
        assertEquals(0x00, host.exchange(0x12));
        assertEquals(0xED, host.exchange(0x34));
        host.deselect();
    }

    @ParameterizedTest
    @EnumSource(SpiMode.class)
    void letsMisoGoUnlessSelected(SpiMode mode) throws IOException {
        var settings = SpiSettings.of(mode, 1_000_000);
        circuit.net("miso").pulledUp();
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, _ -> 0));
        var host = new HostSpi(circuit, settings);
        var miso = circuit.pin("miso");
        assertEquals(0xFF, host.exchange(0), "never selected");
        host.select();
        assertEquals(0, miso.ioctl(Pin.READ, 0));
        host.deselect();
        assertEquals(1, miso.ioctl(Pin.READ, 0));
    }

    @Test
    void twoTargetsShareABusBySelect() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_3, 1_000_000);
        var one = circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, _ -> 1));
        var two = circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs2", settings, _ -> 2));
        var other = circuit.pin("cs2");
        other.ioctl(Pin.OUTPUT, 1);
        var host = new HostSpi(circuit, settings);
        host.select();
        host.exchange(5);
        assertEquals(1, host.exchange(6));
        host.deselect();
        other.ioctl(Pin.WRITE, 0);
        host.exchange(7);
        assertEquals(2, host.exchange(8));
        other.ioctl(Pin.WRITE, 1);
        assertEquals(List.of(), circuit.shorts());
        assertEquals(List.of(5, 6), one.transfers().getFirst().received());
        assertEquals(List.of(7, 8), two.transfers().getFirst().received());
    }

    @Test
    void isAlwaysSelectedWithoutAChipSelect() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        var target = circuit.add(SpiTarget.on("sck", "mosi", SpiTarget.NONE, SpiTarget.NONE, settings, _ -> 0));
        var host = new HostSpi(circuit, settings);
        host.exchange(0xA5);
        host.exchange(0x5A);
        assertEquals(List.of(0xA5, 0x5A), target.current().received());
    }

    @Test
    void keepsTheBitsOfAWordThatWasCutOff() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        var target = circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, _ -> 0));
        var host = new HostSpi(circuit, settings.withWordBits(3));
        host.select();
        host.exchange(0b101);
        host.deselect();
        assertEquals(List.of(new SpiTransfer(List.of(), List.of(), 3)), target.transfers());
    }

    @Test
    void readsAndWritesRegisters() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        var registers = SpiRegisters.of(128).set(0x50, 0x60, 0x61);
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, registers));
        var host = new HostSpi(circuit, settings);
        host.select();
        host.exchange(0xD0);
        assertEquals(0x60, host.exchange(0));
        assertEquals(0x61, host.exchange(0));
        host.deselect();
        host.select();
        host.exchange(0x10);
        host.exchange(0x77);
        host.exchange(0x78);
        host.deselect();
        assertEquals(0x77, registers.value(0x10));
        assertEquals(0x78, registers.value(0x11));
    }

    /// MISO follows the edge on which bits are not taken: the falling clock in mode 0 and 3, the rising in 1 and 2.
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 25, 1", "2, 40, 1", "3, 400, 0"})
    void changesMisoAsLongAfterItsEdgeAsAsked(int mode, long nanos, int clockLevel) throws IOException {
        var settings = SpiSettings.of(SpiMode.of(mode), 1_000_000);
        var answer = new SpiChip() {
            @Override
            public int selected() {
                return 0x55;
            }

            @Override
            public int exchanged(int received) {
                return 0x55;
            }
        };
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, answer).withValidDelay(nanos));
        var host = new HostSpi(circuit, settings);
        host.select();
        var recorder = Recorder.of(circuit, "sck", "miso");
        host.exchange(0);
        host.exchange(0);
        var sck = recorder.waveform().signal("sck");
        var miso = recorder.waveform().signal("miso");
        assertTrue(miso.edges() >= 14, miso.edges() + " edges");
        for (int i = 0; i < miso.edges(); i++) {
            int edge = sck.edgeAt(miso.time(i));
            assertEquals(clockLevel, sck.level(edge), "edge " + i);
            assertEquals(nanos, miso.time(i) - sck.time(edge), "edge " + i);
        }
    }

    @Test
    void refusesToHaveNoClock() {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        var e = assertThrows(
                IllegalArgumentException.class, () -> SpiTarget.on("", "mosi", "miso", "cs", settings, _ -> 0));
        assertEquals("SPI target has no clock; name the net of SCK", e.getMessage());
    }
}
