package dev.jumper.app.command;

import dev.jumper.app.chart.Series;
import dev.jumper.app.chart.TextChart;
import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.devices.Reading;
import dev.jumper.sim.wave.draw.DrawingOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Shows readings, one after the other.
interface Readings {
    /// Shows a reading that began `seconds` after the start; `all` has it and those before, if a chart is wanted.
    void show(double seconds, List<Reading> values, List<Series> all) throws IOException;

    /// Shows what is to be shown at the end.
    default void end(List<Series> all) throws IOException {
        // most have shown everything
    }

    /// Returns one that writes a quantity in each line.
    static Readings list(Console console) {
        return (_, values, _) -> {
            int width = values.stream()
                    .mapToInt(value -> value.quantity().length())
                    .max()
                    .orElse(1);
            for (Reading value : values) {
                console.print(("%-" + width + "s  %s").formatted(value.quantity(), value));
            }
        };
    }

    /// Returns one that writes a reading in each line.
    static Readings lines(Console console) {
        return (seconds, values, _) -> console.print(
                time(seconds) + "  " + values.stream().map(Reading::toString).collect(Collectors.joining("  ")));
    }

    /// Returns one that writes comma-separated values (RFC 4180, with the line ends of Unix).
    static Readings csv(Console console) {
        return new Readings() {
            private boolean titled;

            @Override
            public void show(double seconds, List<Reading> values, List<Series> all) throws IOException {
                if (!titled) {
                    titled = true;
                    console.print("seconds"
                            + values.stream()
                                    .map(v -> "," + v.quantity() + " (" + v.unit() + ")")
                                    .collect(Collectors.joining()));
                }
                console.print(time(seconds)
                        + values.stream().map(v -> "," + number(v)).collect(Collectors.joining()));
            }
        };
    }

    /// Returns one that writes an object of JSON in each line.
    static Readings json(Console console) {
        return (seconds, values, _) -> console.print(new Json()
                .with("seconds", Double.valueOf(time(seconds)))
                .with(
                        "readings",
                        values.stream()
                                .map(value -> new Json()
                                        .with("quantity", value.quantity())
                                        .with("value", Double.valueOf(number(value)))
                                        .with("unit", value.unit()))
                                .toList())
                .toString());
    }

    /// Returns one that draws a chart: on a terminal at each reading, over the one before, else once at the end.
    static Readings chart(Console console) {
        return new Readings() {
            private static final int ROWS = 8;
            private static final int COLUMNS = 80;
            private int drawn;

            @Override
            public void show(double seconds, List<Reading> values, List<Series> all) throws IOException {
                if (console.outTerminal()) {
                    draw(all);
                }
            }

            @Override
            public void end(List<Series> all) throws IOException {
                if (!console.outTerminal()) {
                    draw(all);
                }
            }

            private void draw(List<Series> all) throws IOException {
                int width = Wave.width(console);
                var lines = TextChart.of(all, width == DrawingOptions.AUTOMATIC ? COLUMNS : width, ROWS);
                String home = drawn == 0 ? "" : "\033[" + drawn + "A";
                String erase = console.outTerminal() ? "\033[K" : "";
                console.print(home + lines.stream().map(line -> line + erase).collect(Collectors.joining("\n")));
                drawn = lines.size();
            }
        };
    }

    private static String time(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String number(Reading value) {
        return String.format(Locale.ROOT, "%." + value.decimals() + "f", value.value());
    }
}
