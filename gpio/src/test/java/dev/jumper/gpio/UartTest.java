package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.PortFinder;
import dev.jumper.serial.SerialOptions;
import dev.jumper.serial.SerialPort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The serial module on 8250 UARTs of a running kernel, `ttyS1` and `ttyS2`, each of which is the other's far end.
///
/// They are emulated without their baud rate: nothing here is about speed. Of the modem lines only the outputs are
/// real, and a break does not reach the far end.
@Tag("vm")
class UartTest {
    private static final String LEFT = "/dev/ttyS1";
    private static final String RIGHT = "/dev/ttyS2";
    private static final Ticks TICKS = Ticks.system();
    private static final int OUTPUTS = ByteStream.DTR | ByteStream.RTS;

    private SerialPort left;
    private SerialPort right;

    @BeforeEach
    void open() throws IOException {
        left = SerialPort.open(LEFT, SerialOptions.DEFAULT, TICKS);
        right = SerialPort.open(RIGHT, SerialOptions.DEFAULT, TICKS);
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
    }

    private static Deadline soon() {
        return Deadline.after(TICKS, Duration.ofMinutes(2));
    }

    private static byte[] receive(ByteStream from, int count) throws IOException {
        var target = ByteBuffer.allocate(count);
        Exact.over(from, TICKS).readFully(target, soon());
        return target.array();
    }

    private static void send(ByteStream to, byte... bytes) throws IOException {
        Exact.over(to, TICKS).writeFully(ByteBuffer.wrap(bytes), soon());
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    @Test
    void carries64KibibytesEachWayAtOnceUnchanged() throws Exception {
        long seed = 8250;
        var random = new Random(seed);
        var there = new byte[1 << 16];
        var back = new byte[1 << 16];
        random.nextBytes(there);
        random.nextBytes(back);
        var atRight = start(() -> receive(right, there.length));
        var atLeft = start(() -> receive(left, back.length));
        var fromLeft = start(() -> {
            send(left, there);
            return null;
        });
        send(right, back);
        assertArrayEquals(there, atRight.get(2, TimeUnit.MINUTES), "seed " + seed);
        assertArrayEquals(back, atLeft.get(2, TimeUnit.MINUTES), "seed " + seed);
        fromLeft.get(2, TimeUnit.MINUTES);
    }

    @Test
    void aReadTakesWhatIsThereAndThenIsNotReadyAfterItsTimeout() throws IOException {
        send(right, (byte) 0x11, (byte) 0x00, (byte) 0xFF); // a flow control character, and what terminals garble
        var target = ByteBuffer.allocate(100);
        var deadline = soon();
        while (target.position() < 3 && !deadline.expired()) {
            left.read(target);
        }
        assertArrayEquals(new byte[] {0x11, 0x00, (byte) 0xFF}, java.util.Arrays.copyOf(target.array(), 3));
        for (int timeout : new int[] {0, 30, 250}) {
            left.ioctl(ByteStream.TIMEOUT, timeout);
            long began = TICKS.nanos();
            assertEquals(ByteStream.NOT_READY, left.read(target));
            assertTrue(TICKS.nanos() - began >= timeout * 1_000_000L, "sooner than " + timeout + " ms");
        }
        assertEquals(3, target.position());
    }

    @Test
    void aReadThatStallsTellsHowFarItCame() throws IOException {
        send(right, (byte) 1, (byte) 2, (byte) 3);
        var target = ByteBuffer.allocate(5);
        Exact.over(left, TICKS).read(target.limit(3), soon());
        target.limit(5);
        var e = assertThrows(
                StreamTimeoutException.class,
                () -> Exact.over(left, TICKS).readFully(target, Deadline.after(TICKS, Duration.ofMillis(200))));
        assertEquals(0, e.done());
        assertEquals(2, e.wanted());
        send(right, (byte) 4, (byte) 5);
        Exact.over(left, TICKS).readFully(target, soon());
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, target.array());
    }

    @Test
    void anotherOpenerIsToldWhoHasThePort() throws IOException {
        var e = assertThrows(StreamOpenException.class, () -> SerialPort.open(LEFT, SerialOptions.DEFAULT, TICKS));
        assertEquals(
                "serial port /dev/ttyS1: in use by this program itself (process "
                        + ProcessHandle.current().pid() + "); close it there and try again",
                e.getMessage());
        assertEquals(Reason.BUSY, e.reason());
        send(right, (byte) 7); // the attempt did the port no harm
        assertArrayEquals(new byte[] {7}, receive(left, 1));
        left.close();
        SerialPort.open(LEFT, SerialOptions.DEFAULT, TICKS).close();
    }

    /// `TIOCEXCL` keeps out who knows nothing of locks, though not root.
    @Test
    void anotherUserIsKeptOutUntilThePortIsClosed() throws Exception {
        Uarts.openToAll(LEFT);
        assertTrue(Uarts.openAsNobody(LEFT).endsWith("Device or resource busy"), Uarts.openAsNobody(LEFT));
        left.close();
        assertEquals("", Uarts.openAsNobody(LEFT));
    }

    @Test
    void theModemLinesAreDrivenAsTheKernelTellsThem() throws IOException {
        for (int lines : new int[] {ByteStream.DTR, ByteStream.RTS, 0, OUTPUTS}) {
            left.ioctl(ByteStream.SET_MODEM, lines);
            assertEquals(lines, Uarts.modem(1) & OUTPUTS);
            assertEquals(Uarts.modem(1), left.ioctl(ByteStream.GET_MODEM, 0));
            assertEquals(OUTPUTS, Uarts.modem(2) & OUTPUTS);
        }
    }

    @Test
    void theLinesStayAsTheyAreOnCloseAndOpeningRaisesBoth() throws IOException {
        for (int lines : new int[] {ByteStream.DTR, ByteStream.RTS, 0}) {
            left.ioctl(ByteStream.SET_MODEM, lines);
            left.close();
            assertEquals(lines, Uarts.modem(1) & OUTPUTS);
            left = SerialPort.open(LEFT, SerialOptions.DEFAULT, TICKS);
            assertEquals(OUTPUTS, Uarts.modem(1) & OUTPUTS);
        }
        left.ioctl(ByteStream.BAUD, 9600); // which writes all settings anew
        left.close();
        assertEquals(OUTPUTS, Uarts.modem(1) & OUTPUTS);
    }

    @Test
    void aBreakLeavesTheLineInOrder() throws IOException {
        long before = TICKS.nanos();
        assertEquals(0, left.ioctl(ByteStream.SEND_BREAK, 20));
        assertTrue(TICKS.nanos() - before >= 20_000_000);
        send(left, (byte) 0x55);
        assertArrayEquals(new byte[] {0x55}, receive(right, 1));
        assertEquals(
                "serial port /dev/ttyS1: SEND_BREAK: found 0 ms, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> left.ioctl(ByteStream.SEND_BREAK, 0))
                        .getMessage());
    }

    @Test
    void discardsInputAndTellsOfWhatIsThere() throws IOException {
        assertEquals(0, left.ioctl(ByteStream.POLL, Poll.RD));
        assertEquals(Poll.WR, left.ioctl(ByteStream.POLL, Poll.WR | Poll.RD));
        send(right, (byte) 0xAA); // one byte: all of it is there as soon as any is
        assertEquals(Poll.RD, Poll.await(left, Poll.RD, soon()));
        assertEquals(0, left.ioctl(ByteStream.DISCARD_INPUT, 0));
        assertEquals(0, left.ioctl(ByteStream.POLL, Poll.RD));
        send(right, (byte) 0xBB);
        assertArrayEquals(new byte[] {(byte) 0xBB}, receive(left, 1));
    }

    /// A real UART counts what leaves it.
    @Test
    void flushingWaitsUntilAllHasLeft() throws IOException {
        int before = Uarts.sent(1);
        send(left, new byte[1000]);
        assertEquals(0, left.ioctl(ByteStream.FLUSH, 0));
        assertEquals(before + 1000, Uarts.sent(1));
        receive(right, 1000);
    }

    @Test
    void theKernelHasTheBaudRateThatWasSet() throws Exception {
        assertEquals("115200", Uarts.rate(LEFT));
        assertEquals(115_200, left.ioctl(ByteStream.BAUD, 9600));
        assertEquals("9600", Uarts.rate(LEFT));
        assertEquals(9600, left.ioctl(ByteStream.BAUD, ByteStream.QUERY));
        assertEquals(
                "baud rate: found 0, expected 1 or more, usually 115200",
                assertThrows(IllegalArgumentException.class, () -> left.ioctl(ByteStream.BAUD, 0))
                        .getMessage());
        send(left, (byte) 0x0D);
        assertArrayEquals(new byte[] {0x0D}, receive(right, 1));
    }

    /// The clock of a PC's UART is 1.8432 MHz, a sixteenth of which is the most it can do.
    @Test
    void aRateThatTheUartCannotMakeIsRefused() throws Exception {
        var e = assertThrows(IOException.class, () -> left.ioctl(ByteStream.BAUD, 230_400));
        assertEquals(
                "serial port /dev/ttyS1: BAUD failed: asked for 230400 baud, but its driver took 115200;"
                        + " choose a rate that it can make, usually 115200 or one that divides it",
                e.getMessage());
        left.ioctl(ByteStream.BAUD, 57_600);
        assertThrows(IOException.class, () -> left.ioctl(ByteStream.BAUD, 1_000_000));
        assertEquals(57_600, left.ioctl(ByteStream.BAUD, ByteStream.QUERY));
        assertEquals("57600", Uarts.rate(LEFT));
        left.close();
        var refused = assertThrows(
                StreamOpenException.class, () -> SerialPort.open(LEFT, SerialOptions.DEFAULT.withBaud(230_400), TICKS));
        assertEquals(Reason.UNSUITABLE, refused.reason());
        assertEquals(
                "serial port /dev/ttyS1: asked for 230400 baud, but its driver took 57600;"
                        + " choose a rate that it can make, usually 115200 or one that divides it",
                refused.getMessage());
        left = SerialPort.open(LEFT, SerialOptions.DEFAULT, TICKS); // the attempt did not keep it
    }

    @Test
    void closingEndsTheReadOfAnotherThread() throws Exception {
        left.ioctl(ByteStream.TIMEOUT, -1);
        var reader = start(() -> {
            var target = ByteBuffer.allocate(2);
            left.read(target);
            return left.read(target);
        });
        send(right, (byte) 1);
        Poll.await(right, Poll.RD, Deadline.after(TICKS, Duration.ofMillis(300))); // so that it waits again
        left.close();
        try {
            assertEquals(ByteStream.EOF, reader.get(2, TimeUnit.MINUTES));
        } catch (java.util.concurrent.ExecutionException e) {
            assertEquals(IllegalStateException.class, e.getCause().getClass()); // it was not there yet
        }
    }

    @Test
    void bothAreFoundAndAPlaceWithoutAUartIsNone() throws IOException {
        var paths =
                PortFinder.system().ports().stream().map(PortFinder.Port::path).toList();
        assertTrue(paths.contains(LEFT) && paths.contains(RIGHT) && !paths.contains("/dev/ttyS3"), paths.toString());
        var e = assertThrows(
                StreamOpenException.class, () -> SerialPort.open("/dev/ttyS3", SerialOptions.DEFAULT, TICKS));
        assertEquals(
                "serial port /dev/ttyS3: the system lists it, but there is no device behind it (errno 5);"
                        + " plug it in again",
                e.getMessage());
        assertEquals(Reason.ABSENT, e.reason());
    }
}
