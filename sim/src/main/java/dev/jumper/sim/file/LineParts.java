package dev.jumper.sim.file;

import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.Glitch;
import dev.jumper.sim.part.Led;
import dev.jumper.sim.part.LevelSource;
import dev.jumper.sim.part.StuckLine;
import dev.jumper.sim.part.VoltageSource;
import java.util.List;

/// Parts on a single line: switches, lights, signals, and what goes wrong on lines.
final class LineParts {
    private LineParts() {}

    static List<PartKind> kinds() {
        return List.of(
                PartKind.named("button", "a push button")
                        .net("net", "the line it connects")
                        .choice("to", List.of("ground", "supply"), "what it connects the line to while it is pressed")
                        .with(Key.optional(
                                "pressed", new Form.TimedLevel(), Steps.constant(0), "0", "whether it is pressed"))
                        .number("bounce", 0, 1, "s", 0, "how long its contact bounces")
                        .builtBy(LineParts::button),
                PartKind.named("led", "a light")
                        .net("net", "the line it hangs on")
                        .choice("lit", List.of("high", "low"), "the level at which it is lit")
                        .builtBy(v -> v.connect(
                                v.text("lit").equals("high") ? Led.on(v.net("net")) : Led.activeLow(v.net("net")))),
                PartKind.named("signal", "an output that changes by itself")
                        .net("net", "the line it drives")
                        .with(Key.required("level", new Form.TimedLevel(), "what it drives the line to"))
                        .number(
                                "repeat",
                                0,
                                Form.LONGEST_SECONDS,
                                "s",
                                0,
                                "after how long it begins again, 0 for never")
                        .builtBy(LineParts::signal),
                PartKind.named("stuck", "a line with a solid connection to ground or to the supply, for a time")
                        .net("net", "the line")
                        .choice("to", List.of("ground", "supply"), "what it is connected to")
                        .number("from", 0, Form.LONGEST_SECONDS, "s", 0, "when that begins")
                        .number("until", 0, Form.LONGEST_SECONDS, "s", 0, "when it ends, 0 for never")
                        .builtBy(LineParts::stuck),
                PartKind.named("noise", "pulses of the opposite level on a line, at random times")
                        .net("net", "the line")
                        .number("every", 0.001, Form.LONGEST_SECONDS, "s", 1, "how far apart they are on average")
                        .whole("width_nanos", 1, 1_000_000_000, "ns", 1_000, "how long each is")
                        .builtBy(v -> v.connect(
                                Glitch.randomly(v.net("net"), nanos(v.number("every")), v.whole("width_nanos")))),
                PartKind.named("voltage", "a voltage for an analogue input")
                        .net("net", "the line it is on")
                        .timed("volts", -50, 50, "V", 0, "the voltage")
                        .builtBy(v -> {
                            var source = VoltageSource.on(v.net("net"), 0);
                            v.follow("volts", source::volts);
                            return v.connect(source);
                        }));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static List<Object> stuck(Values v) {
        String net = v.net("net");
        var line = (v.text("to").equals("ground") ? StuckLine.low(net) : StuckLine.high(net))
                .from(nanos(v.number("from")));
        long until = nanos(v.number("until"));
        return v.connect(until == 0 ? line : line.until(until));
    }

    private static List<Object> button(Values v) {
        String net = v.net("net");
        var button = (v.text("to").equals("ground") ? Button.toGround(net) : Button.toSupply(net))
                .bouncing(nanos(v.number("bounce")));
        var part = v.connect(button);
        v.followLevel("pressed", level -> {
            if (level == 1) {
                button.press();
            } else {
                button.release();
            }
        });
        return part;
    }

    private static List<Object> signal(Values v) {
        var source = LevelSource.on(v.net("net"));
        for (var step : v.levels("level").steps()) {
            source.then(step.nanos(), step.value());
        }
        long repeat = nanos(v.number("repeat"));
        return v.connect(repeat == 0 ? source : source.repeating(repeat));
    }
}
