package dev.jumper.gpio;

import dev.jumper.gpio.linux.Uapi;
import dev.jumper.hal.Banked;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;

/// A line of a GPIO chip: a pin, with edges stamped by the kernel's interrupt.
///
/// Each request of [Pin] is one system call, about a microsecond on a fast machine and a few on a Raspberry Pi; the
/// direction changes on the open line. A chip that has no resistors refuses them. Levels are those of the line, or
/// inverted if it was requested so.
///
/// Edges are of inputs: while the line is an output none are kept, and the edge that its release causes may come
/// before the kernel listens. Times are those of `CLOCK_MONOTONIC`, which `System.nanoTime` has too on Linux. More
/// edges than the options keep are lost, the oldest first, and counted.
///
/// It tells a listener of its edges, or keeps them to be taken; closing ends both.
///
/// Closing it releases the line, and those that were requested with it.
public final class GpioLine implements Pin, EdgeCapture, EdgeSource, Banked, AutoCloseable {
    private static final int MILLI = 1_000_000;
    /// How long a wait may overlook an interrupt of its thread, in milliseconds.
    private static final int SLICE = 100;

    static final long EDGES = Uapi.EDGE_RISING | Uapi.EDGE_FALLING;

    private final GpioLines lines;
    private final int index;
    private final int offset;
    private final long[] kept;
    private int first;
    private int count;
    private boolean armed;
    private int lastNumber;
    private long lost;

    GpioLine(GpioLines lines, int index, int offset, int capacity) {
        this.lines = lines;
        this.index = index;
        this.offset = offset;
        kept = new long[capacity];
    }

    /// Returns the line's number within its chip.
    public int offset() {
        return offset;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        switch (request) {
            case READ -> {
                return lines.level(index);
            }
            case WRITE -> {
                Pin.requireLevel(this, request, argument);
                lines.write(1L << index, (long) argument << index);
            }
            case INPUT -> {
                Pin.requirePull(this, argument);
                lines.configure(index, inputFlags(argument) | (armed || lines.listens(index) ? EDGES : 0), 0);
            }
            case OUTPUT -> output(request, argument, Uapi.OUTPUT);
            case OPEN_DRAIN -> output(request, argument, Uapi.OUTPUT | Uapi.OPEN_DRAIN);
            default -> throw Pin.unknown(this, request);
        }
        return 0;
    }

    private void output(int request, int level, long flags) throws IOException {
        Pin.requireLevel(this, request, level);
        lines.configure(index, flags, level);
    }

    static long inputFlags(int pull) {
        return Uapi.INPUT
                | switch (pull) {
                    case PULL_UP -> Uapi.PULL_UP;
                    case PULL_DOWN -> Uapi.PULL_DOWN;
                    default -> Uapi.BIAS_DISABLED;
                };
    }

    @Override
    public void arm() throws IOException {
        lines.requireNoListener(this);
        long flags = lines.flags(index);
        if (!armed && (flags & Uapi.OUTPUT) == 0) {
            lines.configure(index, flags | Uapi.INPUT | EDGES, 0); // one that was left as it is becomes an input
        }
        armed = true;
        while (lines.collect(0)) {
            // what came before this moment is not asked for
        }
        count = 0;
        lost = 0;
    }

    @Override
    public void disarm() throws IOException {
        if (armed) {
            armed = false;
            long flags = lines.flags(index);
            if ((flags & EDGES) != 0) {
                lines.configure(index, flags & ~EDGES, 0);
            }
        }
    }

    @Override
    public int take(long[] edges, int from, int wanted, long timeoutNanos) throws IOException {
        Objects.checkFromIndexSize(from, wanted, edges.length);
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException(
                    this + ": timeout of a capture is " + timeoutNanos + " ns, expected 0 or more");
        }
        var ticks = Ticks.system(); // the wait itself is in the kernel, in real time
        long end = ticks.nanos() + timeoutNanos;
        int taken = drain(edges, from, wanted);
        boolean more = true;
        while (taken < wanted && more) {
            long left = Math.max(0, end - ticks.nanos());
            int millis = (int) Math.min(SLICE, (left + MILLI - 1) / MILLI);
            more = lines.collect(armed ? millis : 0) || left > 0 && armed && lines.isOpen();
            taken += drain(edges, from + taken, wanted - taken);
            if (Thread.currentThread().isInterrupted() && taken < wanted) {
                throw new InterruptedIOException(this + ": interrupted while waiting for edges");
            }
        }
        return taken;
    }

    private int drain(long[] edges, int from, int wanted) {
        int drained = Math.min(wanted, count);
        for (int i = 0; i < drained; i++) {
            edges[from + i] = kept[first];
            first = first + 1 == kept.length ? 0 : first + 1;
        }
        count -= drained;
        return drained;
    }

    /// Keeps an edge, the `number`th of this line; numbers that the kernel left out are edges that it lost.
    void edge(int number, long nanos, int level) {
        lost += missed(number);
        if (count == kept.length) {
            first = first + 1 == kept.length ? 0 : first + 1;
            count--;
            lost++;
        }
        int at = first + count;
        kept[at < kept.length ? at : at - kept.length] = EdgeCapture.edge(nanos, level);
        count++;
    }

    /// Returns how many edges the kernel lost before the `number`th.
    int missed(int number) {
        int missed = number - lastNumber - 1;
        lastNumber = number;
        return missed;
    }

    void requireNoCapture() {
        EdgeSource.requireNoCapture(this, armed);
    }

    /// Tells `listener` of each edge, by a thread of its own. The line must be an input; while it is an output,
    /// later, there are none.
    ///
    /// The kernel keeps what [LineOptions#events] says until the listener takes it, of which the oldest are lost.
    @Override
    public Listening listen(EdgeListener listener) throws IOException {
        return lines.listen(this, 1L << index, listener);
    }

    @Override
    public long lost() throws IOException {
        lines.collect(0);
        return lost;
    }

    @Override
    public Bank bank() {
        return lines;
    }

    @Override
    public int line() {
        return index;
    }

    @Override
    public void close() {
        lines.close();
    }

    @Override
    public String toString() {
        return lines.count() == 1 ? lines.toString() : lines + " [" + index + "]";
    }
}
