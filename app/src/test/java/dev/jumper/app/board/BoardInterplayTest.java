package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.devices.board.PythonLiteral;
import dev.jumper.devices.board.RemoteException;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The board of `devices` on the interpreter of `emulator`: both ends real, nothing between them scripted.
class BoardInterplayTest {
    private final Ticks ticks = Ticks.system();
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryVfs memory = new MemoryVfs(rtc, 4L << 20);
    private EmbeddedBoard embedded;
    private MicroPythonBoard board;

    @BeforeEach
    void boot() throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        rtc.set(Instant.parse("2026-03-04T05:06:07Z"));
        embedded = EmbeddedBoard.boot(memory, rtc, ticks);
        board = MicroPythonBoard.over(embedded.stream(), ticks);
    }

    @AfterEach
    void switchOff() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }

    @Test
    void bringsValuesOverAndBack() throws IOException {
        var value = List.of(1L, -2.5, "Grüße '\"\n\\ 😀", true, List.of(), Map.of("k", List.of(0L)));
        assertEquals(value, board.eval(PythonLiteral.write(value)));
        assertArrayEquals(new byte[] {0, 3, 4, (byte) 0xFF}, (byte[]) board.eval("bytes([0, 3, 4, 255])"));
    }

    @Test
    void streamsOutputWhileTheCodeRunsAndInterruptsItFromAnotherThread() throws Exception {
        var first = new CompletableFuture<String>();
        var run = CompletableFuture.supplyAsync(() -> {
            try {
                board.exec(
                        "print('begun')\nwhile True: pass",
                        bytes -> first.complete(
                                StandardCharsets.UTF_8.decode(bytes).toString()),
                        MicroPythonBoard.UNTIL_INTERRUPTED);
                throw new AssertionError("an endless loop has ended");
            } catch (RemoteException e) {
                return e;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertTrue(first.get(10, TimeUnit.SECONDS).startsWith("begun"));
        board.interrupt();
        assertTrue(run.get(10, TimeUnit.SECONDS).interrupted());
        assertEquals(2L, board.eval("1+1"));
    }

    @Test
    void isAtItsPromptAgainAfterCodeThatWasSilentForTooLong() throws IOException {
        assertThrows(
                StreamTimeoutException.class,
                () -> board.exec("while True: pass", bytes -> {}, Duration.ofMillis(200)));
        assertEquals(2L, board.eval("1+1"));
    }

    @Test
    void tellsTheLineOfAnExceptionInAModule() throws IOException {
        board.files().write("/broken.py", "def f():\n    return 1 // 0\n".getBytes(StandardCharsets.UTF_8));
        var e = assertThrows(RemoteException.class, () -> board.exec("import broken\nbroken.f()"));
        assertEquals("ZeroDivisionError", e.type());
        assertTrue(e.file().endsWith("broken.py"), e.file());
        assertEquals(2, e.line());
    }

    @Test
    void forgetsNamesButKeepsFilesOverASoftReset() throws IOException {
        board.exec("x = 1\nopen('/kept', 'w').close()");
        board.softReset();
        assertEquals(
                "NameError",
                assertThrows(RemoteException.class, () -> board.eval("x")).type());
        assertFalse(board.files().stat("/kept").isDirectory());
    }

    @Test
    void comesBackAfterAHardReset() throws IOException {
        board.exec("x = 1");
        board.hardReset();
        assertEquals(2L, board.eval("1+1"));
        assertThrows(RemoteException.class, () -> board.eval("x"));
    }

    @Test
    void runsMainPyOnARestartAndComesBackFromIt() throws IOException {
        board.files()
                .write("/main.py", "import os\nos.mkdir('/ran')\nwhile True: pass\n".getBytes(StandardCharsets.UTF_8));
        board.restart();
        assertTrue(board.files().stat("/ran").isDirectory());
    }

    @Test
    void setsTheClockThatDatesItsFiles() throws IOException {
        var time = Instant.parse("2027-08-09T10:11:12Z");
        board.clock().set(time);
        board.files().write("/dated", new byte[1]);
        long late = board.files().stat("/dated").mtime() - time.getEpochSecond();
        assertTrue(late >= 0 && late <= 10, "dated " + late + " s after the clock was set");
        assertTrue(board.clock().trusted());
    }

    @Test
    void saysWhatItIs() throws IOException {
        var info = board.info();
        assertEquals("micropython", info.implementation());
        assertEquals("1.27.0", info.version());
        assertTrue(info.machine().startsWith("Jumper embedded board"), info.machine());
        assertEquals(1970, info.epochYear());
        assertTrue(info.freeMemory().orElse(0) > 0);
    }

    @Test
    void copiesAMebibyteBothWays() throws IOException {
        byte[] content = new byte[1 << 20];
        new Random(1).nextBytes(content);
        var reports = new ArrayList<Long>();
        board.files().upload("/big", new ByteArrayInputStream(content), content.length, (done, _) -> reports.add(done));
        assertEquals(0, reports.getFirst());
        assertEquals(content.length, reports.getLast());
        assertArrayEquals(content, memory.read("/big"));
        var back = new ByteArrayOutputStream();
        board.files().download("/big", back, Progress.NONE);
        assertArrayEquals(content, back.toByteArray());
    }

    @Test
    void copiesEmptyFilesAndNamesBeyondAscii() throws IOException {
        board.files().mkdir("/Ordner ü");
        board.files().write("/Ordner ü/leer €.txt", new byte[0]);
        assertEquals(List.of("leer €.txt"), names("/Ordner ü"));
        assertArrayEquals(new byte[0], board.files().read("/Ordner ü/leer €.txt"));
    }

    private List<String> names(String path) throws IOException {
        return board.files().list(path).stream().map(Vfs.Entry::name).toList();
    }

    @Test
    void keepsTheOldFileAndLeavesNothingBehindWhenTheBoardIsFull() throws IOException {
        byte[] old = {1, 2, 3};
        board.files().write("/f", old);
        memory.write("/ballast", new byte[(4 << 20) - 2000]);
        var e = assertThrows(FileSystemException.class, () -> board.files().write("/f", new byte[5000]));
        assertEquals(Errno.ENOSPC, Errno.of(e));
        assertArrayEquals(old, board.files().read("/f"));
        assertEquals(
                List.of("ballast", "f"),
                memory.list("/").stream().map(Vfs.Entry::name).toList());
    }

    @Test
    void keepsTheOldFileWhenTheSourceFailsHalfWay() throws IOException {
        board.files().write("/f", new byte[] {7});
        var failing = new InputStream() {
            private int left = 3000;

            @Override
            public int read() throws IOException {
                if (--left < 0) {
                    throw new IOException("the disk has failed");
                }
                return 0;
            }
        };
        var e = assertThrows(IOException.class, () -> board.files().upload("/f", failing, 6000, Progress.NONE));
        assertEquals("the disk has failed", e.getMessage());
        assertArrayEquals(new byte[] {7}, board.files().read("/f"));
        assertEquals(List.of("f"), names("/"));
    }

    @Test
    void translatesTheErrorsOfItsFiles() throws IOException {
        var files = board.files();
        files.mkdir("/d");
        files.write("/d/f", new byte[1]);
        assertThrows(NoSuchFileException.class, () -> files.stat("/nope"));
        assertThrows(NoSuchFileException.class, () -> files.read("/nope"));
        assertThrows(NoSuchFileException.class, () -> files.write("/nope/f", new byte[1]));
        assertThrows(FileAlreadyExistsException.class, () -> files.mkdir("/d"));
        assertThrows(DirectoryNotEmptyException.class, () -> files.remove("/d"));
        assertEquals(Errno.EISDIR, Errno.of(assertThrows(FileSystemException.class, () -> files.read("/d"))));
        assertEquals(
                Errno.EISDIR, Errno.of(assertThrows(FileSystemException.class, () -> files.write("/d", new byte[1]))));
        assertThrows(InvalidPathException.class, () -> files.read("/../etc/passwd"));
    }

    @Test
    void renamesOverAFileAndRemoves() throws IOException {
        var files = board.files();
        files.write("/a", new byte[] {1});
        files.write("/b", new byte[] {2});
        files.rename("/a", "/b");
        assertArrayEquals(new byte[] {1}, files.read("/b"));
        files.remove("/b");
        assertEquals(List.of(), names("/"));
    }

    @Test
    void readsWritesAndAppendsThroughAnOpenFile() throws IOException {
        var files = board.files();
        try (ByteStream file = files.open("/log", StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            file.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
            file.ioctl(ByteStream.SEEK, 1);
            file.write(ByteBuffer.wrap("a".getBytes(StandardCharsets.UTF_8)));
        }
        try (ByteStream file = files.open("/log", StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap("!".getBytes(StandardCharsets.UTF_8)));
        }
        try (ByteStream file = files.open("/log")) {
            var content = ByteBuffer.allocate(20);
            file.ioctl(ByteStream.SEEK, 1);
            assertEquals(5, file.read(content));
            assertEquals(ByteStream.EOF, file.read(content));
            assertEquals("allo!", new String(content.array(), 0, 5, StandardCharsets.UTF_8));
        }
        assertInstanceOf(
                FileAlreadyExistsException.class,
                assertThrows(
                        IOException.class,
                        () -> files.open("/log", StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
                                .close()));
    }

    @Test
    void tellsItsRoom() throws IOException {
        var space = board.files().space();
        assertTrue(space.free() <= space.total() && space.total() <= 4L << 20, space.toString());
    }
}
