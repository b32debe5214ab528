package dev.jumper.hal.vfs;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/// The one reading of path names that all file systems here share.
public final class VfsPath {
    private VfsPath() {}

    /// Returns the parts of `path` below the root, `.` and empty parts skipped and `..` resolved; none for the root.
    ///
    /// @throws InvalidPathException if the path leaves the root, or holds NUL
    public static List<String> parts(String path) {
        if (path.indexOf('\0') >= 0) {
            throw new InvalidPathException(path.replace("\0", "\\0"), "a path cannot hold NUL");
        }
        var parts = new ArrayList<String>();
        for (String part : path.split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> {
                    if (parts.isEmpty()) {
                        throw new InvalidPathException(path, "leads out of the root; use a path below it");
                    }
                    parts.removeLast();
                }
                default -> parts.add(part);
            }
        }
        return List.copyOf(parts);
    }

    /// Returns `path` in its one absolute form: `/` for the root, `/a/b` below it.
    ///
    /// @throws InvalidPathException if the path leaves the root, or holds NUL
    public static String normalize(String path) {
        return "/" + String.join("/", parts(path));
    }
}
