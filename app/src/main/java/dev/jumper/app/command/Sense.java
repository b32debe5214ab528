package dev.jumper.app.command;

import dev.jumper.app.chart.Series;
import dev.jumper.app.chart.SvgChart;
import dev.jumper.app.session.Console;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import dev.jumper.devices.Sensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads a chip that measures.
@Command(
        name = "sense",
        description = {
            "Prints what a chip measures, once or again and again.",
            "  jumper sense bme280 --on sim:weather.toml --every 2s --plot",
            "jumper chips lists the chips that are known."
        })
public final class Sense implements Action {
    @Parameters(paramLabel = "CHIP", description = "The chip: bme280, ds18b20, ...")
    private String name;

    @Option(names = "--every", paramLabel = "TIME", description = "Again after this time: 500ms, 2s; until Ctrl-C.")
    private String every;

    @Option(names = "--count", paramLabel = "N", description = "So many readings (default: 1, or without end).")
    private Integer count;

    @Option(names = "--csv", description = "As comma-separated values, with a line of titles.")
    private boolean csv;

    @Option(names = "--json", description = "As JSON, a line for each reading (see docs/json.md).")
    private boolean json;

    @Option(names = "--plot", description = "As a chart, which a terminal shows as it grows.")
    private boolean plot;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a chart to this file at the end, too.")
    private Path svg;

    @Mixin
    private ChipOptions how;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        if ((csv ? 1 : 0) + (json ? 1 : 0) + (plot ? 1 : 0) > 1) {
            throw new IllegalArgumentException("found several of --csv, --json and --plot, expected one");
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("--count: found " + count + ", expected 1 or more");
        }
        long period = every == null ? 0 : Numbers.nanos("--every", every);
        long readings = count != null ? count : every == null ? 1 : Long.MAX_VALUE;
        var chip = Chips.named(name);
        var bench = where.open(session);
        var sensor = sensor(chip, how.open(chip, bench));
        var pace = Pace.of(session, bench);
        var output = output(session.console(), readings == 1);
        var series = new ArrayList<Series>();
        for (long i = 0; i < readings && pace.await(i * period); i++) {
            double seconds = pace.elapsed() / 1e9;
            var values = sensor.read();
            for (int j = 0; j < values.size(); j++) {
                if (i == 0) {
                    series.add(
                            new Series(values.get(j).quantity(), values.get(j).unit()));
                }
                if (plot || svg != null) {
                    series.get(j).add(seconds, values.get(j).value());
                }
            }
            output.show(seconds, values, series);
            session.console().flush();
        }
        output.end(series);
        if (svg != null) {
            HostFile.replace(svg, SvgChart.of(series, chip.name()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Sensor sensor(Chip<?> chip, Object driver) {
        if (driver instanceof Sensor sensor) {
            return sensor;
        }
        throw new IllegalArgumentException("sense: " + chip.name() + " is a " + chip.kind() + " and measures nothing");
    }

    private Readings output(Console console, boolean single) {
        if (csv) {
            return Readings.csv(console);
        }
        if (json) {
            return Readings.json(console);
        }
        if (plot) {
            return Readings.chart(console);
        }
        return single ? Readings.list(console) : Readings.lines(console);
    }
}
