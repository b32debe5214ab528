package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.jsc.LibraryPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A serial port of this machine.
///
/// Opening raises DTR and RTS together, which leaves the usual boards running; closing leaves both as they are (on
/// Linux). An unplugged device is an end of stream for reads and an [IOException] for writes, from then on.
/// What the system had buffered when the plug was pulled is lost with it.
///
/// Drivers round the baud rate to one that they can make. On Linux [#BAUD] tells that one; if it is more than 2 %
/// from the one asked for, opening and changing fail, and a change leaves the rate as it was. Not every driver owns
/// up to its rounding: a PC's own UART (8250) tells of rates beyond its reach only.
///
/// Threads and waits are as in [ByteStream]. On Linux a write takes what there is room for. Elsewhere the system
/// cannot be asked how much that is: a write waits for a second at least, and one that times out closes the port.
public final class SerialPort implements ByteStream {
    private static final int LINES_OUT = DTR | RTS;
    /// How long characters may take to leave when the stream itself would not wait.
    private static final long LONGEST_FLUSH = 10_000;

    private static final Duration LAST_CHARACTERS = Duration.ofMillis(200);

    private final String name;
    private final LibraryPort port;
    private final Line line;
    private final Ticks ticks;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long timeout = DEFAULT_TIMEOUT;
    private volatile int baud;

    SerialPort(String name, LibraryPort port, Line line, int baud, Ticks ticks) {
        this.name = name;
        this.port = port;
        this.line = line;
        this.baud = baud;
        this.ticks = ticks;
    }

    /// Opens the port at `path`, such as `/dev/ttyUSB0` or `COM3`.
    ///
    /// @throws dev.jumper.hal.stream.StreamOpenException if there is no such port, or it cannot be had;
    ///     says why and what to do
    /// @throws IOException if opening fails in another way
    public static SerialPort open(String path, SerialOptions options, Ticks ticks) throws IOException {
        return PortOpening.open(path, options, ticks, Posix.available());
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        return line.read(target, timeout);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        return line.write(source, timeout);
    }

    /// Performs [#FLUSH], [#POLL], [#TIMEOUT], [#GET_MODEM], [#SET_MODEM], [#SEND_BREAK], [#BAUD] or
    /// [#DISCARD_INPUT].
    @Override
    public long ioctl(int request, long argument) throws IOException {
        requireOpen();
        return switch (request) {
            case POLL -> line.poll((int) argument);
            case TIMEOUT -> {
                long before = timeout;
                if (argument != QUERY) {
                    timeout = argument;
                }
                yield before;
            }
            case BAUD -> changeBaud(argument);
            case GET_MODEM -> modem();
            case SET_MODEM -> {
                if ((argument & ~LINES_OUT) != 0) {
                    throw new IllegalArgumentException(
                            this + ": SET_MODEM: found bits " + argument + ", expected DTR (1) and RTS (2) only");
                }
                require(port.lines((argument & DTR) != 0, (argument & RTS) != 0), "SET_MODEM", "has no modem lines");
                yield 0;
            }
            case SEND_BREAK -> {
                sendBreak(argument);
                yield 0;
            }
            case DISCARD_INPUT -> Discard.input(line);
            case FLUSH -> {
                flush();
                yield 0;
            }
            default ->
                throw new UnsupportedOperationException(
                        this + ": request " + request + " is not known to serial ports");
        };
    }

    /// Closes the port and frees threads that wait on it. Gives characters that have not left yet 200 ms to do so,
    /// for the rest is thrown away; returns at once when the device is gone.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            var deadline = Deadline.after(ticks, LAST_CHARACTERS);
            while (port.waitingToLeave() > 0
                    && !deadline.expired()
                    && !Thread.currentThread().isInterrupted()) {
                ticks.delay(Math.min(1_000_000, deadline.remainingNanos()));
            }
            if (line instanceof DescriptorLine descriptor) {
                // the mark outlives us where somebody else holds the terminal open
                descriptor.with(fd -> Posix.ioctl(fd, Posix.TIOCNXCL));
            }
            line.close();
            port.close();
        }
    }

    @Override
    public String toString() {
        return "serial port " + name;
    }

    private long changeBaud(long argument) throws IOException {
        int before = baud();
        if (argument != QUERY) {
            SerialOptions.requireBaud(argument);
            baud((int) argument);
            var missed = SerialOptions.missedBaud(argument, baud());
            if (missed.isPresent()) {
                baud(before);
                throw new IOException(this + ": BAUD failed: " + missed.get());
            }
        }
        return before;
    }

    private void baud(int rate) throws IOException {
        require(port.baud(rate), "BAUD", "cannot change its rate to " + rate);
        baud = rate;
        if (line instanceof DescriptorLine descriptor) {
            descriptor.with(Posix::correctSettings); // the library has just written all settings anew
        }
    }

    /// Returns the rate that the driver tells, or that was asked for where it cannot be asked.
    private int baud() {
        int rate = line instanceof DescriptorLine descriptor ? descriptor.with(Posix::baud) : 0;
        return rate > 0 ? rate : baud;
    }

    private long modem() throws IOException {
        if (!(line instanceof DescriptorLine descriptor)) {
            return port.lines();
        }
        int lines = descriptor.with(fd -> Posix.ioctlInt(fd, Posix.TIOCMGET));
        if (lines == -Posix.ENOTTY || lines == -Posix.EINVAL) {
            throw new UnsupportedOperationException(this + ": GET_MODEM is not supported: it has no modem lines");
        }
        if (lines < 0) {
            throw new IOException(this + ": GET_MODEM failed: " + Posix.message(lines));
        }
        // asm-generic/termios.h: TIOCM_DTR 2, RTS 4, CTS 0x20, CAR 0x40, RNG 0x80, DSR 0x100
        return (lines & 2) / 2 * DTR
                | (lines & 4) / 4 * RTS
                | (lines & 0x20) / 0x20 * CTS
                | (lines & 0x40) / 0x40 * CD
                | (lines & 0x80) / 0x80 * RI
                | (lines & 0x100) / 0x100 * DSR;
    }

    private void sendBreak(long millis) throws IOException {
        if (millis < 1) {
            throw new IllegalArgumentException(this + ": SEND_BREAK: found " + millis + " ms, expected 1 or more");
        }
        require(port.sendBreak(true), "SEND_BREAK", "cannot send a break");
        try {
            ticks.delay(Duration.ofMillis(millis));
        } finally {
            port.sendBreak(false);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException(this + ": interrupted during a break");
        }
    }

    private void flush() throws IOException {
        long most = timeout <= 0 ? LONGEST_FLUSH : timeout;
        var deadline = Deadline.after(ticks, Duration.ofMillis(most));
        long pause = 20_000;
        int waiting;
        while ((waiting = port.waitingToLeave()) > 0) {
            if (deadline.expired()) {
                throw new StreamTimeoutException(
                        this + ": FLUSH: " + waiting + " bytes have not left after " + most + " ms", 0, waiting);
            }
            ticks.delay(Math.min(pause, deadline.remainingNanos()));
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(this + ": interrupted while flushing");
            }
            pause = Math.min(2 * pause, 10_000_000);
        }
    }

    private void require(boolean done, String request, String otherwise) throws IOException {
        if (done) {
            return;
        }
        int code = port.errorCode();
        if (code == Posix.ENOTTY || code == Posix.EINVAL) {
            throw new UnsupportedOperationException(this + ": " + request + " is not supported: it " + otherwise);
        }
        throw new IOException(this + ": " + request + " failed: error " + code);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(this + " is closed");
        }
    }
}
