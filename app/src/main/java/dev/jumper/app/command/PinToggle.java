package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Drives a pin to the opposite of its level.
@Command(name = "toggle", description = "Drives a pin to the opposite of what it reads, and prints its new level.")
final class PinToggle implements Action {
    @Parameters(paramLabel = "PIN", description = "The pin.")
    private String name;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        var pin = where.open(session).pin(name);
        boolean high = !pin.isHigh();
        pin.output(high);
        session.console().print(high ? "1" : "0");
    }
}
