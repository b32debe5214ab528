package dev.jumper.bitbang;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.Objects;

/// Edges of a pin that keeps none by itself, found by sampling it as fast as it goes for as long as [#take] runs.
///
/// An edge is stamped by `ticks` right after the sample that showed it: late by the time between two samples, never
/// early. Between calls of `take` nobody looks, so ask for all edges in one call where they come close together.
/// Not thread-safe.
public final class PolledEdges implements EdgeCapture {
    private final Pin pin;
    private final Ticks ticks;
    private final long limit;
    private int level;
    private long before;
    private long last;
    private long lost;
    private long blind;

    /// Makes a capture in which an edge may be late by `limitNanos`, a quarter of the shortest pulse that matters.
    public PolledEdges(Pin pin, Ticks ticks, long limitNanos) {
        if (limitNanos < 1) {
            throw new IllegalArgumentException("limit between samples is " + limitNanos + " ns, expected 1 or more");
        }
        this.pin = pin;
        this.ticks = ticks;
        this.limit = limitNanos;
    }

    /// Returns `pin` itself if it keeps its edges, else one that polls it.
    public static EdgeCapture of(Pin pin, Ticks ticks, long limitNanos) {
        return pin instanceof EdgeCapture capture ? capture : new PolledEdges(pin, ticks, limitNanos);
    }

    @Override
    public void arm() throws IOException {
        before = ticks.nanos();
        level = pin.ioctl(Pin.READ, 0);
        last = ticks.nanos();
        lost = 0;
        blind = 0;
    }

    @Override
    public void disarm() {}

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        Objects.checkFromIndexSize(offset, count, edges.length);
        int taken = 0;
        long origin = ticks.nanos();
        while (taken < count) {
            int seen = pin.ioctl(Pin.READ, 0);
            long now = ticks.nanos();
            if (Long.compareUnsigned(now - last - 1, limit) >= 0) {
                pause(now - last);
            }
            long span = now - before; // the sample before this one was taken after the clock was read before it
            before = last;
            last = now;
            if (seen != level) {
                level = seen;
                if (span > limit) {
                    lost++;
                }
                edges[offset + taken++] = EdgeCapture.edge(now, seen);
            }
            if (now - origin >= timeoutNanos) {
                break;
            }
        }
        return taken;
    }

    /// Returns how often since [#arm] an edge was seen later than the limit allows, or nobody looked for four
    /// times as long, and a whole pulse may have gone by.
    @Override
    public long lost() {
        return lost;
    }

    /// Returns the level that the last sample showed.
    int level() {
        return level;
    }

    /// Returns how long nobody looked since [#arm], in times longer than the limit altogether.
    long blindNanos() {
        return blind;
    }

    private void pause(long gap) {
        if (gap == 0) {
            ticks.delay(Schedule.STILL_NANOS);
        } else {
            blind += gap;
            if (gap > 4 * limit) {
                lost++;
            }
        }
    }
}
