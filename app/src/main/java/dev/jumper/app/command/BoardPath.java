package dev.jumper.app.command;

import dev.jumper.hal.vfs.VfsPath;
import java.util.List;

/// Arguments that name files: `:name` is on the board, anything else on this host.
final class BoardPath {
    private BoardPath() {}

    /// Tells whether `argument` is on the board.
    static boolean isRemote(String argument) {
        return argument.startsWith(":");
    }

    /// Returns the path on the board that `argument` names, `/` for a lone colon.
    ///
    /// @throws IllegalArgumentException if it is not on the board
    static String of(String command, String argument) {
        if (!isRemote(argument)) {
            throw new IllegalArgumentException(
                    command + " " + argument + ": found a path of this host, expected one on the board; write :"
                            + argument + Actions.hint(argument));
        }
        return argument.length() == 1 ? "/" : argument.substring(1);
    }

    /// Tells whether `path` names no entry of a directory: the root, and all that ends in `.` or `..`.
    ///
    /// @throws java.nio.file.InvalidPathException if the path leaves the root
    static boolean isUnnamed(String path) {
        return VfsPath.parts(path).isEmpty() || List.of(".", "..").contains(name(path));
    }

    /// Returns `name` in `folder`.
    static String in(String folder, String name) {
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    /// Returns the last part of `path`.
    static String name(String path) {
        String trimmed = path;
        while (trimmed.length() > 1 && trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
