package dev.jumper.bench.gpio;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A chip of the kernel's simulator ("Configfs GPIO Simulator" of its documentation), which ends with the machine.
final class SimulatedLines {
    static final String LABEL = "jumper-bench";

    private final Path lines;

    private SimulatedLines(Path lines) {
        this.lines = lines;
    }

    /// Makes the chip, with `count` lines.
    static SimulatedLines create(int count) throws IOException {
        var device = Files.createDirectory(Path.of("/sys/kernel/config/gpio-sim", LABEL));
        var bank = Files.createDirectory(device.resolve("bank0"));
        Files.writeString(bank.resolve("num_lines"), Integer.toString(count));
        Files.writeString(bank.resolve("label"), LABEL);
        Files.writeString(device.resolve("live"), "1");
        return new SimulatedLines(Path.of(
                "/sys/devices/platform",
                Files.readString(device.resolve("dev_name")).strip(),
                Files.readString(bank.resolve("chip_name")).strip()));
    }

    /// Returns the chip's device.
    String path() {
        return "/dev/" + lines.getFileName();
    }

    /// Opens what a line hangs on.
    RandomAccessFile pull(int line) throws IOException {
        return new RandomAccessFile(
                lines.resolve("sim_gpio" + line).resolve("pull").toFile(), "rw");
    }

    /// Pulls a line up or down.
    static void pull(RandomAccessFile line, boolean up) throws IOException {
        line.seek(0);
        line.write((up ? "pull-up" : "pull-down").getBytes(StandardCharsets.US_ASCII));
    }
}
