package dev.jumper.app.machine;

import dev.jumper.gpio.LineInfo;
import dev.jumper.hal.Pull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The lines of a GPIO chip as a table.
public final class ChipTable {
    private static final String BOLD = "\033[1m";
    private static final String CYAN = "\033[36m";
    private static final String PLAIN = "\033[0m";

    private ChipTable() {}

    /// Returns the lines of the table.
    public static List<String> draw(Hardware.Chip chip, Holders holders, boolean coloured) {
        var info = chip.info();
        var table = new ArrayList<String>();
        String title = "%s  %s  %d %s"
                .formatted(info.label(), info.path(), info.lines(), info.lines() == 1 ? "line" : "lines");
        table.add(coloured ? BOLD + title + PLAIN : title);
        int names = width(chip.lines().stream().map(LineInfo::name).toList());
        int states = width(chip.lines().stream().map(ChipTable::state).toList());
        for (LineInfo line : chip.lines()) {
            String user = HeaderTable.user(chip, line, holders);
            table.add(("%4d" + (names == 0 ? "%s" : "  %-" + names + "s") + "  %-" + states + "s  %s")
                    .formatted(
                            line.offset(),
                            line.name(),
                            state(line),
                            coloured && !user.isEmpty() ? CYAN + user + PLAIN : user)
                    .stripTrailing());
        }
        return table;
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(0);
    }

    /// Returns what a line is, in words: `output open-drain`, `input pull-up active-low`.
    public static String state(LineInfo line) {
        return (line.output() ? "output" : "input")
                + (line.openDrain() ? " open-drain" : "")
                + (line.pull() == Pull.NONE ? "" : " pull-" + line.pull().name().toLowerCase(Locale.ROOT))
                + (line.activeLow() ? " active-low" : "");
    }
}
