package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Runs Python statements.
@Command(name = "exec", description = "Runs Python statements and shows what they print.")
public final class Exec implements Action {
    @Parameters(paramLabel = "CODE", description = "The statements.")
    private String code;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        code = words.isEmpty() ? "" : words.getFirst();
        return flags.isEmpty() && words.size() == 1;
    }

    @Override
    public void run(Session session) throws IOException {
        Execution.stream(session, code);
    }
}
