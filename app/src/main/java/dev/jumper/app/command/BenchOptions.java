package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the pins are.
final class BenchOptions {
    @Option(
            names = "--on",
            paramLabel = "WHERE",
            description = {
                "Where the pins are: sim:FILE.toml, a circuit (docs/circuit-file.md);",
                "pi, the header of this Raspberry Pi; gpiochip:LABEL, a GPIO chip;",
                "or a device: /dev/i2c-1, /dev/spidev0.0, /dev/gpiochip0",
                "(default: as the command before in a chain)"
            })
    private String on;

    /// Returns the bench, open.
    Bench open(Session session) throws IOException {
        long start = session.ticks().nanos();
        var bench = session.bench(Optional.ofNullable(on));
        session.console().time("open " + bench, session.ticks().nanos() - start);
        return bench;
    }

    /// Returns the name of the pin for a purpose: the one that an option gives, or else the bench's own.
    ///
    /// @throws IllegalArgumentException if neither names one
    static String line(Bench bench, String option, String given, String purpose, String what) {
        return given(bench, given, purpose)
                .orElseThrow(() -> new IllegalArgumentException("found no " + option + ", and " + bench
                        + " does not name it either, expected the pin that is " + what));
    }

    /// Returns the name of the pin for a purpose, if there is one.
    static Optional<String> given(Bench bench, String given, String purpose) {
        return Optional.ofNullable(given).or(() -> bench.line(purpose));
    }
}
