package dev.jumper.app.machine;

import dev.jumper.gpio.HeaderPin;
import dev.jumper.gpio.LineInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The header of a Raspberry Pi as a table, its two rows of pins side by side as on the board.
public final class HeaderTable {
    private static final String YELLOW = "\033[33m";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String CYAN = "\033[36m";
    private static final String GREY = "\033[90m";
    private static final String PLAIN = "\033[0m";

    /// The columns of one side, from the middle outwards.
    private static final List<String> TITLES = List.of("pin", "name", "function", "level", "user");

    private static final int NUMBER = 0;
    private static final int NAME = 1;
    private static final int LEVEL = 3;
    private static final int USER = 4;

    /// A pin of the header.
    ///
    /// @param pin its place and names
    /// @param function what it is for, such as `input`; empty if nobody can tell, or it carries no signal
    /// @param level 0 or 1, as far as it can be read without a request
    /// @param user who has requested it; empty if nobody
    public record Entry(HeaderPin pin, String function, Optional<Integer> level, String user) {
        private List<String> cells() {
            String name = pin.role().isEmpty() ? pin.name() : pin.name() + " " + pin.role();
            return List.of(
                    Integer.toString(pin.number()),
                    name,
                    function,
                    level.map(Object::toString).orElse(""),
                    user);
        }
    }

    private HeaderTable() {}

    /// Returns the pins of the header, whose lines are those of `chip`.
    ///
    /// @param signals what the registers say, if they may be read
    public static List<Entry> entries(
            Hardware.Chip chip, Optional<Map<Integer, Hardware.Signal>> signals, Holders holders) throws IOException {
        var entries = new ArrayList<Entry>();
        for (HeaderPin pin : HeaderPin.header()) {
            if (pin.gpio().isEmpty() || pin.gpio().getAsInt() >= chip.lines().size()) {
                entries.add(new Entry(pin, "", Optional.empty(), ""));
                continue;
            }
            int gpio = pin.gpio().getAsInt();
            var line = chip.lines().get(gpio);
            var signal = signals.map(all -> all.get(gpio));
            entries.add(new Entry(
                    pin,
                    signal.map(Hardware.Signal::function).orElse(line.output() ? "output" : "input"),
                    signal.map(Hardware.Signal::level),
                    user(chip, line, holders)));
        }
        return entries;
    }

    /// Returns who has requested a line; empty if nobody.
    public static String user(Hardware.Chip chip, LineInfo line, Holders holders) {
        return line.used() ? Checkup.user(line, holders.of(chip.info().name(), line.offset())) : "";
    }

    /// Returns the lines of the table.
    public static List<String> draw(List<Entry> entries, boolean coloured) {
        var left = IntStream.range(0, entries.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(entries::get)
                .toList();
        var right = IntStream.range(0, entries.size())
                .filter(i -> i % 2 == 1)
                .mapToObj(entries::get)
                .toList();
        int[] leftWidths = widths(left);
        int[] rightWidths = widths(right);
        var lines = new ArrayList<String>();
        lines.add(leftSide(TITLES, leftWidths, Optional.empty(), coloured) + "   "
                + rightSide(TITLES, rightWidths, Optional.empty(), coloured));
        for (int i = 0; i < left.size(); i++) {
            var one = left.get(i);
            var other = right.get(i);
            lines.add(leftSide(one.cells(), leftWidths, Optional.of(one), coloured) + " | "
                    + rightSide(other.cells(), rightWidths, Optional.of(other), coloured));
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    /// Returns how wide the columns are, 0 for one that is empty.
    private static int[] widths(List<Entry> side) {
        return IntStream.range(0, TITLES.size())
                .map(column -> {
                    int widest = side.stream()
                            .mapToInt(entry -> entry.cells().get(column).length())
                            .max()
                            .orElse(0);
                    return widest == 0 ? 0 : Math.max(widest, TITLES.get(column).length());
                })
                .toArray();
    }

    private static String leftSide(List<String> cells, int[] widths, Optional<Entry> entry, boolean coloured) {
        var parts = new ArrayList<String>();
        for (int column = TITLES.size() - 1; column >= 0; column--) {
            if (widths[column] > 0) {
                String cell = cells.get(column);
                parts.add(" ".repeat(widths[column] - cell.length()) + colour(cell, column, entry, coloured));
            }
        }
        return String.join("  ", parts);
    }

    private static String rightSide(List<String> cells, int[] widths, Optional<Entry> entry, boolean coloured) {
        var parts = new ArrayList<String>();
        for (int column = 0; column < TITLES.size(); column++) {
            if (widths[column] > 0) {
                String cell = cells.get(column);
                boolean last = column == TITLES.size() - 1;
                parts.add(colour(cell, column, entry, coloured)
                        + (last ? "" : " ".repeat(widths[column] - cell.length())));
            }
        }
        return String.join("  ", parts);
    }

    private static String colour(String cell, int column, Optional<Entry> entry, boolean coloured) {
        if (!coloured || cell.isEmpty()) {
            return cell;
        }
        String colour = entry.map(pin -> colour(pin, column)).orElse(GREY);
        return colour.isEmpty() ? cell : colour + cell + PLAIN;
    }

    private static String colour(Entry entry, int column) {
        return switch (column) {
            case NUMBER -> GREY;
            case NAME ->
                switch (entry.pin.name()) {
                    case "3V3" -> YELLOW;
                    case "5V" -> RED;
                    case "GND" -> GREY;
                    default -> GREEN;
                };
            case LEVEL -> entry.level.equals(Optional.of(1)) ? YELLOW : "";
            case USER -> CYAN;
            default -> "";
        };
    }
}
