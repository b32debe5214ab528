package dev.jumper.app.machine;

import dev.jumper.gpio.ChipInfo;
import dev.jumper.gpio.HeaderPin;
import dev.jumper.gpio.LineInfo;
import dev.jumper.gpio.RaspberryPi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Looks at all that pins, buses and ports need of a machine.
///
/// Sources: Raspberry Pi documentation, "config.txt", "Device Trees, overlays, and parameters", "Configure UARTs";
/// the groups and rules are those of its `raspberrypi-sys-mods`, `99-com.rules`.
public final class Checkup {
    private static final String GPIO_RULE = "SUBSYSTEM==\"gpio\", KERNEL==\"gpiochip*\"";

    private final Machine machine;
    private final Doors doors;
    private final Optional<RaspberryPi> board;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Machine machine) {
        this.machine = machine;
        this.doors = new Doors(machine);
        this.board = machine.board();
    }

    /// Returns what there is to say of `machine`.
    public static List<Finding> of(Machine machine) throws IOException {
        var checkup = new Checkup(machine);
        checkup.board();
        checkup.chips();
        if (checkup.board.isPresent()) {
            checkup.registers();
        }
        checkup.i2c();
        checkup.spi();
        checkup.oneWire();
        checkup.ports();
        return List.copyOf(checkup.findings);
    }

    private void board() {
        String model = machine.model();
        findings.add(
                board.isPresent()
                        ? Finding.ok("board", board.get().model())
                        : Finding.off(
                                "board",
                                (model.isEmpty() ? "this machine" : model) + " is no Raspberry Pi",
                                "one for --on pi",
                                "take --on gpiochip:LABEL, --on sim:FILE.toml, or a board with -p"));
    }

    private void chips() throws IOException {
        var chips = machine.chips();
        var held = new ArrayList<Finding>();
        Optional<Holders> holders = Optional.empty();
        boolean header = false;
        for (String device : chips) {
            if (!doors.open(device)) {
                findings.add(doors.look("pins", device, device, "gpio", GPIO_RULE));
                continue;
            }
            Hardware.Chip chip;
            try {
                chip = machine.hardware().chip(Path.of(device));
            } catch (IOException e) {
                findings.add(Finding.wrong("pins", e.getMessage(), "a GPIO chip", "restart, and see dmesg"));
                continue;
            }
            var info = chip.info();
            boolean main = board.isPresent() && board.get().chip().label().equals(info.label());
            header |= main;
            findings.add(Finding.ok(
                    "pins",
                    "%s (%s, %d lines%s) may be opened"
                            .formatted(device, info.label(), info.lines(), main ? ", the header" : "")));
            var used = chip.lines().stream().filter(LineInfo::used).toList();
            if (!used.isEmpty()) {
                holders = Optional.of(holders.isPresent() ? holders.get() : Holders.of(machine));
                held.add(held(info, main, used, holders.get()));
            }
        }
        if (chips.isEmpty()) {
            noChips();
        } else if (board.isPresent() && !header && findings.stream().noneMatch(Checkup::isPinsWrong)) {
            findings.add(Finding.wrong(
                    "pins",
                    "no chip is " + board.get().chip().label(),
                    "the chip of the header",
                    "update the system's kernel, and restart"));
        }
        findings.addAll(held);
    }

    private static boolean isPinsWrong(Finding finding) {
        return finding.subject().equals("pins") && finding.state() == Finding.State.WRONG;
    }

    private void noChips() {
        findings.add(
                board.isPresent()
                        ? Finding.wrong(
                                "pins",
                                "no /dev/gpiochip*",
                                "the chip of the header",
                                "restart; in a container, give it the devices of the host")
                        : Finding.off(
                                "pins",
                                "no /dev/gpiochip*",
                                "one for each GPIO chip",
                                "nothing, if this machine has no GPIO; else load the driver of its chip"));
    }

    private static Finding held(ChipInfo info, boolean header, List<LineInfo> used, Holders holders) {
        boolean processes = false;
        var all = new ArrayList<String>();
        for (LineInfo line : used) {
            var process = holders.of(info.name(), line.offset());
            processes |= process.isPresent();
            all.add(name(line, header) + " by " + user(line, process));
        }
        return Finding.taken(
                "lines",
                info + " has lines in use: " + String.join(", ", all),
                "take other lines, or "
                        + (processes ? "end those processes, or " : "")
                        + "switch the driver that has them off" + (header ? " in config.txt" : ""));
    }

    private static String name(LineInfo line, boolean header) {
        String name = line.name().isEmpty() ? "line " + line.offset() : line.name();
        return header
                ? HeaderPin.header().stream()
                        .filter(pin -> pin.gpio().equals(OptionalInt.of(line.offset())))
                        .map(pin -> pin.name() + " (pin " + pin.number() + ")")
                        .findFirst()
                        .orElse(name)
                : name;
    }

    /// Returns who has a line: what it told the kernel, and the process if it is known.
    static String user(LineInfo line, Optional<String> process) {
        String consumer = line.consumer().isEmpty() ? "somebody who gave no name" : line.consumer();
        return consumer + process.map(who -> " (" + who + ")").orElse("");
    }

    private void registers() throws IOException {
        boolean rp1 = board.orElseThrow().chip() == RaspberryPi.Chip.BCM2712;
        String device = rp1 ? "/dev/gpiomem0" : "/dev/gpiomem";
        findings.add(
                machine.has(device)
                        ? doors.look("registers", device, device, "gpio", "KERNEL==\"gpiomem*\"")
                        : Finding.off(
                                "registers",
                                "no " + device,
                                "it for pins through registers, and for levels in jumper pins",
                                "update the system's kernel, and restart"));
    }

    private void i2c() throws IOException {
        if (!bus("I2C", "/dev/i2c-1", "dtparam=i2c_arm=on", "the bus on pins 3 and 5")) {
            return;
        }
        for (String device : machine.list("/dev", "i2c-*")) {
            findings.add(doors.look("I2C", device, device, "i2c", "SUBSYSTEM==\"i2c-dev\""));
        }
    }

    private void spi() throws IOException {
        if (!bus("SPI", "/dev/spidev0.0", "dtparam=spi=on", "the bus on pins 19, 21, 23 and 24")) {
            return;
        }
        for (String device : machine.list("/dev", "spidev*")) {
            findings.add(doors.look("SPI", device, device, "spi", "SUBSYSTEM==\"spidev\""));
        }
    }

    /// Says it if this is a Raspberry Pi without the bus; tells whether to look on.
    private boolean bus(String subject, String device, String line, String expected) {
        if (board.isEmpty() || machine.has(device)) {
            return true;
        }
        var config = Config.of(machine);
        findings.add(
                config.has(line)
                        ? Finding.wrong(
                                subject,
                                "no " + device + ", although " + config.file() + " says " + line,
                                expected,
                                "restart"
                                        + (subject.equals("I2C")
                                                ? "; if it stays away, echo i2c-dev | sudo tee"
                                                        + " /etc/modules-load.d/i2c.conf"
                                                : ""))
                        : Finding.off(
                                subject,
                                "no " + device,
                                expected,
                                "put " + line + " into " + config.file() + ", and restart"));
        return false;
    }

    private void oneWire() throws IOException {
        var buses = machine.list("/sys/bus/w1/devices", "w1_bus_master*");
        for (String bus : buses) {
            long devices = machine.text(bus + "/w1_master_slaves")
                    .lines()
                    .filter(line -> line.matches("[0-9a-f]{2}-[0-9a-f]{12}"))
                    .count();
            findings.add(Finding.ok("1-Wire", bus + " has " + devices + (devices == 1 ? " device" : " devices")));
        }
        if (!buses.isEmpty() || board.isEmpty()) {
            return;
        }
        var config = Config.of(machine);
        findings.add(
                config.has("dtoverlay=w1-gpio")
                        ? Finding.wrong(
                                "1-Wire",
                                "no bus of the kernel, although " + config.file() + " says dtoverlay=w1-gpio",
                                "one on pin 7",
                                "restart, and see dmesg")
                        : Finding.off(
                                "1-Wire",
                                "no bus of the kernel",
                                "one on pin 7, if you want thermometers in /sys",
                                "nothing, for Jumper makes one of any pin; or put dtoverlay=w1-gpio into "
                                        + config.file() + ", and restart"));
    }

    private void ports() throws IOException {
        var ports = new ArrayList<String>();
        for (String kind : List.of("ttyUSB*", "ttyACM*", "ttyAMA*")) {
            ports.addAll(machine.list("/dev", kind));
        }
        var good = new ArrayList<String>();
        for (String port : ports) {
            if (doors.open(port)) {
                good.add(port);
            } else {
                findings.add(doors.look("serial", port, port, "dialout", "SUBSYSTEM==\"tty\", KERNEL==\"tty[A-Z]*\""));
            }
        }
        if (!good.isEmpty()) {
            findings.add(Finding.ok("serial", good.stream().collect(Collectors.joining(", ")) + " may be opened"));
        }
        if (ports.isEmpty()) {
            findings.add(Finding.off(
                    "serial",
                    "no port",
                    "one if a board is plugged in",
                    "use a cable that carries data, and see dmesg"));
        }
        if (board.isPresent() && !machine.has("/dev/serial0")) {
            findings.add(Finding.off(
                    "serial",
                    "no /dev/serial0",
                    "the port on pins 8 and 10",
                    "put enable_uart=1 into " + Config.of(machine).file() + ", and restart"));
        }
    }
}
