package dev.jumper.devices.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of this host that is to be copied to a board.
///
/// @param path where it goes on the board
/// @param size how many bytes are expected
/// @param content gives them, whenever asked
public record LocalFile(String path, long size, Content content) {
    /// Gives the bytes of a file from its beginning.
    @FunctionalInterface
    public interface Content {
        /// Opens the file; who calls closes it.
        InputStream open() throws IOException;
    }

    /// Returns the file at `source` of this host, to go to `path`. A copy of it fails with a
    /// [VerificationException] if it changes meanwhile, so that never a mixture arrives.
    public static LocalFile of(String path, Path source) throws IOException {
        return new LocalFile(path, Files.size(source), () -> SteadyFile.open(source));
    }

    /// Is told what becomes of each of many files, on the thread that copies.
    public interface Watch {
        /// Cares for nothing.
        Watch NONE = new Watch() {};

        /// Tells that `file` is about to be copied, and returns who is told how far that is.
        default Progress begins(LocalFile file) throws IOException {
            return Progress.NONE;
        }

        /// Tells that the board has `file` now, verified.
        default void ends(LocalFile file) throws IOException {}

        /// Tells that the board had `file` already, with the same SHA-256.
        default void skips(LocalFile file) throws IOException {}
    }
}
