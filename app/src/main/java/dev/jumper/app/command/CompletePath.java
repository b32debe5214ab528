package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints what a path on the board could go on as, a line each; nothing if the board cannot be asked. The scripts
/// of [Completion] call it.
@Command(name = "complete-path", hidden = true, description = "Prints what a path on the board could go on as.")
public final class CompletePath implements Action {
    @Parameters(paramLabel = ":PATH", description = "The start of a path.")
    private String start;

    @Override
    public void run(Session session) throws IOException {
        try {
            String path = BoardPath.of("complete-path", start).substring(start.length() == 1 ? 1 : 0);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            for (var entry : session.board().files().list(folder)) {
                String found = folder + entry.name();
                // a line can hold no name with a line end in it
                if (found.startsWith(path) && entry.name().chars().noneMatch(Character::isISOControl)) {
                    session.console().print(":" + found + (isDirectory(entry) ? "/" : ""));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // somebody is typing: a message would end up in the middle of it
        }
    }

    private static boolean isDirectory(Vfs.Entry entry) {
        return entry.stat().isDirectory();
    }
}
