package dev.jumper.bench.gpio;

import dev.jumper.bench.Median;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.GpioLine;
import dev.jumper.gpio.LineOptions;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// What is measured inside the virtual machine: `InMachine PROGRAM`, the program in C. Prints a [Figure] a line.
public final class InMachine {
    /// Short ones, for the host takes its processors away for milliseconds.
    private static final int ROUNDS = 151;

    private static final int CALLS = 1_000;
    private static final int WARM = 200_000;
    private static final int EDGES = 100;
    /// Between two edges, so that the reader waits again.
    private static final long PACE_NANOS = 3_000_000;

    private static final long LONG_ENOUGH = 20_000_000_000L;
    private static final SpiSettings SPI = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);

    private static final byte[] NOTHING = {};

    // Lines of the chip: those of C first.
    private static final int C_INPUT = 1;
    private static final int OUTPUT = 4;
    private static final int INPUT = 5;

    private InMachine() {}

    /// Measures all.
    public static void main(String[] args) throws IOException, InterruptedException {
        var simulated = SimulatedLines.create(16);
        try (var rival = Rival.start(Path.of(args[0]), simulated.path(), "0", "1", "2", "3");
                var chip = GpioChip.withLabel(SimulatedLines.LABEL);
                var output = chip.request(OUTPUT, LineOptions.DEFAULT.output(false));
                var input = chip.request(INPUT, LineOptions.DEFAULT.input(Pull.NONE));
                var bus = chip.requestAll(LineOptions.DEFAULT.output(false), 8, 9)) {
            var duel = new Duel(rival, ROUNDS);
            print(duel.measure("set", times -> set(output, times), CALLS, WARM));
            print(duel.measure("get", times -> get(output, times), CALLS, WARM));
            var spi = SoftSpi.over(bus.line(0), Ticks.system()).withMosi(bus.line(1));
            byte[] out = new byte[1];
            print(duel.measure("spi", times -> send(spi, out, times), CALLS / 17, WARM / 17));
            edges(rival, simulated, input);
        }
    }

    private static void set(Pin pin, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            pin.ioctl(Pin.WRITE, i & 1);
        }
    }

    private static void get(Pin pin, int times) throws IOException {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += pin.ioctl(Pin.READ, 0);
        }
        if (sum != 0 && sum != times) {
            throw new IOException("bench: the line changed");
        }
    }

    private static void send(SoftSpi spi, byte[] out, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            out[0] = (byte) i;
            spi.transfer(SPI, out, NOTHING);
        }
    }

    /// How long after the kernel's stamp a reader that waits has the edge. Each edge waits for the one before to be
    /// read: edges that follow each other at once may be one interrupt.
    private static void edges(Rival rival, SimulatedLines simulated, GpioLine line)
            throws IOException, InterruptedException {
        var inC = new double[EDGES];
        try (var ofC = simulated.pull(C_INPUT);
                var ofJava = simulated.pull(INPUT)) {
            line.arm();
            late(line, ofJava); // warm
            for (int i = 0; i < EDGES; i++) {
                rival.begin("edges", 1);
                toggle(ofC, i);
                inC[i] = rival.answer();
            }
            print(new Figure("edges", Median.of(inC), late(line, ofJava), 0));
            line.disarm();
            told(line, ofJava); // warm
            print(new Figure("told", Median.of(inC), told(line, ofJava), 0));
        }
    }

    private static double late(GpioLine line, RandomAccessFile pull) throws IOException, InterruptedException {
        var read = new Semaphore(1);
        var toggler = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < EDGES; i++) {
                read.acquireUninterruptibly();
                try {
                    toggle(pull, i);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        var late = new double[EDGES];
        long[] edge = new long[1];
        for (int i = 0; i < EDGES; i++) {
            if (line.take(edge, 0, 1, LONG_ENOUGH) == 0) {
                throw new IOException("bench: found no edge in 20 s");
            }
            late[i] = System.nanoTime() - EdgeCapture.nanos(edge[0]);
            read.release();
        }
        toggler.join();
        return Median.of(late);
    }

    /// How long after the kernel's stamp a listener is told.
    private static double told(GpioLine line, RandomAccessFile pull) throws IOException, InterruptedException {
        var told = new Semaphore(0);
        var late = new double[EDGES];
        var count = new AtomicInteger();
        try (var _ = line.listen((pin, nanos, level) -> {
            late[count.getAndIncrement()] = System.nanoTime() - nanos;
            told.release();
        })) {
            for (int i = 0; i < EDGES; i++) {
                toggle(pull, i);
                if (!told.tryAcquire(LONG_ENOUGH, TimeUnit.NANOSECONDS)) {
                    throw new IOException("bench: a listener was told nothing for 20 s");
                }
            }
        }
        return Median.of(late);
    }

    private static void toggle(RandomAccessFile pull, int count) throws IOException {
        LockSupport.parkNanos(PACE_NANOS); // until the reader waits
        SimulatedLines.pull(pull, count % 2 == 0);
    }

    private static void print(Figure figure) {
        System.out.println(figure.line());
    }
}
