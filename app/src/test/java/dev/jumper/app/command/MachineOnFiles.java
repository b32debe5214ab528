package dev.jumper.app.command;

import dev.jumper.app.machine.Hardware;
import dev.jumper.app.machine.Machine;
import dev.jumper.app.machine.Rights;
import dev.jumper.app.session.Console;
import dev.jumper.app.session.Session;
import dev.jumper.app.session.Settings;
import dev.jumper.gpio.ChipInfo;
import dev.jumper.gpio.LineInfo;
import dev.jumper.hal.Pull;
import dev.jumper.hal.time.VirtualTicks;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A machine of files in a folder, whose owners are made up; Ada, number 1000, is at it.
///
/// The numbers of groups, and which device belongs to which, are those of Raspberry Pi OS.
final class MachineOnFiles implements Hardware {
    private static final int ADA = 1000;
    private static final Map<String, Integer> GROUPS =
            Map.of("root", 0, "dialout", 20, "spi", 989, "i2c", 988, "gpio", 986, "ada", ADA);

    private final Path root;
    private final Map<Path, Rights> rights = new HashMap<>();
    private final Map<Path, Chip> chips = new HashMap<>();
    private Optional<Map<Integer, Signal>> signals = Optional.empty();

    MachineOnFiles(Path root) throws IOException {
        this.root = root;
        file("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000:Ada,,,:/home/ada:/bin/bash\n");
        groups("", "dialout", "spi", "i2c", "gpio");
    }

    /// Puts Ada into groups, of which she has joined one, if any, after she logged in.
    MachineOnFiles groups(String late, String... own) throws IOException {
        var table = new StringBuilder();
        for (var group : new TreeMap<>(GROUPS).entrySet()) {
            boolean member =
                    List.of(own).contains(group.getKey()) || group.getKey().equals(late);
            table.append("%s:x:%d:%s\n".formatted(group.getKey(), group.getValue(), member ? "ada,bob" : "bob"));
        }
        file("/etc/group", table.toString());
        var numbers = new ArrayList<String>();
        for (String group : own) {
            numbers.add(GROUPS.get(group).toString());
        }
        file(
                "/proc/self/status",
                "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t1000\t1000\t1000\t1000\nGroups:\t"
                        + String.join(" ", numbers) + " \n");
        return this;
    }

    MachineOnFiles file(String name, String text) throws IOException {
        var file = root.resolve(name.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return this;
    }

    MachineOnFiles device(String name, String group, int mode) throws IOException {
        file(name, "");
        rights.put(root.resolve(name.substring(1)), new Rights(0, GROUPS.get(group), mode, false));
        return this;
    }

    /// Adds the device of a chip with so many lines, of which some are used.
    MachineOnFiles chip(String device, String label, int count, LineInfo... used) throws IOException {
        device(device, "gpio", 0660);
        var lines = new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> line(i, "", "", false)).toList());
        for (LineInfo line : used) {
            lines.set(line.offset(), line);
        }
        var info = new ChipInfo(Path.of(device), device.substring("/dev/".length()), label, count);
        chips.put(Path.of(device), new Chip(info, lines));
        return this;
    }

    static LineInfo line(int offset, String name, String user, boolean output) {
        return new LineInfo(offset, name, user, !user.isEmpty(), output, false, false, Pull.NONE, Duration.ZERO);
    }

    /// Has process `id` hold a line.
    MachineOnFiles holder(int id, String command, String chip, int line) throws IOException {
        file("/proc/" + id + "/comm", command + "\n");
        file("/proc/" + id + "/fdinfo/0", "pos:\t0\nflags:\t0100002\n");
        return file(
                "/proc/" + id + "/fdinfo/7",
                "pos:\t0\nflags:\t02000000\nmnt_id:\t15\nino:\t2077\ngpio-chip:\t" + chip + "\ngpio-line:\t" + line
                        + "\n");
    }

    /// Lets the registers be read.
    MachineOnFiles signals(Map<Integer, Signal> own) {
        var all = new TreeMap<Integer, Signal>();
        for (int i = 0; i < 28; i++) {
            all.put(i, own.getOrDefault(i, new Signal("input", 0)));
        }
        signals = Optional.of(all);
        return this;
    }

    /// Makes it a Raspberry Pi 4 on which all is switched on.
    MachineOnFiles pi4() throws IOException {
        file("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        file("/proc/device-tree/compatible", "raspberrypi,4-model-b\0brcm,bcm2711\0");
        file("/boot/firmware/config.txt", """
            # For more options and information see http://rptl.io/configtxt
            dtparam=i2c_arm=on
            dtparam=spi=on # the display
            dtoverlay=w1-gpio,gpiopin=4
            enable_uart=1
            """);
        chip(
                "/dev/gpiochip0",
                "pinctrl-bcm2711",
                58,
                line(4, "GPIO4", "onewire@4", false),
                line(7, "GPIO7", "spi0 CS1", true),
                line(8, "GPIO8", "spi0 CS0", true),
                line(42, "ACT_LED", "ACT", true));
        chip("/dev/gpiochip1", "raspberrypi-exp-gpio", 8);
        device("/dev/gpiomem", "gpio", 0660);
        device("/dev/i2c-1", "i2c", 0660);
        device("/dev/spidev0.0", "spi", 0660);
        device("/dev/spidev0.1", "spi", 0660);
        device("/dev/ttyAMA0", "dialout", 0660);
        device("/dev/serial0", "dialout", 0660);
        file("/sys/bus/w1/devices/w1_bus_master1/w1_master_slaves", "28-00000a1b2c3d\n");
        return this;
    }

    void remove(String name) throws IOException {
        Files.delete(root.resolve(name.substring(1)));
    }

    Machine machine() {
        return new Machine(root, rights::get, this);
    }

    @Override
    public Chip chip(Path device) throws IOException {
        var chip = chips.get(device);
        if (chip == null
                || rights.get(root.resolve(device.toString().substring(1))).group() == 0) {
            throw new FileNotFoundException("GPIO chip " + device + ": Permission denied (errno 13)");
        }
        return chip;
    }

    @Override
    public Optional<Map<Integer, Signal>> signals() {
        return signals;
    }

    /// Returns the example that docs/json.md gives for a command.
    static String example(String command) throws IOException {
        var page = Files.readString(Path.of("..", "docs", "json.md"));
        int section = page.indexOf("\n## " + command + "\n");
        int start = page.indexOf("```json\n", section) + "```json\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    /// Something that a command does.
    @FunctionalInterface
    interface Deed {
        void by(Session session) throws IOException;
    }

    /// Returns all that a deed writes, data and other things, in their order.
    static String written(boolean terminal, Deed deed) throws IOException {
        var all = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), all, all, false, terminal, terminal);
        console.tell(false, 0, terminal);
        var settings = new Settings("auto", OptionalInt.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        try (var session = new Session(console, settings, new VirtualTicks(0))) {
            deed.by(session);
        }
        console.flush();
        return all.toString(StandardCharsets.UTF_8);
    }
}
