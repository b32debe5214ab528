package dev.jumper.bench.gpio;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import dev.jumper.gpio.GpioRegisters;
import dev.jumper.gpio.RaspberryPi;
import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.pi4j.Pi4jPins;
import dev.jumper.gpio.pi4j.PinOutputs;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What is measured on the machine itself, which needs no GPIO.
final class OnHost {
    private static final int ROUNDS = 41;
    private static final int CALLS = 10_000;
    private static final int STORES = 5_000_000;
    private static final int WRITES = 500_000;
    private static final int WARM = 200_000;

    /// `FIONREAD` of `asm-generic/ioctls.h`: how many bytes can be read, which a pipe tells at once.
    private static final long FIONREAD = 0x541B;

    private final Duel duel;
    private final Consumer<Figure> figures;

    OnHost(Rival rival, Consumer<Figure> figures) {
        this.duel = new Duel(rival, ROUNDS);
        this.figures = figures;
    }

    /// Measures a call of the kernel by the way that all calls of a line go.
    void call() throws IOException {
        var pipe = Files.createTempDirectory("jumper-bench").resolve("pipe");
        try (var arena = Arena.ofShared()) {
            var calls = new Calls(arena);
            make(pipe);
            int descriptor = calls.open(pipe.toString());
            var waiting = arena.allocate(ValueLayout.JAVA_INT);
            figures.accept(duel.measure(
                    "fionread",
                    times -> {
                        for (int i = 0; i < times; i++) {
                            if (calls.ioctl(descriptor, FIONREAD, waiting) != 0) {
                                throw new IOException("bench: FIONREAD failed");
                            }
                        }
                    },
                    CALLS,
                    WARM));
            calls.close(descriptor);
        } finally {
            Files.deleteIfExists(pipe);
            Files.delete(pipe.getParent());
        }
    }

    private static void make(Path pipe) throws IOException {
        try {
            if (new ProcessBuilder("mkfifo", pipe.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("bench: no pipe at " + pipe);
            }
        } catch (InterruptedException e) {
            throw new IOException("bench: interrupted", e);
        }
    }

    /// Measures a pin of registers that are memory like any other.
    void registers() throws IOException {
        var device = Files.createTempFile(Path.of("/dev/shm"), "jumper-bench", "");
        try {
            Files.write(device, new byte[4096]);
            try (var registers = GpioRegisters.open(RaspberryPi.Chip.BCM2835, device)) {
                var pin = registers.pin(4);
                pin.output(false);
                figures.accept(duel.measure("store", times -> write(pin, times), STORES, 4 * STORES));
            }
        } finally {
            Files.delete(device);
        }
    }

    /// Measures what Pi4J adds, both ways, to pins that do nothing.
    void pi4j() throws IOException {
        var mock = Pi4J.newContextBuilder()
                .add(new MockDigitalOutputProviderImpl())
                .build();
        var over = Pi4jPins.of(mock.create(DigitalOutput.newConfigBuilder(mock).address(5)));
        figures.accept(duel.alone("over-pi4j", times -> write(over, times), WRITES, 4 * WRITES));
        mock.shutdown();
        Pin nothing = (request, argument) -> 0;
        var ours =
                Pi4J.newContextBuilder().add(new PinOutputs(address -> nothing)).build();
        var under = ours.create(DigitalOutput.newConfigBuilder(ours).address(5));
        figures.accept(duel.alone(
                "under-pi4j",
                times -> {
                    for (int i = 0; i < times; i++) {
                        under.setState((i & 1) != 0);
                    }
                },
                WRITES,
                4 * WRITES));
        ours.shutdown();
    }

    private static void write(Pin pin, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            pin.ioctl(Pin.WRITE, i & 1);
        }
    }
}
