package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the value of a Python expression.
@Command(name = "eval", description = "Prints the value of a Python expression, as Python writes it.")
public final class Eval implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(paramLabel = "EXPRESSION", description = "The expression, such as 1+1.")
    private String expression;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        json = flags.contains("--json");
        expression = words.isEmpty() ? "" : words.getFirst();
        return Set.of("--json").containsAll(flags) && words.size() == 1;
    }

    @Override
    public void run(Session session) throws IOException {
        var board = session.board();
        long start = session.ticks().nanos();
        String repr = board.evalText(expression);
        session.console().print(json ? PythonJson.of(repr).toString() : repr);
        session.console().time("eval", session.ticks().nanos() - start);
    }
}
