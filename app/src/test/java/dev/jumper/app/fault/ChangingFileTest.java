package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Cable;
import dev.jumper.app.Outcome;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.devices.board.VerificationException;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The file that is copied changes meanwhile: the copy is told to have failed, or is what the file is now, if it
/// changed only where it had not been read yet; it is never a mixture.
@Tag("fault")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ChangingFileTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final byte[] CONTENT = FlashFolder.random(2, 300_000);

    @TempDir
    Path temporary;

    private FlashFolder flash;
    private Path host;

    @BeforeEach
    void makeFolders() throws IOException {
        flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        host = Files.createDirectory(temporary.resolve("host"));
    }

    /// How a file changes.
    enum Change {
        GROWS {
            @Override
            void of(Path file) throws IOException {
                Files.write(file, OLD, StandardOpenOption.APPEND);
            }
        },
        SHRINKS {
            @Override
            void of(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(CONTENT.length - 10);
                }
            }
        },
        BECOMES_EMPTY {
            @Override
            void of(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
        },
        CHANGES_AT_ITS_BEGINNING {
            @Override
            void of(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.write(java.nio.ByteBuffer.wrap(OLD));
                }
            }
        },
        CHANGES_AT_ITS_END {
            @Override
            void of(Path file) throws IOException {
                try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                    channel.position(CONTENT.length - OLD.length).write(java.nio.ByteBuffer.wrap(OLD));
                }
            }
        };

        abstract void of(Path file) throws IOException;
    }

    private Outcome copying(long bytes, Change change, Path changing, String... command) throws IOException {
        try (var board = flash.boot(cable -> Cable.counting(cable, bytes, () -> {
            try {
                change.of(changing);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }))) {
            return board.jumper(command);
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void onThisHostDuringAnUpload(Change change) throws IOException {
        Path file = Files.write(host.resolve("log"), CONTENT);
        flash.put("data", OLD);
        var outcome = copying(CONTENT.length / 2, change, file, "cp", file.toString(), ":data");
        if (change == Change.SHRINKS || change == Change.CHANGES_AT_ITS_END) {
            outcome.prints("");
            assertArrayEquals(Files.readAllBytes(file), flash.read("data"));
        } else {
            outcome.fails(
                    7, file + ": it changed while it was copied", "the old file on the board is untouched, try again");
            assertArrayEquals(OLD, flash.read("data"));
        }
        assertEquals(Set.of("data"), flash.names());
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void onTheBoardDuringADownload(Change change) throws IOException {
        Path file = flash.put("log", CONTENT);
        Path target = Files.write(host.resolve("data"), OLD);
        var outcome = copying(CONTENT.length / 2, change, file, "cp", ":log", target.toString());
        if (change == Change.CHANGES_AT_ITS_END) {
            outcome.prints("");
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
        } else {
            outcome.fails(7, ": log: ", "try again");
            assertArrayEquals(OLD, Files.readAllBytes(target));
        }
        try (var left = Files.list(host)) {
            assertEquals(1, left.count(), "a partial file was left behind");
        }
    }

    @Seeded(few = 3, all = 50)
    void neverMixedWhereverItChanges(long seed) throws IOException {
        var random = new Random(seed);
        Path file = Files.write(host.resolve("log"), CONTENT);
        var change = Change.values()[random.nextInt(Change.values().length)];
        long at = 1 + random.nextInt(CONTENT.length + 1000);
        var outcome = copying(at, change, file, "cp", file.toString(), ":data");
        if (outcome.status() == 0) { // what it was before, or after
            byte[] there = flash.read("data");
            assertTrue(
                    Arrays.equals(CONTENT, there) || Arrays.equals(Files.readAllBytes(file), there),
                    change + " at " + at);
        } else {
            outcome.fails(7, "it changed while it was copied");
            assertEquals(Set.of(), flash.names());
        }
    }

    @Test
    void isAVerificationExceptionInJava() throws IOException {
        Path file = Files.write(host.resolve("log"), CONTENT);
        flash.put("data", OLD);
        flash.put("log", CONTENT);
        try (var served = flash.boot(cable -> cable);
                var port = StreamUrl.open(served.path());
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            var up = assertThrows(
                    VerificationException.class, () -> board.files().upload("data", file, growing(file)));
            assertEquals(
                    file + ": it changed while it was copied, after " + CONTENT.length
                            + " bytes were read; the old file on the board is untouched, try again when nothing writes"
                            + " to it",
                    up.getMessage().replaceFirst("after \\d+", "after " + CONTENT.length));
            assertArrayEquals(OLD, flash.read("data"));
            assertThrows(
                    VerificationException.class,
                    () -> board.files()
                            .download(
                                    "log",
                                    OutputStream.nullOutputStream(),
                                    growing(flash.folder().resolve("log"))));
        }
    }

    /// Returns a listener who makes `file` longer each time it hears that something has been copied.
    private static Progress growing(Path file) {
        return (done, total) -> {
            try {
                if (done > 0) {
                    Change.GROWS.of(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
