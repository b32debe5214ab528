package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
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
/// **Sending** blocks for as long as the characters take. Their edges follow an absolute schedule, so that errors
/// do
/// not add up; an edge that is off by more than a quarter of a bit is a [DeviceException] of kind `MISSED`, and the
/// position of the buffer says which character it was in.
///
/// **Receiving** from a pin that is an [EdgeCapture] goes on all the time, and pauses of this program do no harm.
/// Any
/// other pin is polled while [#read] or [#receive] runs, until the line is quiet for the time of a character; what
/// comes between two calls is lost, and [ByteStream#POLL] knows only of what has been received.
///
/// **Errors of the line** come in their place among the bytes: `read` throws a [DeviceException] of kind `CHECKSUM`
/// for
/// parity, `WRONG_ANSWER` for a frame, `MISSED` when this machine was too slow. Unlike other errors of streams,
/// none
/// of them ends the stream: read on. A break is no error; [#BREAKS] counts them. [#receive] gives all of it as
/// values.
///
/// **Threads** are as in [ByteStream]; `POLL` and `DISCARD_INPUT` belong to the thread that reads. The pins stay
/// the
/// caller's; closing leaves the sending one high.
public final class SoftUart implements ByteStream {
    /// Request: returns how many breaks [#read] has come across. The argument is ignored.
    public static final int BREAKS = 128;

    /// How long a wait may overlook that another thread closed the stream.
    private static final long SLICE_NANOS = 10_000_000;

    private final String who;
    private final Ticks ticks;
    private final Pin rx;
    private final UartSender sender;
    private final long[] edges = new long[64];
    private volatile UartSettings settings;
    private EdgeCapture capture;
    private UartDecoder decoder;
    private long lastEdge;
    private long lastEdgeSeen;
    private long breaks;
    private volatile long timeout = DEFAULT_TIMEOUT;
    private volatile boolean closed;

    private SoftUart(Pin tx, Pin rx, UartSettings settings, Ticks ticks) {
        this.who = "UART on " + tx + " and " + rx;
        this.ticks = ticks;
        this.rx = rx;
        this.sender = new UartSender(tx, ticks, who);
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
        uart.listen();
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
        await(Deadline.after(ticks, limit), 1);
        return decoder.hasNext() ? Optional.of(decoder.take()) : Optional.empty();
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
            await(deadline, target.remaining());
            int count = deliver(target);
            if (count > 0) {
                return count;
            }
            if (closed) {
                return EOF;
            }
            if (deadline.expired() && !decoder.hasNext()) {
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
                listen();
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
            capture.disarm();
        }
    }

    @Override
    public String toString() {
        return who;
    }

    /// Starts to receive from now on.
    private void listen() throws IOException {
        capture = PolledEdges.of(rx, ticks, Math.max(1, settings.halfBitsNanos(1) / 2));
        decoder = new UartDecoder(settings);
        arm();
    }

    private void arm() throws IOException {
        capture.arm();
        decoder.restart(capture instanceof PolledEdges polled ? polled.level() : rx.ioctl(Pin.READ, 0));
        lastEdge = 0;
        lastEdgeSeen = ticks.nanos();
    }

    /// Waits until something was received, a character that began included. A polled line is followed until
    /// `wanted`
    /// characters came or it is quiet.
    private void await(Deadline deadline, int wanted) throws IOException {
        if (!(capture instanceof PolledEdges)) {
            while (pump(0) > 0) {}
            while (!decoder.hasNext() && !closed && !deadline.expired()) {
                Schedule.requireNoInterrupt(who);
                pump(Math.min(deadline.remainingNanos(), SLICE_NANOS));
            }
            return;
        }
        if (decoder.hasNext()) {
            return;
        }
        arm();
        long quiet = settings.characterNanos();
        for (int received = 0; received < wanted && !closed; ) {
            Schedule.requireNoInterrupt(who);
            boolean before = decoder.hasNext();
            if (before || decoder.receiving()) {
                boolean idle = !decoder.receiving();
                if (pump(quiet) == 0 && idle) {
                    return;
                }
            } else if (deadline.expired()) {
                return;
            } else {
                pump(Math.min(deadline.remainingNanos(), SLICE_NANOS));
            }
            received = decoder.size();
        }
    }

    /// Takes edges, waiting up to `nanos` for one, and returns how many there were.
    private int pump(long nanos) throws IOException {
        long wait = nanos;
        long asked = ticks.nanos();
        if (nanos > 0 && decoder.receiving()) {
            wait = Math.max(0, decoder.knownAt() - lastEdge - (asked - lastEdgeSeen));
        }
        int count = capture.take(edges, 0, nanos > 0 ? 1 : edges.length, wait);
        if (capture.lost() > 0) { // nobody knows where; begin again
            decoder.missed();
            arm();
            return 0;
        }
        for (int i = 0; i < count; i++) {
            lastEdge = EdgeCapture.nanos(edges[i]);
            decoder.edge(lastEdge, EdgeCapture.level(edges[i]));
        }
        if (count > 0) {
            lastEdgeSeen = ticks.nanos();
        } else {
            decoder.quiet(lastEdge + (asked - lastEdgeSeen) + wait);
        }
        return count;
    }

    private int deliver(ByteBuffer target) throws DeviceException {
        int count = 0;
        while (target.hasRemaining() && decoder.hasNext()) {
            int code = decoder.peek();
            if (code == UartDecoder.BREAK) {
                breaks++;
            } else if (code < UartDecoder.BAD_PARITY) {
                target.put((byte) code);
                count++;
            } else if (count > 0) {
                return count;
            } else {
                throw error(decoder.take());
            }
            decoder.next();
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
        if (!(capture instanceof PolledEdges)) {
            while (pump(0) > 0) {}
        }
        return (decoder.hasNext() ? Poll.RD : 0) & bits | Poll.WR & bits;
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
            listen();
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
