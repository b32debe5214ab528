package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs Python statements.
@Command(name = "exec", description = "Runs Python statements and shows what they print.")
public final class Exec implements Action {
    @Parameters(paramLabel = "CODE", description = "The statements.")
    private String code;

    @Override
    public void run(Session session) throws IOException {
        Execution.stream(session, code);
    }
}
