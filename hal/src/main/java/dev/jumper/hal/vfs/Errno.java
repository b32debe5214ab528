package dev.jumper.hal.vfs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/// The error numbers that file systems use, with Linux's values (MicroPython uses the same; `errno.h`).
public enum Errno {
    /// Not permitted.
    EPERM(1, "operation not permitted"),
    /// Nothing of that name.
    ENOENT(2, "no such file or directory"),
    /// The device or the link failed.
    EIO(5, "input/output error"),
    /// Not an open file.
    EBADF(9, "not an open file"),
    /// Permission denied.
    EACCES(13, "permission denied"),
    /// In use.
    EBUSY(16, "in use"),
    /// Something of that name is there.
    EEXIST(17, "already exists"),
    /// Two file systems.
    EXDEV(18, "on another file system"),
    /// No such device.
    ENODEV(19, "no such device"),
    /// A file where a directory is needed.
    ENOTDIR(20, "not a directory"),
    /// A directory where a file is needed.
    EISDIR(21, "is a directory"),
    /// An argument that makes no sense.
    EINVAL(22, "invalid argument"),
    /// Too many open files.
    EMFILE(24, "too many open files"),
    /// Too large.
    EFBIG(27, "file too large"),
    /// No space left.
    ENOSPC(28, "no space left"),
    /// Read-only.
    EROFS(30, "read-only file system"),
    /// Name too long.
    ENAMETOOLONG(36, "name too long"),
    /// A directory with entries.
    ENOTEMPTY(39, "directory not empty");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /// Returns the number.
    public int number() {
        return number;
    }

    /// Returns what it means in a few words, such as "no space left".
    public String meaning() {
        return meaning;
    }

    /// Returns the error that has this number.
    public static Optional<Errno> of(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return Optional.of(errno);
            }
        }
        return Optional.empty();
    }

    /// Returns the number that `e` stands for; anything that is not about a file is [#EIO].
    public static Errno of(IOException e) {
        return switch (e) {
            case ErrnoException known -> known.errno();
            case NoSuchFileException _ -> ENOENT;
            case FileAlreadyExistsException _ -> EEXIST;
            case DirectoryNotEmptyException _ -> ENOTEMPTY;
            case NotDirectoryException _ -> ENOTDIR;
            case AccessDeniedException _ -> EACCES;
            default -> EIO;
        };
    }

    /// Returns the exception of `java.nio.file` for this error on `path`, or [ErrnoException] if it has none.
    public FileSystemException on(String path) {
        return switch (this) {
            case ENOENT -> new NoSuchFileException(path, null, reason());
            case EEXIST -> new FileAlreadyExistsException(path, null, reason());
            case ENOTEMPTY -> new DirectoryNotEmptyException(path);
            case ENOTDIR -> new NotDirectoryException(path);
            case EACCES -> new AccessDeniedException(path, null, reason());
            default -> new ErrnoException(this, path);
        };
    }

    /// Returns meaning, name and number, such as "no space left (ENOSPC, errno 28)".
    String reason() {
        return meaning + " (" + name() + ", errno " + number + ")";
    }
}
