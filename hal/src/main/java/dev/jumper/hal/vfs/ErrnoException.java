package dev.jumper.hal.vfs;

import java.nio.file.FileSystemException;

/// An error of a file system for which `java.nio.file` has no class of its own: a full one, a directory where a
/// file is needed, a name too long. The message ends in name and number, such as "no space left (ENOSPC, errno
/// 28)".
public final class ErrnoException extends FileSystemException {
    private static final long serialVersionUID = 1;

    private final Errno errno;

    /// Makes the error for `path`.
    public ErrnoException(Errno errno, String path) {
        super(path, null, errno.reason());
        this.errno = errno;
    }

    /// Returns which error it is.
    public Errno errno() {
        return errno;
    }
}
