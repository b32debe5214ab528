package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Restarts the board.
@Command(name = "reset", description = "Restarts the board: hard, as its button does, unless --soft.")
public final class Reset implements Action {
    @Option(names = "--soft", description = "Restart only the interpreter.")
    private boolean soft;

    @Option(names = "--hard", description = "Restart the whole board; the default.")
    private boolean hard;

    @Override
    public void run(Session session) throws IOException {
        if (soft && hard) {
            throw new IllegalArgumentException("reset: found --soft and --hard, expected one of them at most");
        }
        var board = session.board();
        if (soft) {
            board.softReset();
        } else {
            board.hardReset();
        }
    }
}
