package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Drives a pin.
@Command(
        name = "write",
        description = "Makes a pin an output and drives it; it stays so for the commands after it in a chain.")
final class PinWrite implements Action {
    @Parameters(index = "0", paramLabel = "PIN", description = "The pin.")
    private String name;

    @Parameters(index = "1", paramLabel = "0|1", description = "The level.")
    private String level;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        boolean high = Numbers.whole("level", level, 0, 1) == 1;
        where.open(session).pin(name).output(high);
    }
}
