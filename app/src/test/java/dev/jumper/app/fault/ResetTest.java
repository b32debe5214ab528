package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Cable;
import dev.jumper.app.Outcome;
import dev.jumper.app.ServedBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The board starts again in the middle: by its button, by its watchdog, or because its program says so.
@Tag("fault")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ResetTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final int LENGTH = 200_000;

    @TempDir
    Path temporary;

    private FlashFolder flash;
    private Path host;

    @BeforeEach
    void makeFolders() throws IOException {
        flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        host = Files.createDirectory(temporary.resolve("host"));
    }

    private Outcome resetAfter(long bytes, String... command) throws IOException {
        var button = new AtomicReference<ServedBoard>();
        try (var board = flash.boot(
                cable -> Cable.counting(cable, bytes, () -> button.get().reset()))) {
            button.set(board);
            var outcome = board.jumper(command);
            board.jumper("eval", "'at the prompt'").prints("'at the prompt'\n");
            return outcome;
        }
    }

    @Seeded(few = 2, all = 50)
    void anUploadGoesOnOrLeavesTheOldFile(long seed) throws IOException {
        byte[] bytes = FlashFolder.random(seed, LENGTH);
        Path big = Files.write(host.resolve("big"), bytes);
        flash.put("data", OLD);
        var outcome = resetAfter(1 + new Random(seed).nextInt(LENGTH), "cp", big.toString(), ":data");
        assertEquals(Set.of("data"), flash.names());
        if (outcome.status() == 0) {
            outcome.prints("");
            assertArrayEquals(bytes, flash.read("data"));
        } else {
            outcome.fails(8, "data: ", "reset in the middle", "the old file is untouched, try again");
            assertArrayEquals(OLD, flash.read("data"));
        }
    }

    @Seeded(few = 2, all = 50)
    void aDownloadGoesOnOrLeavesTheHostsFile(long seed) throws IOException {
        byte[] bytes = FlashFolder.random(seed, LENGTH);
        flash.put("data", bytes);
        Path target = Files.write(host.resolve("data"), OLD);
        var outcome = resetAfter(1 + new Random(seed).nextInt(LENGTH), "cp", ":data", target.toString());
        if (outcome.status() == 0) {
            outcome.prints("");
            assertArrayEquals(bytes, Files.readAllBytes(target));
        } else {
            outcome.fails(8, "data: ", "reset in the middle");
            assertArrayEquals(OLD, Files.readAllBytes(target));
        }
        try (var left = Files.list(host)) {
            assertEquals(1, left.count(), "a partial file was left behind");
        }
    }

    @Test
    void aProgramThatResetsTheBoardHasEnded() throws IOException {
        try (var board = flash.boot(cable -> cable)) {
            var outcome = board.jumper("exec", "import machine\nprint('so long')\nmachine.reset()");
            assertTrue(outcome.out().startsWith("so long\n"), outcome.out());
            outcome.fails(8, "board: it was reset while its code ran; what it did is lost, run it again");
            board.jumper("eval", "1").prints("1\n");
        }
    }

    @Test
    void aProgramThatRestartsTheInterpreterHasEnded() throws IOException {
        try (var board = flash.boot(cable -> cable)) {
            board.jumper("exec", "import machine\nmachine.soft_reset()").fails(8, "it was reset while its code ran");
            board.jumper("eval", "1").prints("1\n");
        }
    }
}
