package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;

/// Measures how long a pin stays at a level.
///
/// A measurement has two phases, waiting for the level and waiting for its end, and the timeout holds for each by
/// itself. A pin that is at the level already starts the second phase at once. The pin is not configured here:
/// make it an input first.
///
/// A pin that is an [EdgeCapture] is measured by the time stamps of its edges, so that a pause of this program
/// costs no precision; only a pulse that had begun before has no stamp of its start, and is polled. Any other pin
/// is polled as fast as it goes, always the pin first and the clock right after it.
///
/// Blocks for up to twice the timeout. Allocates nothing in [#measureNanos]. Not thread-safe.
public final class PulseTimer {
    /// Result of [#measureNanos]: the line did not reach the level in time. MicroPython's `machine.time_pulse_us`
    /// returns the same.
    public static final long NEVER_STARTED = -2;

    /// Result of [#measureNanos]: the line reached the level and did not leave it in time. As in MicroPython.
    public static final long NEVER_ENDED = -1;

    /// Samples further apart than this are remembered as a pause.
    private static final long WIDE_NANOS = 10_000;

    private final Ticks ticks;
    private final long[] edge = new long[1];
    private long uncertainty;
    private long blind;

    /// Makes a timer that measures in the time of `ticks`.
    public PulseTimer(Ticks ticks) {
        this.ticks = ticks;
    }

    /// Measures one pulse of `level`, 0 or 1, each phase for up to `timeout`. A pause may spoil the length of
    /// a pulse that is polled; see [#uncertaintyNanos].
    ///
    /// @throws DeviceException `MISSED` if an [EdgeCapture] had no room for all edges
    public Pulse measure(Pin pin, int level, Duration timeout) throws IOException {
        long nanos = measureNanos(pin, level, Schedule.nanos(timeout));
        if (nanos == NEVER_STARTED) {
            return new Pulse.NeverStarted();
        }
        return nanos == NEVER_ENDED ? new Pulse.NeverEnded() : new Pulse.Measured(nanos);
    }

    /// Measures one pulse of `level`, 0 or 1, each phase for up to `timeoutNanos`.
    ///
    /// @return the nanoseconds, right to [#uncertaintyNanos]; [#NEVER_STARTED] or [#NEVER_ENDED]
    /// @throws DeviceException `MISSED` if an [EdgeCapture] had no room for all edges
    public long measureNanos(Pin pin, int level, long timeoutNanos) throws IOException {
        if ((level & ~1) != 0) {
            throw new IllegalArgumentException("level is " + level + ", expected 0 or 1");
        }
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("timeout is " + timeoutNanos + " ns, expected 0 or more");
        }
        if (!(pin instanceof EdgeCapture capture)) {
            return poll(pin, level, timeoutNanos);
        }
        long nanos;
        try {
            capture.arm();
            boolean begun = pin.ioctl(Pin.READ, 0) == level;
            int taken = capture.take(edge, 0, 1, 0);
            nanos = begun && taken == 0
                    ? poll(pin, level, timeoutNanos)
                    : captured(capture, level, timeoutNanos, taken);
            requireNoLoss(capture, pin);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, capture::disarm);
            throw e;
        }
        capture.disarm();
        return nanos;
    }

    private static void requireNoLoss(EdgeCapture capture, Pin pin) throws IOException {
        if (capture.lost() > 0) {
            throw new DeviceException(
                    DeviceException.Kind.MISSED,
                    pin + ": edges of a pulse were lost, there was no room to keep them; measure again, and check the"
                            + " line for noise");
        }
    }

    /// Measures by the stamps of a capture that the caller has armed, and disarms, and asks for losses.
    long captured(EdgeCapture capture, int level, long timeoutNanos) throws IOException {
        return captured(capture, level, timeoutNanos, 0);
    }

    /// Returns by how many nanoseconds the last result, if it was a length, may be too long or too short: zero if
    /// it came from the stamps of edges; else the time between the samples around the first edge and those around
    /// the last one, together. A pause near an edge makes it large, one within the pulse does not.
    ///
    /// The length itself is never refused: who needs it to be more precise compares, and measures again.
    public long uncertaintyNanos() {
        return uncertainty;
    }

    /// Returns how long the last measurement did not look at the pin, in pauses of 10 µs or more altogether.
    long blindNanos() {
        return blind;
    }

    private long captured(EdgeCapture capture, int level, long timeoutNanos, int alreadyTaken) throws IOException {
        uncertainty = 0;
        blind = 0;
        int taken = alreadyTaken;
        long origin = ticks.nanos();
        while (taken == 0 || EdgeCapture.level(edge[0]) != level) {
            long left = timeoutNanos - (ticks.nanos() - origin);
            taken = capture.take(edge, 0, 1, Math.max(0, left));
            if (taken == 0) {
                return NEVER_STARTED;
            }
        }
        long start = EdgeCapture.nanos(edge[0]);
        origin = ticks.nanos();
        while (EdgeCapture.level(edge[0]) == level) {
            long left = timeoutNanos - (ticks.nanos() - origin);
            if (capture.take(edge, 0, 1, Math.max(0, left)) == 0) {
                return NEVER_ENDED;
            }
        }
        long nanos = EdgeCapture.nanos(edge[0]) - start;
        return nanos >= timeoutNanos ? NEVER_ENDED : nanos;
    }

    /// The loop that counts: one read, one look at the clock, and two comparisons a sample.
    private long poll(Pin pin, int level, long timeoutNanos) throws IOException {
        blind = 0;
        uncertainty = 0;
        long origin = ticks.nanos();
        long before = origin;
        long last = origin;
        long now;
        while (true) {
            int seen = pin.ioctl(Pin.READ, 0);
            now = ticks.nanos();
            if (seen == level) {
                break;
            }
            if (now - origin >= timeoutNanos) {
                return NEVER_STARTED;
            }
            if (Long.compareUnsigned(now - last - 1, WIDE_NANOS) >= 0) {
                pause(now - last);
            }
            before = last;
            last = now;
        }
        uncertainty = now - before;
        long start = now;
        before = last;
        last = now;
        while (true) {
            int seen = pin.ioctl(Pin.READ, 0);
            now = ticks.nanos();
            if (now - start >= timeoutNanos) {
                return NEVER_ENDED;
            }
            if (seen != level) {
                break;
            }
            if (Long.compareUnsigned(now - last - 1, WIDE_NANOS) >= 0) {
                pause(now - last);
            }
            before = last;
            last = now;
        }
        uncertainty += now - before;
        return now - start;
    }

    /// Two samples were far apart, or not at all: then the clock is a virtual one that nobody else moves.
    private void pause(long gap) {
        if (gap == 0) {
            ticks.delay(Schedule.STILL_NANOS);
        } else {
            blind += gap;
        }
    }
}
