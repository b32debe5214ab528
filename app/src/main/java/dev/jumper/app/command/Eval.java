package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints the value of a Python expression.
@Command(name = "eval", description = "Prints the value of a Python expression, as Python writes it.")
public final class Eval implements Action {
    @Parameters(paramLabel = "EXPRESSION", description = "The expression, such as 1+1.")
    private String expression;

    @Override
    public void run(Session session) throws IOException {
        var board = session.board();
        long start = session.ticks().nanos();
        session.console().print(board.evalText(expression));
        session.console().time("eval", session.ticks().nanos() - start);
    }
}
