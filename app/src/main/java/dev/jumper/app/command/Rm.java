package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.hal.vfs.VfsPath;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Removes files of the board.
@Command(name = "rm", description = "Removes files of the board, and with -r directories.")
public final class Rm implements Action {
    @Option(names = "-r", description = "Directories too, with everything in them.")
    private boolean deep;

    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "What to remove.")
    private List<String> paths;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        deep = flags.contains("-r");
        paths = words;
        return Set.of("-r").containsAll(flags) && !words.isEmpty();
    }

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("rm", path)).toList();
        for (String path : targets) {
            if (VfsPath.parts(path).isEmpty()) {
                throw new IllegalArgumentException(
                        "rm :" + path + ": found the root, expected a file or directory in it; name what to remove");
            }
        }
        var files = session.board().files();
        for (String path : targets) {
            if (!files.stat(path).isDirectory()) {
                files.remove(path);
            } else if (deep) {
                removeTree(files, path);
            } else {
                throw Errno.EISDIR.on(":" + path);
            }
        }
    }

    private static void removeTree(Vfs files, String path) throws IOException {
        for (var entry : files.list(path)) {
            String inside = BoardPath.in(path, entry.name());
            if (entry.stat().isDirectory()) {
                removeTree(files, inside);
            } else {
                files.remove(inside);
            }
        }
        files.remove(path);
    }
}
