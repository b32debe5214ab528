package dev.jumper.hal.vfs;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;

/// The one reading of path names that all file systems here share.
public final class VfsPath {
    /// The longest name in bytes of UTF-8; Linux and littlefs agree on it.
    private static final int NAME_MAX = 255;

    private VfsPath() {}

    /// Returns the parts of `path` below the root, `.` and empty parts skipped and `..` resolved; none for the
    /// root.
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

    /// Returns the [#parts] of `path`, none of them longer than a name may be.
    static List<String> names(String path) throws ErrnoException {
        var parts = parts(path);
        for (String part : parts) {
            if (part.getBytes(StandardCharsets.UTF_8).length > NAME_MAX) {
                throw new ErrnoException(Errno.ENAMETOOLONG, path);
            }
        }
        return parts;
    }
}
