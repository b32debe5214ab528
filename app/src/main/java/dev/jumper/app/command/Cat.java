package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.devices.board.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints files of the board, byte for byte.
@Command(name = "cat", description = "Prints files of the board, byte for byte.")
public final class Cat implements Action {
    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "The files.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        paths = words;
        return flags.isEmpty() && !words.isEmpty();
    }

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("cat", path)).toList();
        var files = session.board().files();
        for (String path : targets) {
            files.download(path, session.console().out(), Progress.NONE);
        }
    }
}
