package dev.jumper.app.command;

import dev.jumper.devices.board.BoardFiles;
import dev.jumper.devices.board.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The SHA-256 of files on either side.
final class Hash {
    private Hash() {}

    /// Returns the hash of the file at `path` on the board; one that cannot compute it sends the file.
    static byte[] onBoard(BoardFiles files, String path) throws IOException {
        var computed = files.sha256(path);
        if (computed.isPresent()) {
            return computed.get();
        }
        try (var out = digesting()) {
            files.download(path, out, Progress.NONE);
            return out.getMessageDigest().digest();
        }
    }

    /// Returns the hash of the file at `path` on this host.
    static byte[] onHost(Path path) throws IOException {
        try (var out = digesting()) {
            Files.copy(path, out);
            return out.getMessageDigest().digest();
        }
    }

    private static DigestOutputStream digesting() {
        try {
            return new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
