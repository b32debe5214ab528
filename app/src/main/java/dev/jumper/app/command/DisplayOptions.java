package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Chips;
import dev.jumper.devices.display.Bitmap;
import dev.jumper.devices.display.Ssd1306;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which display.
final class DisplayOptions {
    @Parameters(index = "0", paramLabel = "CHIP", description = "The chip: ssd1306, ssd1306-128x32.")
    private String name;

    @Option(names = "--show", description = "Print what is then to be seen on it, if WHERE is a circuit.")
    private boolean show;

    @Mixin
    private ChipOptions how;

    @Mixin
    private BenchOptions where;

    /// Draws on a dark canvas.
    @FunctionalInterface
    interface Drawing {
        /// Does it.
        void on(Bitmap canvas);
    }

    /// Checks that the chip is a display, before anything is done.
    void check() {
        var chip = Chips.named(name);
        if (!Ssd1306.CHIPS.contains(chip)) {
            throw new IllegalArgumentException(
                    "display: " + chip.name() + " is a " + chip.kind() + ", expected a display such as ssd1306");
        }
    }

    /// Opens the display, draws, and shows it.
    void draw(Session session, Drawing drawing) throws IOException {
        check();
        Bench bench = where.open(session);
        var display = (Ssd1306) how.open(Chips.named(name), bench);
        drawing.on(display.canvas());
        display.show();
        if (show) {
            for (String picture : bench.pictures()) {
                session.console().out().write(picture.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
