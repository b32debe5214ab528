package dev.jumper.app.command;

import dev.jumper.app.bench.AbsentException;
import dev.jumper.app.machine.ChipTable;
import dev.jumper.app.machine.Hardware;
import dev.jumper.app.machine.HeaderTable;
import dev.jumper.app.machine.Holders;
import dev.jumper.app.machine.Machine;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.gpio.LineInfo;
import dev.jumper.gpio.RaspberryPi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the pins of this machine.
@Command(
        name = "pins",
        description = {
            "Shows the pins of this machine: the header of a Raspberry Pi, or GPIO chips with their lines.",
            "Requests no line, so nothing is disturbed. A level is shown if a register tells it, as on a",
            "Raspberry Pi; elsewhere it cannot be read without a request: jumper pin read does that."
        })
public final class Pins implements Action {
    @Option(names = "--chips", description = "All GPIO chips, on a Raspberry Pi, too.")
    private boolean all;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        show(session, Machine.system(), json, all);
    }

    /// Shows the pins of `machine`.
    static void show(Session session, Machine machine, boolean json, boolean all) throws IOException {
        var console = session.console();
        var chips = chips(session, machine);
        var holders = Holders.of(machine);
        var board = machine.board();
        var header = board.flatMap(pi -> chips.stream()
                .filter(chip -> chip.info().label().equals(pi.chip().label()))
                .findFirst());
        var signals =
                header.isPresent() ? machine.hardware().signals() : Optional.<Map<Integer, Hardware.Signal>>empty();
        List<HeaderTable.Entry> entries =
                header.isPresent() ? HeaderTable.entries(header.get(), signals, holders) : List.of();
        if (json) {
            console.print(record(board, entries, chips, holders).toString());
            return;
        }
        if (header.isPresent()) {
            console.print(board.orElseThrow().model());
            for (String line : HeaderTable.draw(entries, console.outColour())) {
                console.print(line);
            }
        }
        if (all || header.isEmpty()) {
            for (Hardware.Chip chip : chips) {
                for (String line : ChipTable.draw(chip, holders, console.outColour())) {
                    console.print(line);
                }
            }
        }
        if (header.isPresent() && signals.isEmpty()) {
            console.note("jumper: pins: levels, and functions other than input and output, are not shown, for the"
                    + " registers may not be read; jumper doctor tells why");
        } else if (header.isEmpty()) {
            console.note("jumper: pins: levels are not shown, for reading one requests its line; jumper pin read does");
        }
    }

    private static List<Hardware.Chip> chips(Session session, Machine machine) throws IOException {
        var devices = machine.chips();
        if (devices.isEmpty()) {
            throw new AbsentException(
                    "pins: found no /dev/gpiochip*, so this machine has no GPIO, or its driver is not loaded; jumper"
                            + " doctor tells more");
        }
        var chips = new ArrayList<Hardware.Chip>();
        var refused = new ArrayList<IOException>();
        for (String device : devices) {
            try {
                chips.add(machine.hardware().chip(Path.of(device)));
            } catch (IOException e) {
                refused.add(e);
            }
        }
        if (chips.isEmpty()) {
            throw refused.getFirst();
        }
        for (IOException e : refused) {
            session.console().note("jumper: pins: " + e.getMessage());
        }
        return chips;
    }

    private static Json record(
            Optional<RaspberryPi> board, List<HeaderTable.Entry> header, List<Hardware.Chip> chips, Holders holders) {
        return new Json()
                .with("board", board.map(RaspberryPi::model).orElse(null))
                .with("header", header.stream().map(Pins::record).toList())
                .with("chips", chips.stream().map(chip -> record(chip, holders)).toList());
    }

    private static Json record(HeaderTable.Entry entry) {
        var gpio = entry.pin().gpio();
        return new Json()
                .with("pin", entry.pin().number())
                .with("name", entry.pin().name())
                .with("role", orNull(entry.pin().role()))
                .with("gpio", gpio.isPresent() ? (Integer) gpio.getAsInt() : null)
                .with("function", orNull(entry.function()))
                .with("level", entry.level().orElse(null))
                .with("user", orNull(entry.user()));
    }

    private static Json record(Hardware.Chip chip, Holders holders) {
        var info = chip.info();
        return new Json()
                .with("label", info.label())
                .with("device", info.path().toString())
                .with(
                        "lines",
                        chip.lines().stream()
                                .map(line -> record(line, HeaderTable.user(chip, line, holders)))
                                .toList());
    }

    private static Json record(LineInfo line, String user) {
        return new Json()
                .with("line", line.offset())
                .with("name", orNull(line.name()))
                .with("state", ChipTable.state(line))
                .with("user", orNull(user));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
