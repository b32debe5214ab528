package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Every command over a serial port, on one board that stays on from command to command.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SerialCommandsTest {
    private static ServedBoard board;

    @TempDir
    Path folder;

    @BeforeAll
    static void boot() throws IOException {
        board = ServedBoard.boot();
    }

    @AfterAll
    static void switchOff() throws IOException {
        board.close();
    }

    @Test
    void evaluatesExecutesAndRuns() throws IOException {
        board.jumper("eval", "1+1").prints("2\n");
        board.jumper("exec", "for i in range(3): print(i)").prints("0\n1\n2\n");
        Path program = Files.writeString(folder.resolve("grüße.py"), "print('Grüße, 世界')\n");
        board.jumper("run", program.toString()).prints("Grüße, 世界\n");
        var input = new ByteArrayInputStream("print(6 * 7)\n".getBytes(StandardCharsets.UTF_8));
        board.jumper(input, OutputStream.nullOutputStream(), "run", "-").prints("42\n");
    }

    @Test
    void chainsOverOneConnection() {
        board.jumper("exec", "kept = 'so'", "+", "eval", "kept", "+", "exec", "print(kept)")
                .prints("'so'\nso\n");
    }

    @Test
    void leavesTheBoardAtItsFriendlyPrompt() {
        board.jumper("exec", "left = 5").prints("");
        var input = new ByteArrayInputStream("1+left\n".getBytes(StandardCharsets.UTF_8));
        var outcome = board.jumper(input, OutputStream.nullOutputStream(), "repl");
        assertTrue(outcome.out().contains(">>> 1+left\r\n6\r\n>>> "), outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void copiesAMebibyteThereAndBack() throws IOException {
        byte[] bytes = new byte[1 << 20];
        new Random(20261121).nextBytes(bytes);
        Path sent = Files.write(folder.resolve("sent.bin"), bytes);
        Path back = folder.resolve("back.bin");
        board.jumper("cp", sent.toString(), ":big.bin").prints("");
        board.jumper("stat", ":big.bin", "+", "cp", ":big.bin", back.toString()).has("\n  size   1048576\n");
        board.jumper("rm", ":big.bin").prints("");
        assertArrayEquals(bytes, Files.readAllBytes(back));
    }

    @Test
    void copiesAFolderWithEveryByteValueEmptyFilesAndForeignNames() throws IOException {
        Path source = Files.createDirectories(folder.resolve("Größe/深い"));
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Files.write(source.resolve("every 'value' \"of\" a byte"), every);
        Files.write(source.resolve("leer"), new byte[0]);
        Files.writeString(source.resolve("\uD83D\uDC0D.txt"), "\uD83D\uDC0D\r\n\u0000Ä\n");
        Path back = folder.resolve("back");
        board.jumper("cp", "-r", folder.resolve("Größe").toString(), ":").prints("");
        board.jumper("cp", "-r", ":Größe", back.toString()).prints("");
        assertArrayEquals(every, Files.readAllBytes(back.resolve("深い/every 'value' \"of\" a byte")));
        assertEquals(0, Files.size(back.resolve("深い/leer")));
        assertEquals("\uD83D\uDC0D\r\n\u0000Ä\n", Files.readString(back.resolve("深い/\uD83D\uDC0D.txt")));
        board.jumper("ls", "-R", ":Größe")
                .prints("深い/\n深い/every 'value' \"of\" a byte\n深い/leer\n深い/\uD83D\uDC0D.txt\n");
        assertArrayEquals(
                every,
                board.jumper("cat", ":Größe/深い/every 'value' \"of\" a byte").bytes());
        board.jumper("rm", "-r", ":Größe", "+", "exec", "import os; print('Größe' in os.listdir())")
                .prints("False\n");
    }

    @Test
    void listsAndTellsWhatAFileIs() throws IOException {
        Path file = Files.writeString(folder.resolve("five"), "12345");
        board.jumper("mkdir", ":seen", "+", "cp", file.toString(), ":seen/").prints("");
        var listed = board.jumper("ls", "-l", ":seen");
        assertTrue(listed.out().matches(" +5  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  five\n"), listed.out());
        assertEquals("", listed.err());
        var told = board.jumper("stat", ":seen/five");
        assertEquals(11, told.out().lines().count(), told.out());
        assertTrue(told.out().contains("\n  size   5\n"), told.out());
        assertTrue(told.out().startsWith(":seen/five\n  mode   0100"), told.out());
        board.jumper("rm", "-r", ":seen").prints("");
    }

    @Test
    void setsTheClock() {
        var outcome = board.jumper("rtc", "--set");
        var found = Instant.parse(outcome.out().strip());
        assertTrue(Duration.between(found, Instant.now()).abs().toSeconds() < 10, outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void resetsAndIsThereAgain() {
        board.jumper("exec", "gone = 1").prints("");
        board.jumper("reset", "--soft").prints("");
        board.jumper("eval", "'gone' in globals()").prints("False\n");
        board.jumper("exec", "gone = 1", "+", "reset").prints("");
        board.jumper("eval", "'gone' in globals()").prints("False\n");
    }

    @Test
    void tellsWhatTheBoardIs() {
        var outcome = board.jumper("info");
        assertTrue(outcome.out().contains("firmware      micropython 1."), outcome.out());
        assertTrue(outcome.out().contains("epoch "), outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }
}
