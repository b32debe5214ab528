package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.SpiTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A bus whose clock and data out are lines of one bank: the same on the wire, in half the operations.
class SoftSpiBankTest {
    private static final UnaryOperator<Pin> AS_IT_IS = pin -> pin;
    /// A view that hides the bank.
    private static final UnaryOperator<Pin> PLAIN = pin -> (request, argument) -> pin.ioctl(request, argument);

    /// Lines of which each operation is what a system call is to the kernel's character device.
    private static final class CountingBank implements Banked.Bank {
        private final List<Line> lines = new ArrayList<>();
        private int operations;
        private int failing = Integer.MAX_VALUE;
        private long levels;

        private record Line(CountingBank bank, int line) implements Pin, Banked {
            @Override
            public int ioctl(int request, int argument) throws IOException {
                if (request == READ) {
                    return (int) (bank.read(1L << line) >>> line);
                }
                bank.write(1L << line, request == INPUT ? 0 : (long) argument << line);
                return 0;
            }
        }

        Line add() {
            lines.add(new Line(this, lines.size()));
            return lines.getLast();
        }

        @Override
        public long read(long mask) throws IOException {
            count();
            return levels & mask;
        }

        @Override
        public void write(long mask, long wanted) throws IOException {
            count();
            levels = levels & ~mask | wanted & mask;
        }

        private void count() throws IOException {
            if (++operations == failing) {
                throw new IOException("the bank is gone");
            }
        }
    }

    private final CountingBank bank = new CountingBank();
    private final Pin sck = bank.add();
    private final Pin mosi = bank.add();
    private final Pin miso = bank.add();
    private final Pin cs = bank.add();

    private int operations(SoftSpi bus, SpiMode mode, int bytes, int room) throws IOException {
        var settings = SpiSettings.of(mode, SpiSettings.UNLIMITED);
        bus.transfer(settings, new byte[bytes], new byte[room]); // sets the directions
        int before = bank.operations;
        bus.transfer(settings, new byte[bytes], new byte[room]);
        return bank.operations - before;
    }

    @ParameterizedTest
    @EnumSource
    void aByteIsSentInSeventeenOperationsInsteadOfThirtyThree(SpiMode mode) throws IOException {
        var ticks = new VirtualTicks(0);
        var banked = SoftSpi.over(sck, mosi, miso, ticks);
        var plain = SoftSpi.over(PLAIN.apply(sck), PLAIN.apply(mosi), PLAIN.apply(miso), ticks);
        assertEquals(17, operations(banked, mode, 1, 0));
        assertEquals(33, operations(plain, mode, 1, 0));
        assertEquals(25, operations(banked, mode, 1, 1), "each bit is read on its own");
        assertEquals(33, operations(plain, mode, 1, 1));
        assertEquals(1 + 16 * 100, operations(banked, mode, 100, 0));
    }

    @ParameterizedTest
    @EnumSource
    void aChipSelectIsNotSelectedBeforeTheClockRests(SpiMode mode) throws IOException {
        var bus = SoftSpi.over(sck, mosi, miso, cs, new VirtualTicks(0));
        int clockFirst = mode.phase() == 0 ? 1 : 0;
        assertEquals(17 + 2 + clockFirst, operations(bus, mode, 1, 0));
        assertEquals(3, operations(bus, mode, 0, 0));
    }

    @Test
    void linesOfTwoBanksAreDrivenOneByOne() throws IOException {
        var other = new CountingBank();
        var bus = SoftSpi.over(sck, other.add(), miso, new VirtualTicks(0));
        assertEquals(1 + 8 * 3, operations(bus, SpiMode.MODE_0, 1, 1));
        assertEquals(1 + 2 * 8, other.operations, "the direction, then eight bits twice");
    }

    @Test
    void sendsTheSameAtTheSameTimesAsWithoutABank() throws IOException {
        long seed = 20261121;
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var settings = new SpiSettings(
                    SpiMode.of(random.nextInt(4)),
                    1 + random.nextInt(2_000_000),
                    1 + random.nextInt(32),
                    random.nextBoolean());
            var out = new byte[settings.wordBytes() * (1 + random.nextInt(4))];
            random.nextBytes(out);
            var options = CircuitOptions.DEFAULT.withAccessNanos(0);
            boolean reads = random.nextBoolean();
            assertEquals(
                    edges(options, PLAIN, settings, out, reads, true),
                    edges(options, AS_IT_IS, settings, out, reads, true),
                    "seed " + seed + ", round " + round + ": " + settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheSameInTheSameOrderWithoutAnyWait(SpiMode mode) throws IOException {
        var out = new byte[32];
        new Random(20261121).nextBytes(out);
        for (int bits : new int[] {8, 5, 32}) {
            var settings = new SpiSettings(mode, SpiSettings.UNLIMITED, bits, false);
            assertEquals(
                    edges(CircuitOptions.DEFAULT, PLAIN, settings, out, true, false),
                    edges(CircuitOptions.DEFAULT, AS_IT_IS, settings, out, true, false));
        }
    }

    private record Edge(String name, int level, long nanos) {
        /// The order of what comes at one moment from a bank: the clock, what it causes, and what waits for it.
        int rank() {
            return List.of("sck", "miso", "mosi", "cs").indexOf(name);
        }
    }

    /// Returns the edges of a transfer, after one that took the clock to its rest, and what came back.
    private static List<String> edges(
            CircuitOptions options,
            UnaryOperator<Pin> view,
            SpiSettings settings,
            byte[] out,
            boolean reads,
            boolean timed)
            throws IOException {
        var circuit = Circuit.create(options);
        var target = circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, received -> received * 31 + 7));
        circuit.net("cs").pulledUp();
        var bus = SoftSpi.over(
                view.apply(circuit.pin("sck")),
                view.apply(circuit.pin("mosi")),
                view.apply(circuit.pin("miso")),
                view.apply(circuit.pin("cs")),
                circuit.ticks());
        bus.write(settings);
        circuit.ticks().delay(1_000);
        long start = circuit.nanos();
        var recorder = Recorder.of(circuit, "sck", "mosi", "miso", "cs");
        var in = new byte[reads ? out.length : 0];
        bus.transfer(settings, out, in);
        assertEquals(0, target.transfers().getLast().extraBits());
        var edges = new ArrayList<Edge>();
        for (var signal : recorder.waveform().signals()) {
            for (int i = 0; i < signal.edges(); i++) {
                edges.add(new Edge(signal.name(), signal.level(i), signal.time(i) - start));
            }
        }
        edges.sort(Comparator.comparingLong(Edge::nanos).thenComparingInt(Edge::rank));
        var told = new ArrayList<String>();
        for (var edge : edges) {
            if (timed) {
                told.add(edge.name() + "=" + edge.level() + " at " + edge.nanos());
            } else if (!edge.name().equals("miso")) { // which comes in its own time after the clock
                told.add(edge.name() + "=" + edge.level());
            }
        }
        told.add("read " + HexFormat.of().formatHex(in));
        return told;
    }

    @Test
    void readsWhatAChipAnswers() throws IOException {
        var circuit = Circuit.create();
        var settings = SpiSettings.of(SpiMode.MODE_3, SpiSettings.UNLIMITED);
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, received -> received ^ 0xFF));
        var bus = SoftSpi.over(
                circuit.pin("sck"), circuit.pin("mosi"), circuit.pin("miso"), circuit.pin("cs"), circuit.ticks());
        bus.write(settings);
        assertArrayEquals(new byte[] {0, 0x5A, -2}, bus.exchange(settings, (byte) 0xA5, (byte) 0x01, (byte) 0x80));
    }

    @Test
    void whereverTheBankFailsTheChipIsDeselectedAndTheClockAtRest() throws IOException {
        var settings = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);
        var bus = SoftSpi.over(sck, mosi, miso, cs, new VirtualTicks(0));
        bus.transfer(settings, new byte[] {0x55}, new byte[1]);
        for (int i = 1; i <= 20; i++) {
            bus.idle();
            bank.failing = bank.operations + i;
            var e = assertThrows(IOException.class, () -> bus.transfer(settings, new byte[] {0x55}, new byte[1]));
            assertEquals("the bank is gone", e.getMessage());
            assertEquals(0, bank.levels & 1, "the clock, after " + i);
            assertEquals(8, bank.levels & 8, "chip select, after " + i);
        }
    }
}
