package dev.jumper.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;

/// Who has a port open, as far as this user may see: Linux shows each process's open files in `/proc`.
final class PortHolders {
    private PortHolders() {}

    /// Returns the processes that have `device` open, as `picocom (process 4711)`; nothing if none can be seen.
    static Optional<String> of(Path device) {
        var holders = new StringJoiner(", ");
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            Path real = device.toRealPath();
            for (Path process : processes) {
                if (holds(process, real)) {
                    holders.add(title(process));
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // another system, or a hidden /proc: the caller says so in general words
        }
        return holders.length() == 0 ? Optional.empty() : Optional.of(holders.toString());
    }

    private static boolean holds(Path process, Path device) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(device)) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false; // somebody else's process, or one that has just ended
        }
        return false;
    }

    private static String title(Path process) {
        String id = process.getFileName().toString();
        if (id.equals(Long.toString(ProcessHandle.current().pid()))) {
            return "this program itself (process " + id + ")";
        }
        try {
            return Files.readString(process.resolve("comm")).strip() + " (process " + id + ")";
        } catch (IOException e) {
            return "process " + id;
        }
    }
}
