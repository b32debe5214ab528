package dev.jumper.hal.vfs;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.util.List;

/// A file system: names in a tree, bytes in files, a [Stat] for each.
///
/// Paths are absolute or relative to the root, separated by `/`; `.` and empty parts are skipped. A path that
/// would leave the root by `..`, or holds NUL, is refused with [java.nio.file.InvalidPathException] before any I/O.
///
/// Errors are those of `java.nio.file`: [java.nio.file.NoSuchFileException],
/// [java.nio.file.FileAlreadyExistsException], [java.nio.file.DirectoryNotEmptyException],
/// [java.nio.file.NotDirectoryException], [java.nio.file.AccessDeniedException], and [ErrnoException] for what that
/// package has no class for; [Errno#of] gives the number of each. Other [IOException]s come from the link.
///
/// Implementations say whether they are safe for several threads; one that is not must be used by one at a time.
public interface Vfs {
    /// Returns what is known of the file or directory at `path`.
    Stat stat(String path) throws IOException;

    /// Returns the entries of the directory at `path`, sorted by name, without `.` and `..`.
    List<Entry> list(String path) throws IOException;

    /// Opens the file at `path` with the options of [java.nio.file.Files#newByteChannel]: READ (the default),
    /// WRITE, APPEND, CREATE, CREATE_NEW, TRUNCATE_EXISTING. The caller owns the result and closes it.
    ///
    /// The stream supports [ByteStream#SEEK] and [ByteStream#FLUSH]; a read at the end of the file is
    /// [ByteStream#EOF].
    ///
    /// @throws UnsupportedOperationException if an option or a combination is not supported; thrown before any I/O
    ByteStream open(String path, OpenOption... options) throws IOException;

    /// Returns the whole content of the file at `path`.
    byte[] read(String path) throws IOException;

    /// Replaces the file at `path` with `content`, or creates it. The old content stays if this fails.
    void write(String path, byte[] content) throws IOException;

    /// Makes the directory at `path`, whose parent must exist.
    void mkdir(String path) throws IOException;

    /// Removes the file, or the empty directory, at `path`.
    void remove(String path) throws IOException;

    /// Renames `from` to `to`, replacing a file there in one step. A directory is not replaced unless it is empty,
    /// nor moved into itself.
    void rename(String from, String to) throws IOException;

    /// Returns how much room there is.
    Space space() throws IOException;

    /// One line of a listing; a name without path, and the stat of what it names.
    record Entry(String name, Stat stat) {}

    /// The room of a file system in bytes.
    ///
    /// @param total of the file system, [Long#MAX_VALUE] if it has no bound
    /// @param free of that
    record Space(long total, long free) {}
}
