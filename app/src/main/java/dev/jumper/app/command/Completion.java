package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints a script that teaches a shell to complete the command line.
@Command(
        name = "completion",
        description = {
            "Prints a script that makes a shell complete commands, options, and paths on either side.",
            "  bash: source <(jumper completion bash)",
            "  zsh:  source <(jumper completion zsh)",
            "  fish: jumper completion fish | source",
            "Asking the board for its files breaks off what runs on it, as every command does."
        })
public final class Completion implements Action {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private String shell;

    @Override
    public void run(Session session) throws IOException {
        if (!SHELLS.contains(shell)) {
            throw new IllegalArgumentException(
                    "completion " + shell + ": found no shell that is known, expected bash, zsh or fish");
        }
        var grammar = ShellGrammar.ofAll();
        String cases = shell.equals("fish") ? grammar.fish() : grammar.posix();
        session.console().out().write(template().replace("# @grammar@\n", cases).getBytes(StandardCharsets.UTF_8));
    }

    private String template() throws IOException {
        try (var in = Completion.class.getResourceAsStream("completion." + shell)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
