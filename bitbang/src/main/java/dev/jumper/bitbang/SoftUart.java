package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// A UART in software: any speed that the machine keeps up with, 5 to 9 data bits, parity, both directions.
///
/// **Sending** blocks for as long as the characters take. Their edges follow an absolute schedule, so that
/// errors do not add up; an edge that is off by more than a quarter of a bit is a [DeviceException] of kind
/// `MISSED`, and the position of the buffer says which character it was in.
///
/// **Receiving** from a pin that is an [dev.jumper.hal.EdgeCapture] goes on all the time, and pauses of this
/// program do no harm. Any other pin is polled while [#read] or [#receive] runs, until the line is quiet for
/// the time of a character; what comes between two calls is lost, and [ByteStream#POLL] knows only of what has
/// been received.
///
/// **Errors of the line** come in their place among the bytes: `read` throws a [DeviceException] of kind
/// `CHECKSUM` for parity, `WRONG_ANSWER` for a frame, `MISSED` when this machine was too slow. Unlike other
/// errors of streams, none of them ends the stream: read on. A break is no error; [#BREAKS] counts them.
/// [#receive] gives all of it as values.
///
/// **Threads** are as in [ByteStream]; `POLL` and `DISCARD_INPUT` belong to the thread that reads. The pins
/// stay the caller's; closing leaves the sending one high.
public final class SoftUart implements ByteStream {
    /// Request: returns how many breaks [#read] has come across. The argument is ignored.
    public static final int BREAKS = 128;

    private final String who;
    private final Ticks ticks;
    private final UartSender sender;
    private final UartReceiver receiver;
    private volatile UartSettings settings;
    private long breaks;
    private volatile long timeout = DEFAULT_TIMEOUT;
    private volatile boolean closed;

    private SoftUart(Pin tx, Pin rx, UartSettings settings, Ticks ticks) {
        this.who = "UART on " + tx + " and " + rx;
        this.ticks = ticks;
        this.sender = new UartSender(tx, ticks, who);
        this.receiver = new UartReceiver(rx, ticks, who);
        this.settings = settings;
    }

    /// Makes `tx` an output that rests high and `rx` a pulled-up input, and starts to receive. An `rx` that knows
    /// nothing of directions is read as it is.
    ///
    /// @throws DeviceException `DIRECTION_REFUSED` by `tx`
    public static SoftUart open(Pin tx, Pin rx, UartSettings settings, Ticks ticks) throws IOException {
        var uart = new SoftUart(tx, rx, settings, ticks);
        Directions.output(uart.who, tx, 1);
        Directions.inputIfKnown(rx, Pin.PULL_UP);
        uart.receiver.listen(settings);
        return uart;
    }

    /// Sends one character, the lowest data bits of `value`, and returns as its stop bits begin.
    ///
    /// @throws DeviceException `MISSED` if an edge was off by more than a quarter of a bit
    public void send(int value) throws IOException {
        requireOpen();
        var format = settings;
        if (value < 0 || value >= 1 << format.dataBits()) {
            throw new IllegalArgumentException(
                    "%s: character is %d, expected 0 to %d".formatted(who, value, (1 << format.dataBits()) - 1));
        }
        sender.send(value, format);
    }

    /// Waits up to `limit` for what comes next; empty if nothing does.
    public Optional<UartEvent> receive(Duration limit) throws IOException {
        requireOpen();
        receiver.await(Deadline.after(ticks, limit), 1);
        return receiver.take();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        requireBytes();
        if (!target.hasRemaining()) {
            return 0;
        }
        var deadline = timeout < 0 ? Deadline.never(ticks) : Deadline.after(ticks, Duration.ofMillis(timeout));
        while (true) {
            receiver.await(deadline, target.remaining());
            int count = deliver(target);
            if (count > 0) {
                return count;
            }
            if (closed) {
                return EOF;
            }
            if (deadline.expired() && !receiver.hasNext()) {
                return NOT_READY;
            }
        }
    }

    /// Sends all of `source`, each character a byte.
    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        requireBytes();
        var format = settings;
        int count = source.remaining();
        while (source.hasRemaining()) {
            sender.send(source.get() & 0xFF, format);
        }
        return count;
    }

    /// Performs [#FLUSH], [#POLL], [#TIMEOUT], [#BAUD], [#SEND_BREAK], [#DISCARD_INPUT], [#BUFFER_SIZE] or
    /// [#BREAKS].
    @Override
    public long ioctl(int request, long argument) throws IOException {
        if (request == POLL && closed) {
            return Poll.NVAL;
        }
        requireOpen();
        return switch (request) {
            case FLUSH -> {
                sender.flush();
                yield 0;
            }
            case POLL -> poll(argument);
            case TIMEOUT -> timeout(argument);
            case BAUD -> baud(argument);
            case SEND_BREAK -> {
                if (argument < 1) {
                    throw new IllegalArgumentException(who + ": break is " + argument + " ms, expected 1 or more");
                }
                sender.sendBreak(Schedule.nanos(Duration.ofMillis(argument)), settings);
                yield 0;
            }
            case DISCARD_INPUT -> {
                receiver.listen(settings);
                yield 0;
            }
            case BUFFER_SIZE -> 0; // grows as needed
            case BREAKS -> breaks;
            default -> throw new UnsupportedOperationException(who + ": request " + request + " is not known");
        };
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            receiver.close();
        }
    }

    @Override
    public String toString() {
        return who;
    }

    private int deliver(ByteBuffer target) throws DeviceException {
        int count = 0;
        while (target.hasRemaining() && receiver.hasNext()) {
            int code = receiver.peek();
            if (code == UartDecoder.BREAK) {
                breaks++;
            } else if (code < UartDecoder.BAD_PARITY) {
                target.put((byte) code);
                count++;
            } else if (count > 0) {
                return count;
            } else {
                throw error(receiver.take().orElseThrow());
            }
            receiver.next();
        }
        return count;
    }

    private DeviceException error(UartEvent event) {
        return switch (event) {
            case UartEvent.BadParity(int value) ->
                new DeviceException(
                        DeviceException.Kind.CHECKSUM,
                        "%s: character 0x%02x has a bad parity bit; check the line, and that both ends use %s"
                                .formatted(who, value, settings));
            case UartEvent.BadFrame(int value) ->
                new DeviceException(
                        DeviceException.Kind.WRONG_ANSWER,
                        "%s: character 0x%02x has no stop bit; check the line, and that both ends use %s"
                                .formatted(who, value, settings));
            case UartEvent.Missed _, UartEvent.Break _, UartEvent.Character _ ->
                new DeviceException(
                        DeviceException.Kind.MISSED,
                        who + ": characters were lost, this machine was too slow or paused;"
                                + " send them again, or use a pin that keeps its edges");
        };
    }

    private long poll(long bits) throws IOException {
        return (receiver.hasNextNow() ? Poll.RD : 0) & bits | Poll.WR & bits;
    }

    private long timeout(long argument) {
        long before = timeout;
        if (argument != QUERY) {
            if (argument < -1) {
                throw new IllegalArgumentException(
                        who + ": timeout is " + argument + ", expected milliseconds, or -1 for ever");
            }
            timeout = argument;
        }
        return before;
    }

    private long baud(long argument) throws IOException {
        var before = settings;
        if (argument != QUERY) {
            if (argument < 1 || argument > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(who + ": baud rate is " + argument + ", expected 1 or more");
            }
            settings = before.withBaud((int) argument);
            receiver.listen(settings);
        }
        return before.baud();
    }

    private void requireBytes() {
        if (settings.dataBits() > 8) {
            throw new IllegalStateException(who + ": characters of 9 bits are no bytes; use send and receive instead");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(who + " is closed");
        }
    }
}
