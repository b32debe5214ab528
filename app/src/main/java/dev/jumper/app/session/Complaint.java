package dev.jumper.app.session;

import dev.jumper.hal.vfs.Errno;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Puts a failure in one line: what, what was found, what was expected, and what to do about it.
public final class Complaint {
    private Complaint() {}

    /// Returns the line for `failure`, without the command's name before it.
    public static String of(Exception failure) {
        return switch (failure) {
            case NoSuchFileException e ->
                e.getFile() + ": found nothing of that name, expected a file or directory; "
                        + "check the name (ls lists the board's files)";
            case FileAlreadyExistsException e ->
                e.getFile() + ": found something of that name, expected none; "
                        + "remove it first, or choose another name";
            case DirectoryNotEmptyException e ->
                e.getFile() + ": found entries in it, expected an empty directory; " + "use rm -r";
            case NotDirectoryException e -> e.getFile() + ": found a file, expected a directory; choose another name";
            case AccessDeniedException e -> e.getFile() + ": permission denied; look at its owner and mode";
            case InvalidPathException e -> e.getInput() + ": " + e.getReason();
            case FileSystemException e
            when Errno.of(e) == Errno.EISDIR ->
                e.getFile() + ": found a directory, expected " + "a file; use -r to copy or remove directories";
            case FileSystemException e
            when Errno.of(e) == Errno.ENOSPC -> e.getFile() + ": " + reason(e) + "; remove something first";
            case FileSystemException e
            when Errno.of(e) == Errno.ENAMETOOLONG -> e.getFile() + ": " + reason(e) + "; choose a shorter name";
            case FileSystemException e -> e.getFile() + ": " + reason(e);
            default -> oneLine(failure);
        };
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? "failed" : e.getReason();
    }

    private static String oneLine(Exception failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
