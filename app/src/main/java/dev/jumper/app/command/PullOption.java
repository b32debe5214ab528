package dev.jumper.app.command;

import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Option;

/// The resistor of an input.
final class PullOption {
    private static final Map<String, Pull> PULLS = Map.of("none", Pull.NONE, "up", Pull.UP, "down", Pull.DOWN);

    @Option(
            names = "--pull",
            paramLabel = "none|up|down",
            description = "Make it an input with this resistor first (default: leave it as it is).")
    private String pull;

    /// Checks what was given, before anything is done.
    void check() {
        if (pull != null && !PULLS.containsKey(pull)) {
            throw new IllegalArgumentException("--pull: found " + pull + ", expected none, up or down");
        }
    }

    /// Makes `pin` an input, if that was asked for.
    void apply(Pin pin) throws IOException {
        if (pull != null) {
            pin.input(PULLS.get(pull));
        }
    }
}
