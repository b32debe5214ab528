package dev.jumper.serial;

import static dev.jumper.serial.PortFixture.TICKS;
import static dev.jumper.serial.PortFixture.bytes;
import static dev.jumper.serial.PortFixture.millis;
import static dev.jumper.serial.PortFixture.port;
import static dev.jumper.serial.PortFixture.start;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ports on a pseudo-terminal whose other side is the board; `descriptor` says which of the two [Line]s carries the
/// bytes. Here: every way in which it ends.
@SuppressWarnings("try") // closing in the middle is what many of these are about
class SerialPortEndTest {
    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "pseudo-terminals are Linux only");
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
                    "serial port " + board.path()
                            + ": the connection ended: unplugged, or the program at the other end has gone; connect it"
                            + " again",
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
                    "serial port " + board.path()
                            + ": the connection ended: unplugged, or the program at the other end has gone; connect it"
                            + " again",
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
}
