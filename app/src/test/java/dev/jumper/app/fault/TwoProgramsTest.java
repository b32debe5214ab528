package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Cable;
import dev.jumper.app.Outcome;
import dev.jumper.app.ServedBoard;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Two programs on one port: the second is refused, or, where it heeds no lock, harms no file.
@Tag("fault")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class TwoProgramsTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final byte[] NEW = FlashFolder.random(2, 200_000);
    private static final List<String> TYPED = List.of("\r\3\3\r\1", "\r\2", "print('x' * 500)\r", "\4", "\3", "x");

    @TempDir
    Path temporary;

    private FlashFolder flash;
    private Path big;

    @BeforeEach
    void makeFolders() throws IOException {
        flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        big = Files.write(temporary.resolve("big"), NEW);
        flash.put("data", OLD);
    }

    /// What the other program does in the middle of a copy.
    private interface Other {
        void meddle(ServedBoard board) throws Exception;
    }

    /// Does it with the port open a second time. Where the system sees to it that only root can have it open twice
    /// (tty_ioctl(4), TIOCEXCL) there is nothing to fear.
    private static void beside(ServedBoard board, Trespass trespass) throws Exception {
        try (var port = new RandomAccessFile(board.path(), "rw")) {
            trespass.on(port);
        } catch (FileNotFoundException e) {
            assertTrue(e.getMessage().contains("busy"), e.getMessage());
        }
    }

    private interface Trespass {
        void on(RandomAccessFile port) throws Exception;
    }

    private Outcome copyWhile(long bytes, Other other) throws Exception {
        var inTheMiddle = new CountDownLatch(1);
        try (var board = flash.boot(cable -> Cable.counting(cable, bytes, inTheMiddle::countDown))) {
            var copy = new FutureTask<>(() -> board.jumper("cp", big.toString(), ":data"));
            Thread.ofPlatform().daemon().start(copy);
            assertTrue(inTheMiddle.await(30, TimeUnit.SECONDS));
            other.meddle(board);
            return copy.get(90, TimeUnit.SECONDS);
        }
    }

    @Test
    void theSecondIsRefusedAndTheFirstGoesOn() throws Exception {
        copyWhile(
                        1000,
                        board -> board.jumper("eval", "1")
                                .fails(5, "serial port " + board.path() + ": ", "in use by", "close it there"))
                .prints("");
        assertArrayEquals(NEW, flash.read("data"));
    }

    /// Types what would stop or confuse any program on the board.
    @Seeded(few = 2, all = 30)
    void oneThatHeedsNoLockAndTypesHarmsNoFile(long seed) throws Exception {
        var random = new Random(seed);
        int count = 1 + random.nextInt(4);
        whole(copyWhile(
                1 + random.nextInt(NEW.length),
                board -> beside(board, port -> {
                    for (int i = 0; i < count; i++) {
                        port.write(TYPED.get(random.nextInt(TYPED.size())).getBytes(StandardCharsets.US_ASCII));
                    }
                })));
    }

    /// Takes some of what the board answers.
    @Seeded(few = 2, all = 30)
    void oneThatHeedsNoLockAndReadsHarmsNoFile(long seed) throws Exception {
        var random = new Random(seed);
        byte[] taken = new byte[1 + random.nextInt(100)];
        whole(copyWhile(
                1 + random.nextInt(NEW.length / 2),
                board -> beside(board, port -> {
                    var thief = new FutureTask<>(() -> port.read(taken));
                    Thread.ofPlatform().daemon().start(thief);
                    thief.get(30, TimeUnit.SECONDS);
                })));
    }

    private void whole(Outcome outcome) throws IOException {
        if (outcome.status() == 0) {
            outcome.prints("");
            assertArrayEquals(NEW, flash.read("data"));
        } else {
            assertTrue(Set.of(6, 7, 8).contains(outcome.status()), outcome.status() + ": " + outcome.err());
            outcome.fails(outcome.status());
            assertArrayEquals(OLD, flash.read("data"));
        }
        assertEquals(Set.of("data"), flash.names());
    }
}
