package dev.jumper.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ports on a pseudo-terminal whose other side is the board; `descriptor` says which of the two [Line]s carries the
/// bytes.
@SuppressWarnings("try") // closing in the middle is what many of these are about
class SerialPortTest {
    private static final Ticks TICKS = Ticks.system();

    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "pseudo-terminals are Linux only");
    }

    private static SerialPort port(Pty board, boolean descriptor) throws IOException {
        return PortOpening.open(board.path(), SerialOptions.DEFAULT, TICKS, descriptor);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads `count` bytes, however many reads it takes, within ten seconds.
    private static byte[] exactly(ByteStream stream, int count) throws IOException {
        var target = ByteBuffer.allocate(count);
        var deadline = Deadline.after(TICKS, Duration.ofSeconds(30));
        while (target.hasRemaining()) {
            int result = stream.read(target);
            if (result == ByteStream.EOF || deadline.expired()) {
                throw new AssertionError("result " + result + " after " + target.position() + " of " + count);
            }
        }
        return target.array();
    }

    private static void all(ByteStream stream, byte[] bytes) throws IOException {
        var source = ByteBuffer.wrap(bytes);
        var deadline = Deadline.after(TICKS, Duration.ofSeconds(30));
        while (source.hasRemaining()) {
            stream.write(source);
            assertTrue(!deadline.expired(), () -> "stuck after " + source.position() + " of " + bytes.length);
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        return start(work, new CountDownLatch(1));
    }

    private static <T> FutureTask<T> start(Callable<T> work, CountDownLatch begun) {
        var task = new FutureTask<>(() -> {
            begun.countDown();
            return work.call();
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    // Rule 1

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void returnsWithTheFirstByteRatherThanAfterASlice(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            var echo = start(() -> {
                for (int i = 0; i < 200; i++) {
                    all(board, exactly(board, 1));
                }
                return null;
            });
            long began = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                all(port, new byte[] {(byte) i});
                assertArrayEquals(new byte[] {(byte) i}, exactly(port, 1));
            }
            long took = millis(began);
            echo.get(10, SECONDS);
            // a wait of one slice each would take 20 s
            assertTrue(took < 5000, () -> "200 round trips took " + took + " ms");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitsAsLongAsTheTimeoutSaysAndThenIsNotReady(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            for (long timeout : new long[] {0, 30, 250}) {
                port.ioctl(ByteStream.TIMEOUT, timeout);
                long began = System.nanoTime();
                assertEquals(ByteStream.NOT_READY, port.read(ByteBuffer.allocate(1)));
                long took = millis(began);
                assertTrue(took >= timeout, () -> "waited " + took + " of " + timeout + " ms");
                assertTrue(took < timeout + 2000, () -> "waited " + took + " of " + timeout + " ms");
            }
            assertEquals(250, port.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void returnsWhatIsThereWithoutFillingTheBuffer(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            board.write(bytes("abc"));
            var target = ByteBuffer.allocate(100);
            var deadline = Deadline.after(TICKS, Duration.ofSeconds(10));
            while (target.position() < 3 && !deadline.expired()) {
                assertTrue(port.read(target) > 0);
            }
            assertEquals(bytes("abc"), target.flip());
        }
    }

    // Rule 2

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsBytesAlreadyReadWhenTheLineDropsAndStaysAtItsEnd(boolean descriptor) throws Exception {
        var board = Pty.open(TICKS);
        try (board;
                var port = port(board, descriptor)) {
            board.write(bytes("last words"));
            assertArrayEquals("last words".getBytes(StandardCharsets.ISO_8859_1), exactly(port, 10));
            board.close();
            for (int i = 0; i < 3; i++) {
                assertEquals(ByteStream.EOF, port.read(ByteBuffer.allocate(1)));
            }
        }
    }

    // Rule 3

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingFreesAThreadWhoseWriteIsStalled(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            port.ioctl(ByteStream.TIMEOUT, -1);
            var writing = new CountDownLatch(100);
            var writer = start(() -> {
                while (true) {
                    writing.countDown();
                    port.write(ByteBuffer.allocate(1000));
                }
            });
            // stalls long before 100 writes; the latch only bounds the wait until it has
            writing.await(300, java.util.concurrent.TimeUnit.MILLISECONDS);
            long began = System.nanoTime();
            port.close();
            var e = assertThrows(ExecutionException.class, () -> writer.get(10, SECONDS));
            assertTrue(millis(began) < 3000);
            assertTrue(e.getCause() instanceof IOException || e.getCause() instanceof IllegalStateException);
        }
    }

    @Test
    void aStalledWriteIsNotReadyAfterItsTimeoutAndLosesNothing() throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, true)) {
            port.ioctl(ByteStream.TIMEOUT, 50);
            var sent = new byte[100_000];
            new Random(7).nextBytes(sent);
            var source = ByteBuffer.wrap(sent);
            int result;
            do {
                result = port.write(source);
            } while (result > 0);
            assertEquals(ByteStream.NOT_READY, result);
            int stalledAt = source.position();
            var reader = start(() -> exactly(board, sent.length));
            all(port, java.util.Arrays.copyOfRange(sent, stalledAt, sent.length));
            assertArrayEquals(sent, reader.get(30, SECONDS));
        }
    }

    @Test
    void aStalledWriteThroughTheLibraryEndsByClosingThePort() throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, false)) {
            port.ioctl(ByteStream.TIMEOUT, 50);
            var e = assertThrows(IOException.class, () -> {
                while (true) {
                    port.write(ByteBuffer.allocate(4096));
                }
            });
            assertTrue(e.getMessage().contains("the port was closed to end the write"), e.getMessage());
            assertEquals(ByteStream.EOF, port.read(ByteBuffer.allocate(1)));
        }
    }

    // Rule 4

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesABaudRateBelowOneBeforeAnythingIsOpened(int baud) {
        var e = assertThrows(IllegalArgumentException.class, () -> SerialOptions.DEFAULT.withBaud(baud));
        assertEquals("baud rate: found " + baud + ", expected 1 or more, usually 115200", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesTheBaudRateAndRefusesZero(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            assertEquals(115_200, port.ioctl(ByteStream.BAUD, 74_880));
            assertThrows(IllegalArgumentException.class, () -> port.ioctl(ByteStream.BAUD, 0));
            assertEquals(74_880, port.ioctl(ByteStream.BAUD, ByteStream.QUERY));
            all(board, new byte[] {0x11, 0x13, 0x03, 0x0D});
            assertArrayEquals(new byte[] {0x11, 0x13, 0x03, 0x0D}, exactly(port, 4));
        }
    }

    // Rule 6

    @Test
    void keepsASecondOpenerOutAndNamesTheHolder() throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, true)) {
            var e = assertThrows(StreamOpenException.class, () -> port(board, true));
            assertEquals(Reason.BUSY, e.reason(), e.getMessage());
            assertEquals(
                    "serial port " + board.path() + ": in use by this program itself (process "
                            + ProcessHandle.current().pid() + "); close it there and try again",
                    e.getMessage());
            port.close();
            port(board, true).close();
        }
    }

    @Test
    void keepsAnotherUserOutWhoKnowsNothingOfLocks() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv"))
                && System.getProperty("user.name").equals("root"));
        try (var board = Pty.open(TICKS)) {
            Files.setPosixFilePermissions(
                    Path.of(board.path()), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
            assertEquals("", openedAsNobody(board.path()));
            try (var _ = port(board, true)) {
                assertTrue(openedAsNobody(board.path()).contains("busy"));
            }
            assertEquals("", openedAsNobody(board.path()));
        }
    }

    private static String openedAsNobody(String path) throws Exception {
        var process = new ProcessBuilder(
                        "/usr/bin/setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "--bounding-set=-all",
                        "--inh-caps=-all",
                        "/bin/sh",
                        "-c",
                        ": <> " + path)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, SECONDS));
        return said;
    }

    // Rule 7

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unpluggedWhileIdleIsAnEndOfStreamAndClosesQuickly(boolean descriptor) throws Exception {
        var board = Pty.open(TICKS);
        try (board;
                var port = port(board, descriptor)) {
            board.close();
            assertEquals(ByteStream.EOF, port.read(ByteBuffer.allocate(1)));
            assertEquals(ByteStream.EOF, port.read(ByteBuffer.allocate(1)));
            assertTrue((port.ioctl(ByteStream.POLL, Poll.RD) & Poll.HUP) != 0);
            var e = assertThrows(IOException.class, () -> port.write(bytes("x")));
            assertEquals(
                    "serial port " + board.path() + ": write failed: the device is gone; plug it in and open it again",
                    e.getMessage());
            long began = System.nanoTime();
            port.close();
            assertTrue(millis(began) < 2000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unpluggedWhileReadingIsAnEndOfStream(boolean descriptor) throws Exception {
        var board = Pty.open(TICKS);
        try (board;
                var port = port(board, descriptor)) {
            port.ioctl(ByteStream.TIMEOUT, -1);
            var begun = new CountDownLatch(1);
            var reader = start(() -> port.read(ByteBuffer.allocate(1)), begun);
            assertTrue(begun.await(10, SECONDS));
            board.close();
            assertEquals(ByteStream.EOF, reader.get(10, SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unpluggedWhileWritingIsAnErrorThatNamesThePort(boolean descriptor) throws Exception {
        var board = Pty.open(TICKS);
        try (board;
                var port = port(board, descriptor)) {
            port.ioctl(ByteStream.TIMEOUT, -1);
            var begun = new CountDownLatch(5);
            var writer = start(() -> {
                while (true) {
                    begun.countDown();
                    port.write(ByteBuffer.allocate(4096));
                }
            });
            begun.await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
            board.close();
            var e = assertThrows(ExecutionException.class, () -> writer.get(10, SECONDS));
            assertEquals(
                    "serial port " + board.path() + ": write failed: the device is gone; plug it in and open it again",
                    e.getCause().getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingFreesAReader(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            port.ioctl(ByteStream.TIMEOUT, -1);
            var begun = new CountDownLatch(1);
            var reader = start(
                    () -> {
                        var target = ByteBuffer.allocate(1);
                        return port.read(target);
                    },
                    begun);
            assertTrue(begun.await(10, SECONDS));
            board.write(bytes("x"));
            assertEquals(1, reader.get(10, SECONDS));
            var waiting = start(() -> port.read(ByteBuffer.allocate(1)));
            var deadline = Deadline.after(TICKS, Duration.ofMillis(100));
            Poll.await(port, Poll.RD, deadline);
            port.close();
            assertEquals(ByteStream.EOF, waiting.get(10, SECONDS));
            assertThrows(IllegalStateException.class, () -> port.read(ByteBuffer.allocate(1)));
            assertThrows(IllegalStateException.class, () -> port.ioctl(ByteStream.POLL, 1));
            port.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptEndsAWaitAndKeepsTheFlag(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            port.ioctl(ByteStream.TIMEOUT, -1);
            var task = new FutureTask<>(() -> {
                assertThrows(InterruptedIOException.class, () -> port.read(ByteBuffer.allocate(1)));
                return Thread.currentThread().isInterrupted();
            });
            var thread = Thread.ofPlatform().daemon().start(task);
            thread.interrupt();
            assertTrue(task.get(10, SECONDS));
        }
    }

    // Rule 8

    @Test
    void doesNotHangUpTheModemLinesOnClose() throws Exception {
        try (var board = Pty.open(TICKS)) {
            int peer = Posix.open(board.path());
            try (var port = port(board, true)) {
                assertEquals(0, Posix.controlFlags(peer) & Posix.HUPCL);
                port.ioctl(ByteStream.BAUD, 9600);
                assertEquals(0, Posix.controlFlags(peer) & Posix.HUPCL);
            } finally {
                Posix.close(peer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatAPseudoTerminalHasNoModemLines(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            var e = assertThrows(UnsupportedOperationException.class, () -> port.ioctl(ByteStream.SET_MODEM, 3));
            assertEquals(
                    "serial port " + board.path() + ": SET_MODEM is not supported: it has no modem lines",
                    e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> port.ioctl(ByteStream.SET_MODEM, 4));
        }
    }

    // Rule 9

    @Test
    void saysThatThereIsNoSuchPort() {
        var e = assertThrows(
                StreamOpenException.class, () -> SerialPort.open("/dev/ttyNone7", SerialOptions.DEFAULT, TICKS));
        assertEquals(Reason.ABSENT, e.reason());
        assertTrue(
                e.getMessage()
                        .startsWith("serial port /dev/ttyNone7: there is no /dev/ttyNone7; the ports there are: "),
                e.getMessage());
    }

    @Test
    void saysThatAFileOrADirectoryIsNoPort(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("plain"), "x");
        for (Path path : new Path[] {directory, file, Path.of("/dev/null")}) {
            var e = assertThrows(
                    StreamOpenException.class, () -> SerialPort.open(path.toString(), SerialOptions.DEFAULT, TICKS));
            assertEquals(Reason.UNSUITABLE, e.reason(), e.getMessage());
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        }
        assertEquals("x", Files.readString(file));
    }

    // Throughput and everything in both directions

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void carriesAMebibyteEachWayUnchanged(boolean descriptor) throws Exception {
        long seed = 20_261_121;
        var random = new Random(seed);
        var there = new byte[1 << 20];
        var back = new byte[1 << 20];
        random.nextBytes(there);
        random.nextBytes(back);
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            var toBoard = start(() -> {
                all(port, there);
                return null;
            });
            var atBoard = start(() -> exactly(board, there.length));
            var fromBoard = start(() -> {
                all(board, back);
                return null;
            });
            var atPort = start(() -> exactly(port, back.length));
            assertArrayEquals(there, atBoard.get(60, SECONDS), "seed " + seed);
            assertArrayEquals(back, atPort.get(60, SECONDS), "seed " + seed);
            toBoard.get(10, SECONDS);
            fromBoard.get(10, SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void discardsInputAndTellsOfWhatIsThere(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            assertEquals(0, port.ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(Poll.WR, port.ioctl(ByteStream.POLL, Poll.WR));
            board.write(bytes("garbage"));
            assertEquals(Poll.RD, Poll.await(port, Poll.RD, Deadline.after(TICKS, Duration.ofSeconds(10))));
            port.ioctl(ByteStream.DISCARD_INPUT, 0);
            assertEquals(0, port.ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(0, port.ioctl(ByteStream.FLUSH, 0));
            var e = assertThrows(UnsupportedOperationException.class, () -> port.ioctl(999, 0));
            assertEquals("serial port " + board.path() + ": request 999 is not known to serial ports", e.getMessage());
        }
    }
}
