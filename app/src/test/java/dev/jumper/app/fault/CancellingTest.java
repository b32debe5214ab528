package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.app.Cable;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.MemoryVfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A thread that talks to a board is interrupted: it ends at once, and leaves the board at its prompt and its files
/// as they were.
@Tag("fault")
@Timeout(60)
class CancellingTest {
    private static final byte[] OLD = FlashFolder.random(1, 3_000);
    private static final int LENGTH = 100_000;

    private final Ticks ticks = Ticks.system();
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryVfs files = new MemoryVfs(rtc);
    private EmbeddedBoard embedded;

    @BeforeEach
    void boot() throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        files.write("/data", OLD);
        embedded = EmbeddedBoard.boot(files, rtc, ticks);
    }

    @AfterEach
    void switchOff() throws IOException {
        Thread.interrupted();
        if (embedded != null) {
            embedded.close();
        }
    }

    /// Something to be cancelled.
    private interface Work {
        void on(MicroPythonBoard board) throws IOException;
    }

    /// Runs `work` over a cable that interrupts this thread when `bytes` have gone over it.
    private void cancels(long bytes, Work work) throws IOException {
        var worker = Thread.currentThread();
        var cable = Cable.counting(embedded.stream(), bytes, worker::interrupt);
        var board = MicroPythonBoard.over(cable, ticks);
        var e = assertThrows(InterruptedIOException.class, () -> work.on(board));
        assertTrue(Thread.interrupted(), "the interrupt got lost");
        assertEquals(0, e.getSuppressed().length, e.toString());
        leftInOrder(board);
    }

    private void leftInOrder(MicroPythonBoard board) throws IOException {
        assertArrayEquals(OLD, files.read("/data"));
        assertEquals(1, files.list("/").size(), files.list("/").toString());
        assertEquals(2L, board.eval("1+1"));
        board.files().write("/data", OLD);
        assertArrayEquals(OLD, board.files().read("/data"));
    }

    @Seeded(few = 3, all = 100)
    void anUploadLeavesTheOldFileAndNoOther(long seed) throws IOException {
        var random = new Random(seed);
        byte[] bytes = FlashFolder.random(seed, LENGTH);
        cancels(1 + random.nextInt(LENGTH), board -> board.files().write("/data", bytes));
    }

    @Seeded(few = 3, all = 50)
    void aDownloadLeavesTheBoardAtItsPrompt(long seed) throws IOException {
        files.write("/data", OLD);
        cancels(
                1 + new Random(seed).nextInt(OLD.length),
                board -> board.files().download("/data", new ByteArrayOutputStream(), (done, total) -> {}));
    }

    @Test
    void anUploadAsTextLeavesTheOldFileAndNoOther() throws IOException {
        cancels(20_000, board -> {
            board.exec("class int: pass"); // no int.from_bytes, and so no blocks
            board.files().write("/data", FlashFolder.random(7, LENGTH));
        });
    }

    @Test
    void codeThatNeverEndsIsBrokenOff() throws Exception {
        var board = MicroPythonBoard.over(embedded.stream(), ticks);
        var begun = new CountDownLatch(1);
        var run = new FutureTask<>(() -> {
            var e = assertThrows(
                    InterruptedIOException.class,
                    () -> board.exec(
                            "import time\nx = 0\nprint('begun')\nwhile True:\n x += 1\n time.sleep_ms(1)",
                            bytes -> {
                                bytes.position(bytes.limit());
                                begun.countDown();
                            },
                            MicroPythonBoard.UNTIL_INTERRUPTED));
            assertTrue(Thread.currentThread().isInterrupted());
            return e;
        });
        var thread = Thread.ofPlatform().daemon().start(run);
        assertTrue(begun.await(10, TimeUnit.SECONDS));
        thread.interrupt();
        assertEquals(0, run.get(10, TimeUnit.SECONDS).getSuppressed().length);
        assertEquals(board.eval("x"), board.eval("x"));
        leftInOrder(board);
    }

    @Test
    void codeThatPrintsWithoutEndIsBrokenOff() throws IOException {
        cancels(
                100_000,
                board -> board.exec(
                        "while True: print('x' * 60)",
                        bytes -> bytes.position(bytes.limit()),
                        MicroPythonBoard.UNTIL_INTERRUPTED));
    }

    @Test
    void aThreadThatWasInterruptedBeforeDoesNothing() throws IOException {
        var board = MicroPythonBoard.over(embedded.stream(), ticks);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> board.files().write("/data", new byte[5]));
        assertTrue(Thread.interrupted());
        leftInOrder(board);
    }

    @Test
    void aListenerThatThrowsEndsTheCopy() throws IOException {
        var board = MicroPythonBoard.over(embedded.stream(), ticks);
        var enough = new IllegalStateException("enough");
        byte[] bytes = FlashFolder.random(3, LENGTH);
        var thrown = assertInstanceOf(
                IllegalStateException.class,
                assertThrows(
                        RuntimeException.class,
                        () -> board.files().upload("/data", new ByteArrayInputStream(bytes), LENGTH, (done, total) -> {
                            if (done > 0) {
                                throw enough;
                            }
                        })));
        assertSame(enough, thrown);
        leftInOrder(board);
    }
}
