package dev.jumper.devices.expander;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.stream.IntStream;

/// The edges of an expander's lines, by the interrupt that speaks for both ports.
///
/// INT falls at the first change of a line; the chip then keeps which line it was and what all lines of its port
/// were, and nothing more until that is read. So the fall of INT is the time of the edge. It is not for a change
/// that came before the reading of another, whose interrupt follows on the reading, nor for changes of both ports:
/// those are counted as lost.
///
/// Source: data sheet of [PortRegisters], "Interrupt Logic", "IOC from Pin Change", "Interrupt Operation".
final class ExpanderInterrupts {
    /// How soon INT falls again for a change that was already there: "GPIO Timing", tGPINT is 600 ns at most.
    private static final long PENDING_NANOS = 1_000;

    private static final int ROOM = 1024;

    private final PortRegisters registers;
    private final Pin pin;
    private final EdgeCapture capture;
    private final Ticks ticks;
    private final Line[] lines =
            IntStream.range(0, Mcp23017.LINES).mapToObj(_ -> new Line()).toArray(Line[]::new);
    private final long[] edge = new long[1];
    private int armed;
    private boolean hasRisen;
    private long risen;

    private static final class Line {
        private final ArrayDeque<Long> edges = new ArrayDeque<>();
        private long lost;

        void add(long kept) {
            if (edges.size() < ROOM) {
                edges.add(kept);
            } else {
                lost++;
            }
        }
    }

    /// `pin` and `capture` are the same pin, of the host.
    ExpanderInterrupts(PortRegisters registers, Pin pin, EdgeCapture capture, Ticks ticks) {
        this.registers = registers;
        this.pin = pin;
        this.capture = capture;
        this.ticks = ticks;
    }

    void arm(int line) throws IOException {
        if (armed == 0) {
            capture.arm();
            hasRisen = false;
        }
        int bit = 1 << line;
        registers.write(PortRegisters.GPINTEN, bit, bit);
        armed |= bit;
        collect();
        registers.read(PortRegisters.INTCAP, PortRegisters.BOTH); // what was before is none of ours
        lines[line].edges.clear();
        lines[line].lost = 0;
    }

    void disarm(int line) throws IOException {
        int bit = 1 << line;
        if ((armed & bit) == 0) {
            return;
        }
        collect();
        registers.write(PortRegisters.GPINTEN, bit, 0);
        armed &= ~bit;
        if (armed == 0) {
            registers.read(PortRegisters.INTCAP, PortRegisters.BOTH);
            capture.disarm();
        }
    }

    long lost(int line) {
        return lines[line].lost;
    }

    int take(int line, long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        var deadline = Deadline.after(ticks, Duration.ofNanos(timeoutNanos));
        int taken = 0;
        while (true) {
            collect();
            var kept = lines[line].edges;
            while (taken < count && !kept.isEmpty()) {
                edges[offset + taken++] = kept.remove();
            }
            if (taken == count || deadline.expired() || (armed >> line & 1) == 0) {
                return taken;
            }
            next(deadline.remainingNanos());
        }
    }

    /// Fetches what there is, without waiting.
    private void collect() throws IOException {
        while (armed != 0 && next(0)) {
            // one edge of the interrupt after the other
        }
    }

    /// Deals with the next edge of the interrupt, if there is one in `timeoutNanos`; returns whether there was.
    private boolean next(long timeoutNanos) throws IOException {
        if (capture.take(edge, 0, 1, timeoutNanos) == 0) {
            if (pin.ioctl(Pin.READ, 0) != 0) {
                return false;
            }
            serve(0, false); // it fell when nobody could see it
            return true;
        }
        long at = EdgeCapture.nanos(edge[0]);
        if (EdgeCapture.level(edge[0]) == 1) {
            hasRisen = true;
            risen = at;
        } else {
            serve(at, !hasRisen || at - risen > PENDING_NANOS);
        }
        return true;
    }

    /// Asks the chip what changed; reading it ends the interrupt.
    private void serve(long at, boolean timeIsSure) throws IOException {
        int flags = registers.read(PortRegisters.INTF, PortRegisters.BOTH);
        int levels = registers.read(PortRegisters.INTCAP, PortRegisters.BOTH);
        boolean sure = timeIsSure && ((flags & 0xFF) == 0 || flags >> 8 == 0);
        if (flags == 0 && !timeIsSure) {
            throw new DeviceException(
                    DeviceException.Kind.STUCK,
                    "%s: its interrupt on %s is low, but no line has changed; see whether that is INTA or INTB of this chip"
                            .formatted(registers, pin));
        }
        for (int rest = flags & armed; rest != 0; rest &= rest - 1) {
            int line = Integer.numberOfTrailingZeros(rest);
            if (sure) {
                lines[line].add(EdgeCapture.edge(at, levels >> line & 1));
            } else {
                lines[line].lost++;
            }
        }
    }
}
