package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.PromptException;
import dev.jumper.devices.board.RemoteException;
import dev.jumper.devices.board.VerificationException;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.ErrnoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The code of the page about boards.
@Timeout(60)
class BoardsPageTest {
    @TempDir
    Path folder;

    private ByteStream port;
    private MicroPythonBoard board;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        port = StreamUrl.open("sim:");
        board = MicroPythonBoard.over(port, Ticks.system());
    }

    @AfterEach
    void close() throws IOException {
        if (port != null) {
            port.close();
        }
    }

    @Test
    void opensABoard() throws IOException {
        // @start region=open
        try (var port = StreamUrl.open("sim:"); // or /dev/ttyUSB0?baud=115200, COM3, auto, id:0001, socket://host:8266
                var board = MicroPythonBoard.over(port, Ticks.system()).timeout(Duration.ofSeconds(5))) {
            System.out.println(board.info().version());
        }
        // @end region=open
    }

    @Test
    void runsCode() throws IOException {
        // @start region=code
        Object value = board.eval("[1, 2.5, 'text', b'bytes', None, {'key': True}]");
        String printed = board.exec("for i in range(3): print(i)");

        var text = new StringBuilder(); // hands output on as it comes; this program may be silent for a minute
        board.exec(
                "import time\nprint('on')\ntime.sleep(0.01)\nprint('off')",
                bytes -> text.append(StandardCharsets.UTF_8.decode(bytes)),
                Duration.ofMinutes(1));
        // @end region=code
        assertEquals(1L, ((List<?>) value).getFirst());
        assertEquals(2.5, ((List<?>) value).get(1));
        assertArrayEquals("bytes".getBytes(StandardCharsets.US_ASCII), (byte[]) ((List<?>) value).get(3));
        assertNull(((List<?>) value).get(4));
        assertEquals(Map.of("key", true), ((List<?>) value).get(5));
        assertEquals("0\r\n1\r\n2\r\n", printed);
        assertEquals("on\r\noff\r\n", text.toString());
    }

    @Test
    void handlesFiles() throws IOException {
        // @start region=files
        var files = board.files();
        files.mkdir("lib");
        files.write("lib/a.py", "A = 1\n".getBytes(StandardCharsets.UTF_8));
        files.rename("lib/a.py", "lib/b.py");
        for (var entry : files.list("lib")) {
            System.out.println(entry.name() + " " + entry.stat().size());
        }
        byte[] content = files.read("lib/b.py");
        byte[] hash = files.sha256("lib/b.py").orElseThrow(); // empty where the board has no hashlib
        long free = files.space().free();
        files.remove("lib/b.py");
        // @end region=files
        assertEquals("A = 1\n", new String(content, StandardCharsets.UTF_8));
        assertEquals(32, hash.length);
        assertTrue(free > 0);
        assertEquals(List.of(), files.list("lib"));
    }

    @Test
    void copies() throws IOException {
        Path firmware = Files.write(folder.resolve("firmware.bin"), new byte[50_000]);
        Path copy = folder.resolve("copy.bin");
        var seen = new ArrayList<Long>();
        // @start region=copy
        board.files().upload("firmware.bin", firmware, (done, total) -> {
            seen.add(done);
            System.out.printf("%d of %d bytes%n", done, total);
        });
        board.files().download("firmware.bin", copy, (done, total) -> seen.add(done));
        // @end region=copy
        assertEquals(-1, Files.mismatch(firmware, copy));
        assertEquals(0L, seen.getFirst());
        assertEquals(50_000L, seen.getLast());
    }

    @Test
    void keepsTheClock() throws IOException {
        // @start region=clock
        board.clock().set(Instant.parse("2026-11-21T14:30:00Z"));
        Instant time = board.clock().now();
        // @end region=clock
        assertTrue(Duration.between(Instant.parse("2026-11-21T14:30:00Z"), time).toSeconds() < 60, time.toString());
    }

    @Test
    void cancels() throws Exception {
        byte[] big = new byte[2_000_000];
        new Random(1).nextBytes(big);
        // @start region=cancel
        try (var worker = Executors.newSingleThreadExecutor()) {
            var copy = worker.submit(() -> {
                try {
                    board.files().write("big.bin", big);
                } catch (InterruptedIOException e) {
                    // the board is at its prompt; there is neither big.bin nor a temporary file
                }
                return null;
            });
            copy.cancel(true); // interrupts the thread
        }
        // @end region=cancel
        assertFalse(
                board.files().list("/").stream().anyMatch(entry -> entry.name().endsWith(".jmp")));
    }

    @Test
    void breaksOffCode() throws IOException {
        // @start region=interrupt
        try {
            board.exec(
                    "print('on')\nwhile True: pass",
                    bytes -> board.interrupt(), // Ctrl-C; this method may be called from any thread
                    MicroPythonBoard.UNTIL_INTERRUPTED);
        } catch (RemoteException e) {
            System.out.println(e.interrupted()); // true
        }
        // @end region=interrupt
        assertEquals(2L, board.eval("1+1"));
    }

    @Test
    void tellsErrorsApart() throws IOException {
        var said = new ArrayList<String>();
        for (String code : List.of("1 // 0", "open('absent')", "2")) {
            // @start region=errors
            try {
                board.exec(code);
                board.files().read("absent");
            } catch (RemoteException e) {
                said.add(e.type() + " in line " + e.line());
            } catch (NoSuchFileException e) {
                said.add("no " + e.getFile());
            } catch (VerificationException e) {
                said.add("damaged on the way: " + e.getMessage());
            } catch (PromptException e) {
                said.add("no prompt, but " + e.sight());
            } catch (IOException e) {
                said.add("the connection: " + e.getMessage());
            }
            // @end region=errors
        }
        assertEquals(List.of("ZeroDivisionError in line 1", "OSError in line 1", "no absent"), said);
        assertThrows(StreamOpenException.class, () -> StreamUrl.open("/dev/ttyABSENT"));
        board.exec("import os\nos.mkdir('d')\nopen('d/f', 'w').close()");
        assertThrows(DirectoryNotEmptyException.class, () -> board.files().remove("d"));
        assertThrows(ErrnoException.class, () -> board.files().read("d"));
    }

    @Test
    void triesFaults() throws IOException {
        // @start region=fault
        try (var port = StreamUrl.open("fault://sim:?tx.hangup=1000"); // unplugged after 1000 bytes
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            assertThrows(IOException.class, () -> board.files().write("data", new byte[100_000]));
        }
        try (var port = StreamUrl.open("fault://sim:?drop=0.001&garble=0.001&seed=7");
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            board.files().write("data", new byte[10_000]); // arrives, and is the same
        }
        // @end region=fault
    }
}
