package dev.jumper.gpio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// A chip of the kernel's own simulator, whose lines are pulled and looked at from outside.
///
/// Source: Linux kernel documentation, "Configfs GPIO Simulator".
public final class SimulatedChip implements AutoCloseable {
    private static final Path CONFIG = Path.of("/sys/kernel/config/gpio-sim");

    private final Path device;
    private final Path bank;
    private final Path lines;
    private boolean live = true;

    private SimulatedChip(Path device, Path bank, Path lines) {
        this.device = device;
        this.bank = bank;
        this.lines = lines;
    }

    /// Makes a chip with `count` lines, some of which have names.
    public static SimulatedChip create(String label, int count, Map<Integer, String> names) throws IOException {
        var attributes = names.entrySet().stream()
                .collect(Collectors.toMap(name -> "line" + name.getKey() + "/name", Map.Entry::getValue));
        return create(label, label, count, attributes);
    }

    /// Makes a chip whose folder for its configuration is called `name`, with `attributes` by their paths in its
    /// bank, such as `line2/hog/name`.
    public static SimulatedChip create(String name, String label, int count, Map<String, String> attributes)
            throws IOException {
        var device = Files.createDirectory(CONFIG.resolve(name));
        var bank = Files.createDirectory(device.resolve("bank0"));
        Files.writeString(bank.resolve("num_lines"), Integer.toString(count));
        Files.writeString(bank.resolve("label"), label);
        for (var attribute : attributes.entrySet()) {
            var path = bank.resolve(attribute.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, attribute.getValue());
        }
        Files.writeString(device.resolve("live"), "1");
        var lines = Path.of(
                "/sys/devices/platform",
                Files.readString(device.resolve("dev_name")).strip(),
                Files.readString(bank.resolve("chip_name")).strip());
        return new SimulatedChip(device, bank, lines);
    }

    /// Returns the chip's device.
    public Path path() {
        return Path.of("/dev", lines.getFileName().toString());
    }

    /// Pulls a line up or down, as what hangs on it would.
    public void pull(int line, boolean up) throws IOException {
        Files.writeString(lines.resolve("sim_gpio" + line).resolve("pull"), up ? "pull-up" : "pull-down");
    }

    /// Returns which way a line is pulled: `pull-up` or `pull-down`.
    public String pull(int line) throws IOException {
        return Files.readString(lines.resolve("sim_gpio" + line).resolve("pull"))
                .strip();
    }

    /// Returns the level of a line, seen from outside.
    public int level(int line) throws IOException {
        return Integer.parseInt(
                Files.readString(lines.resolve("sim_gpio" + line).resolve("value"))
                        .strip());
    }

    /// Takes the chip away, as if it were unplugged.
    public void unplug() throws IOException {
        if (live) {
            live = false;
            Files.writeString(device.resolve("live"), "0");
        }
    }

    @Override
    public void close() throws IOException {
        unplug();
        try (var entries = Files.newDirectoryStream(bank, "line*")) {
            for (Path entry : entries) {
                Files.deleteIfExists(entry.resolve("hog"));
                Files.delete(entry);
            }
        }
        Files.delete(bank);
        Files.delete(device);
    }
}
