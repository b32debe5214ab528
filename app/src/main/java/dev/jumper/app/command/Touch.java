package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.ErrnoException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Creates empty files, and dates those that are there.
@Command(
        name = "touch",
        description = "Creates empty files on the board; those that are there are dated now by the board's clock.")
public final class Touch implements Action {
    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "The files.")
    private List<String> paths;

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("touch", path)).toList();
        var files = session.board().files();
        for (String path : targets) {
            try {
                files.touch(path);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EISDIR) {
                    throw new FileSystemException(
                            ":" + path, null, "found a directory, expected a file; a directory cannot be dated");
                }
                throw e;
            }
        }
    }
}
