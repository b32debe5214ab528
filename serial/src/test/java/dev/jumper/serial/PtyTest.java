package dev.jumper.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // closing in the middle is what some of these are about
class PtyTest {
    private static final Ticks TICKS = Ticks.system();

    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "pseudo-terminals are Linux only");
    }

    @Test
    void carriesEveryByteValueUnchangedToAnyProgram() throws Exception {
        var sent = new byte[256];
        for (int i = 0; i < 256; i++) {
            sent[i] = (byte) i;
        }
        try (var pty = Pty.open(TICKS);
                var program = Files.newInputStream(Path.of(pty.path()))) {
            assertEquals(256, pty.write(ByteBuffer.wrap(sent)));
            var task = new FutureTask<>(() -> program.readNBytes(256));
            Thread.ofPlatform().daemon().start(task);
            org.junit.jupiter.api.Assertions.assertArrayEquals(sent, task.get(10, SECONDS));
        }
    }

    @Test
    void isNotReadyWhileNobodyIsThereAndKeepsWhatTheySentBeforeTheyLeft() throws Exception {
        try (var pty = Pty.open(TICKS)) {
            pty.ioctl(ByteStream.TIMEOUT, 0);
            assertEquals(ByteStream.NOT_READY, pty.read(ByteBuffer.allocate(1)));
            Files.write(Path.of(pty.path()), new byte[] {1, 2, 3});
            pty.ioctl(ByteStream.TIMEOUT, 10_000);
            var target = ByteBuffer.allocate(10);
            while (target.position() < 3) {
                assertTrue(pty.read(target) > 0);
            }
            pty.ioctl(ByteStream.TIMEOUT, 0);
            assertEquals(ByteStream.NOT_READY, pty.read(target));
        }
    }

    @Test
    void flushWaitsUntilTheOtherSideHasReadItAll() throws Exception {
        try (var pty = Pty.open(TICKS)) {
            pty.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            pty.ioctl(ByteStream.TIMEOUT, 50);
            var e = assertThrows(StreamTimeoutException.class, () -> pty.ioctl(ByteStream.FLUSH, 0));
            assertEquals(
                    "pseudo-terminal " + pty.path() + ": 3 bytes still unread on the other side after 50 ms",
                    e.getMessage());
            try (var program = Files.newInputStream(Path.of(pty.path()))) {
                assertEquals(3, program.readNBytes(3).length);
            }
            assertEquals(0, pty.ioctl(ByteStream.FLUSH, 0));
        }
    }

    @Test
    void refusesModemRequestsAndSaysWhy() throws Exception {
        try (var pty = Pty.open(TICKS)) {
            var e = assertThrows(UnsupportedOperationException.class, () -> pty.ioctl(ByteStream.SET_MODEM, 3));
            assertEquals(
                    "pseudo-terminal " + pty.path()
                            + ": request 65 is not supported: a pseudo-terminal has no modem lines and no baud rate",
                    e.getMessage());
        }
    }

    @Test
    void isKnownUnderAFixedNameUntilItIsClosed(@TempDir Path directory) throws Exception {
        var link = directory.resolve("board");
        try (var pty = Pty.linked(link, TICKS)) {
            assertEquals(Path.of(pty.path()), Files.readSymbolicLink(link));
        }
        assertFalse(Files.isSymbolicLink(link));
        Files.writeString(link, "precious");
        var e = assertThrows(IOException.class, () -> Pty.linked(link, TICKS));
        assertTrue(e.getMessage().contains("is no symbolic link"), e.getMessage());
        assertEquals("precious", Files.readString(link));
    }

    @Test
    void closingFreesAReaderAndEveryLaterCallIsMisuse() throws Exception {
        try (var pty = Pty.open(TICKS)) {
            pty.ioctl(ByteStream.TIMEOUT, -1);
            var reader = new FutureTask<>(() -> {
                pty.write(ByteBuffer.wrap(new byte[1]));
                return pty.read(ByteBuffer.allocate(1));
            });
            Thread.ofPlatform().daemon().start(reader);
            try (var program = Files.newInputStream(Path.of(pty.path()))) {
                assertEquals(0, program.read()); // the reader is on its way
            }
            pty.close();
            try {
                assertEquals(ByteStream.EOF, reader.get(10, SECONDS));
            } catch (java.util.concurrent.ExecutionException e) {
                assertTrue(e.getCause() instanceof IllegalStateException); // it came too late
            }
            assertThrows(IllegalStateException.class, () -> pty.read(ByteBuffer.allocate(1)));
            pty.close();
        }
    }
}
