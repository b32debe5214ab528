package dev.jumper.serial;

import static dev.jumper.serial.PortFixture.PATIENCE;
import static dev.jumper.serial.PortFixture.TICKS;
import static dev.jumper.serial.PortFixture.all;
import static dev.jumper.serial.PortFixture.bytes;
import static dev.jumper.serial.PortFixture.exactly;
import static dev.jumper.serial.PortFixture.millis;
import static dev.jumper.serial.PortFixture.port;
import static dev.jumper.serial.PortFixture.start;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ports on a pseudo-terminal whose other side is the board; `descriptor` says which of the two [Line]s carries the
/// bytes. Here: reading, writing and their time.
@SuppressWarnings("try") // closing in the middle is what many of these are about
class SerialPortTest {
    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "pseudo-terminals are Linux only");
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
            assertArrayEquals(sent, reader.get(PATIENCE.toSeconds(), SECONDS));
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
