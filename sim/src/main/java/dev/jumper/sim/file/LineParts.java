package dev.jumper.sim.file;

import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.Led;
import dev.jumper.sim.part.LevelSource;
import dev.jumper.sim.part.VoltageSource;
import java.util.List;

/// Parts on a single line: switches, lights, signals.
final class LineParts {
    private LineParts() {}

    static List<PartKind> kinds() {
        return List.of(
                PartKind.named("button", "a push button")
                        .net("net", "the line it connects")
                        .choice("to", List.of("ground", "supply"), "what it connects the line to while it is pressed")
                        .with(Key.optional(
                                "pressed",
                                new Form.TimedLevel(),
                                new Levels(List.of(new Levels.Change(0, 0))),
                                "0",
                                "whether it is pressed"))
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
                PartKind.named("voltage", "a voltage for an analogue input")
                        .net("net", "the line it is on")
                        .timed("volts", -50, 50, "V", 0, "the voltage")
                        .builtBy(v -> {
                            var source = VoltageSource.on(v.net("net"), 0);
                            v.follow("volts", source::volts);
                            return v.connect(source);
                        }));
    }

    private static List<Object> button(Values v) {
        String net = v.net("net");
        var button = (v.text("to").equals("ground") ? Button.toGround(net) : Button.toSupply(net))
                .bouncing(Math.round(v.number("bounce") * 1e9));
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
        for (var change : v.levels("level").changes()) {
            source.then(change.nanos(), change.level());
        }
        long repeat = Math.round(v.number("repeat") * 1e9);
        return v.connect(repeat == 0 ? source : source.repeating(repeat));
    }
}
