package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Makes directories on the board.
@Command(name = "mkdir", description = "Makes directories on the board.")
public final class Mkdir implements Action {
    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "The directories, each in one that exists.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        paths = words;
        return flags.isEmpty() && !words.isEmpty();
    }

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("mkdir", path)).toList();
        var files = session.board().files();
        for (String path : targets) {
            files.mkdir(path);
        }
    }
}
