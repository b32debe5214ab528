package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Cable;
import dev.jumper.app.Outcome;
import dev.jumper.app.ServedBoard;
import dev.jumper.app.session.OpenUploads;
import dev.jumper.app.session.StateFolder;
import dev.jumper.devices.board.BoardFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The plug was pulled in the middle of a copy, and the board is back: the copy goes on where it ended, or whatever
/// command comes next leaves no temporary file.
@Tag("fault")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class BrokenOffTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final int MEBIBYTE = 1 << 20;
    /// What a copy costs beside its content: the way to the prompt, the program for blocks, small blocks at first.
    private static final int OVERHEAD = 30_000;
    /// What the kernel holds of a port's input, which is gone with the plug (Linux, drivers/tty/tty_buffer.c).
    private static final int IN_THE_KERNEL = 65_536;

    @TempDir
    Path temporary;

    private FlashFolder flash;
    private Path host;
    private Path port;

    @BeforeEach
    void makeFolders() throws IOException {
        flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        host = Files.createDirectory(temporary.resolve("host"));
        port = temporary.resolve("port");
    }

    /// What went over the cable of a board at [#port], and what the command came to.
    private record Run(Outcome outcome, long bytes) {}

    /// Runs a command on a board that is plugged in under the name [#port], and unplugged after so many bytes.
    private Run plugged(long limit, String... command) throws IOException {
        var cable = new AtomicReference<Cable>();
        var plug = new AtomicReference<ServedBoard>();
        try (var board = flash.boot(stream -> {
            cable.set(Cable.counting(stream, limit, () -> {
                try {
                    plug.get().unplug();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return cable.get();
        })) {
            plug.set(board);
            Files.deleteIfExists(port);
            Files.createSymbolicLink(port, Path.of(board.path()));
            return new Run(ServedBoard.jumperAt(port, command), cable.get().passed());
        }
    }

    private Run plugged(String... command) throws IOException {
        var run = plugged(Long.MAX_VALUE, command);
        assertEquals("", run.outcome().err());
        return run;
    }

    private Set<String> names(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            var names = new TreeSet<String>();
            all.forEach(path -> names.add(path.getFileName().toString()));
            return names;
        }
    }

    @Seeded(few = 3, all = 50)
    void aDownloadGoesOnWhereverItIsBrokenOff(long seed) throws Exception {
        byte[] bytes = FlashFolder.random(seed, MEBIBYTE);
        flash.put("data", bytes);
        Path target = Files.write(host.resolve("data"), OLD);
        Path partial = BoardFiles.partial(target);
        var random = new Random(seed);
        long kept = 0;
        for (int time = 1; time <= 2; time++) { // the one from the beginning, and the one that goes on
            long at = 1 + random.nextLong(MEBIBYTE - kept);
            plugged(at, "cp", ":data", target.toString()).outcome().fails(8, "serial port ");
            long now = Files.exists(partial) ? Files.size(partial) : 0;
            assertTrue(
                    now >= kept + at - OVERHEAD - IN_THE_KERNEL,
                    "of " + at + " bytes more than " + kept + " came " + now);
            assertTrue(now >= kept, "lost " + (kept - now));
            kept = now;
            assertArrayEquals(OLD, Files.readAllBytes(target));
        }
        var whole = plugged("cp", ":data", target.toString());
        assertTrue(whole.bytes() < MEBIBYTE - kept + OVERHEAD, whole.bytes() + " bytes with " + kept + " here");
        assertArrayEquals(bytes, Files.readAllBytes(target));
        assertEquals(Set.of("data"), names(host));
        assertEquals(Set.of("data"), flash.names());
    }

    @Test
    void theMessageSaysHowToGoOn() throws IOException {
        flash.put("data", FlashFolder.random(1, MEBIBYTE));
        Path target = host.resolve("data");
        var outcome = plugged(MEBIBYTE / 2, "cp", ":data", target.toString()).outcome();
        Path partial = host.resolve(".data.jumper-part");
        outcome.fails(
                8,
                "; %d of %d bytes are kept in %s, copy it again to go on\n"
                        .formatted(Files.size(partial), MEBIBYTE, partial));
    }

    @Test
    void aDirectoryGoesOnWithTheFileThatBrokeOff() throws IOException {
        Files.createDirectory(flash.folder().resolve("d"));
        for (int i = 0; i < 4; i++) {
            flash.put("d/f" + i, FlashFolder.random(i, 300_000));
        }
        plugged(750_000, "cp", "-r", ":d", host.toString()).outcome().fails(8, "serial port ");
        assertEquals(Set.of("f0", "f1", ".f2.jumper-part"), names(host.resolve("d")));
        long kept = Files.size(host.resolve("d/.f2.jumper-part"));
        long bytes = plugged("cp", "-r", ":d", host.toString()).bytes();
        assertTrue(bytes < 600_000 - kept + OVERHEAD, bytes + " bytes with " + kept + " here");
        assertEquals(Set.of("f0", "f1", "f2", "f3"), names(host.resolve("d")));
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(flash.read("d/f" + i), Files.readAllBytes(host.resolve("d/f" + i)));
        }
    }

    @Test
    void whatIsLeftOfADownloadGoesWithTheNextToThatFileWhateverItIs() throws IOException {
        byte[] small = FlashFolder.random(5, 100);
        flash.put("data", FlashFolder.random(1, MEBIBYTE));
        flash.put("small", small);
        Path target = host.resolve("data");
        plugged(MEBIBYTE / 2, "cp", ":data", target.toString()).outcome().fails(8, "serial port ");
        plugged("cp", ":small", target.toString());
        assertArrayEquals(small, Files.readAllBytes(target));
        assertEquals(Set.of("data"), names(host));
        plugged(MEBIBYTE / 2, "cp", ":data", target.toString()).outcome().fails(8, "serial port ");
        plugged("cp", ":small", target.toString()); // the same already
        assertEquals(Set.of("data"), names(host));
    }

    private Path big(long seed) throws IOException {
        return Files.write(host.resolve("big"), FlashFolder.random(seed, MEBIBYTE));
    }

    private void theNextConnectionAsksForNothing() throws IOException {
        new OpenUploads(StateFolder.path("uploads"), port.toString()).tidy(() -> {
            throw new AssertionError("the next connection looks for what is left, too");
        });
    }

    @Seeded(few = 2, all = 50)
    void afterAnUploadEvenAnEvalLeavesNothing(long seed) throws IOException {
        flash.put("data", OLD);
        long at = 1 + new Random(seed).nextLong(MEBIBYTE);
        plugged(at, "cp", big(seed).toString(), ":data").outcome().fails(8, "serial port ");
        var eval = plugged("eval", "1+1");
        eval.outcome().prints("2\n");
        assertEquals(Set.of("data"), flash.names());
        assertArrayEquals(OLD, flash.read("data"));
        theNextConnectionAsksForNothing();
    }

    @Test
    void afterAnUploadEveryCommandLeavesNothing() throws IOException {
        Path program = Files.writeString(host.resolve("program.py"), "print(1)\n");
        flash.put("data", OLD);
        var commands = List.<String[]>of(
                new String[] {"exec", "print(1)"},
                new String[] {"run", program.toString()},
                new String[] {"stat", ":data"},
                new String[] {"df"},
                new String[] {"sha256", ":data"},
                new String[] {"info"},
                new String[] {"rtc"},
                new String[] {"reset", "--soft"},
                new String[] {"reset"},
                new String[] {"repl"},
                new String[] {"ls"},
                new String[] {"cat", ":data"},
                new String[] {"cp", ":data", host.resolve("back").toString()},
                new String[] {"cp", ":data", host.resolve("back").toString()}, // the same already
                new String[] {"cp", host.resolve("back").toString(), ":data"}, // the same already
                new String[] {"exec", "raise ValueError"});
        for (String[] command : commands) {
            plugged(MEBIBYTE / 2, "cp", big(1).toString(), ":new").outcome().fails(8, "serial port ");
            assertEquals(2, flash.names().size(), "nothing was left to be removed");
            plugged(Long.MAX_VALUE, command);
            assertEquals(Set.of("data"), flash.names(), String.join(" ", command));
        }
    }

    @Test
    void afterAnUploadTheSameGoesOnAndThenNothingIsLeft() throws IOException {
        Path big = big(1);
        plugged(MEBIBYTE * 3 / 4, "cp", big.toString(), ":new").outcome().fails(8, "serial port ");
        long bytes = plugged("cp", big.toString(), ":new").bytes();
        assertTrue(bytes < MEBIBYTE / 2, bytes + " bytes for the last quarter");
        assertArrayEquals(Files.readAllBytes(big), flash.read("new"));
        assertEquals(Set.of("new"), flash.names());
        theNextConnectionAsksForNothing();
    }

    @Test
    void aBoardThatCannotListItsFilesIsAskedOnce() throws IOException {
        flash.put("boot.py", "import os\ndel os.ilistdir\n".getBytes(StandardCharsets.US_ASCII));
        var notes = new OpenUploads(StateFolder.path("uploads"), port.toString());
        plugged("eval", "1+1");
        notes.begin();
        plugged("eval", "1+1").outcome().prints("2\n");
        theNextConnectionAsksForNothing();
    }
}
