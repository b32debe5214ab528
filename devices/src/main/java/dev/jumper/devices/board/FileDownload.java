package dev.jumper.devices.board;

import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// One file on its way from the board to a file of this host, which stays as it is until all has come and is
/// verified. What has come before the connection is lost stays beside it; the next download goes on with that.
final class FileDownload {
    private final BoardFiles files;
    private final String path;
    private final Path target;
    private final Progress progress;

    FileDownload(BoardFiles files, String path, Path target, Progress progress) {
        this.files = files;
        this.path = path;
        this.target = target;
        this.progress = progress;
    }

    void receive() throws IOException {
        int interrupts = files.board().interrupts();
        Path real = real(target);
        check(real);
        try (var partial = PartialFile.open(real)) {
            try {
                receive(partial);
                partial.finish();
            } catch (IOException e) {
                if (isLost(e) && !partial.failed() && files.board().interrupts() == interrupts) {
                    partial.keep();
                }
                throw e;
            }
        }
    }

    private void receive(PartialFile partial) throws IOException {
        try {
            new Download(files, path, partial, partial, progress).receive();
        } catch (VerificationException e) {
            if (!partial.resumed()) {
                throw e;
            }
            partial.clear(); // the file has changed since it was begun
            new Download(files, path, partial, partial, progress).receive();
        }
    }

    /// Tells whether a failure is that of the connection: the bytes that came before are good.
    private static boolean isLost(IOException e) {
        return switch (e) {
            case InterruptedIOException _,
                    FileSystemException _,
                    RemoteException _,
                    ResetException _,
                    VerificationException _ -> false;
            default -> true;
        };
    }

    /// Returns the file that `target` stands for.
    static Path real(Path target) throws IOException {
        return Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    }

    /// Makes sure that there can be a file at `target`.
    private static void check(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw Errno.EISDIR.on(target.toString());
        }
        Path folder = target.getParent();
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }
}
