package dev.jumper.sim.wave;

import java.util.List;
import java.util.Locale;

/// The edges of a waveform one after the other over all its signals, each with its tick in a VCD file.
///
/// An edge goes to the nearest tick. One that comes later than another must not fall into the same tick, so it
/// may go to the next; that is refused where it is more than one tick off, and so is a pulse shorter than a tick:
/// only a finer timescale shows them. An unknown or floating level is taken for the level before it.
final class VcdTicks {
    /// Idle before the first edge: a decoder that begins with an edge misses it.
    private static final long LEAD_NANOS = 1_000;

    private static final long NONE = Long.MIN_VALUE;

    private final List<Signal> signals;
    private final Timescale scale;
    private final long end;
    private final long shift;
    private final int[] levels;
    private final int[] next;
    private final long[] nextTimes;
    private final long[] lastTimes;
    private int current;
    private long width;
    private long time = NONE;
    private long tick;

    VcdTicks(Waveform waveform, Timescale scale) {
        this.scale = scale;
        signals = waveform.signals();
        end = waveform.end();
        int count = signals.size();
        levels = new int[count];
        next = new int[count];
        nextTimes = new long[count];
        lastTimes = new long[count];
        long first = end;
        for (int i = 0; i < count; i++) {
            next[i] = signals.get(i).edgeAt(waveform.start());
            levels[i] = settled(signals.get(i), next[i]);
            lastTimes[i] = NONE;
            look(i);
            first = Math.min(first, nextTimes[i]);
        }
        long lead = Math.max(0, LEAD_NANOS - (first - waveform.start()));
        shift = lead - waveform.start();
    }

    /// Refuses a waveform that `scale` cannot show, naming the first edge in the way and the timescale that can.
    static void check(Waveform waveform, Timescale scale) {
        var ticks = new VcdTicks(waveform, scale);
        while (ticks.advance()) {
            if (!ticks.isTrue()) {
                throw new IllegalArgumentException(ticks.complaint(Timescale.fitting(waveform)));
            }
        }
    }

    /// Tells whether all edges of `waveform` can be written in `scale`.
    static boolean fit(Waveform waveform, Timescale scale) {
        var ticks = new VcdTicks(waveform, scale);
        while (ticks.advance()) {
            if (!ticks.isTrue()) {
                return false;
            }
        }
        return true;
    }

    /// Returns the level of the signal at `index` now, 0 or 1.
    int level(int index) {
        return levels[index];
    }

    /// Goes on to the next edge, and tells whether there is one.
    boolean advance() {
        int earliest = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < nextTimes.length; i++) {
            if (nextTimes[i] < least) {
                least = nextTimes[i];
                earliest = i;
            }
        }
        if (earliest < 0) {
            return false;
        }
        tick = Math.max(nearestTick(least), least > time && time != NONE ? tick + 1 : tick);
        time = least;
        width = lastTimes[earliest] == NONE ? Long.MAX_VALUE : least - lastTimes[earliest];
        lastTimes[earliest] = least;
        levels[earliest] ^= 1;
        current = earliest;
        look(earliest);
        return true;
    }

    /// Returns the index of the signal that has this edge.
    int current() {
        return current;
    }

    /// Returns the tick of this edge.
    long tick() {
        return tick;
    }

    /// Returns the tick of the end of the waveform.
    long endTick() {
        return nearestTick(end);
    }

    /// Returns the time of tick 0, in the time of the waveform.
    long origin() {
        return -shift;
    }

    private boolean isTrue() {
        return width >= scale.nanos() && tick * scale.nanos() - (time + shift) <= scale.nanos();
    }

    private String complaint(Timescale finer) {
        String name = signals.get(current).name();
        String moment = String.format(Locale.ROOT, "%.3f µs", time / 1000.0);
        return width < scale.nanos()
                ? "signal %s: pulse of %d ns that ends at %s is shorter than a tick of %s; write it with a timescale of %s"
                        .formatted(name, width, moment, scale, finer)
                : "signal %s: edge at %s comes too soon after others to be told from them in ticks of %s; write it with a timescale of %s"
                        .formatted(name, moment, scale, finer);
    }

    /// Finds the next edge of the signal at `index` that changes its settled level.
    private void look(int index) {
        var signal = signals.get(index);
        int at = next[index] + 1;
        while (at < signal.edges() && signal.level(at) != (levels[index] ^ 1)) {
            at++;
        }
        next[index] = at;
        long found = at < signal.edges() ? signal.time(at) : Long.MAX_VALUE;
        nextTimes[index] = found <= end ? found : Long.MAX_VALUE;
    }

    private static int settled(Signal signal, int edge) {
        for (int i = edge; i >= -1; i--) {
            if (signal.level(i) < Signal.UNKNOWN) {
                return signal.level(i);
            }
        }
        return 0;
    }

    private long nearestTick(long moment) {
        return Math.floorDiv(moment + shift + scale.nanos() / 2, scale.nanos());
    }
}
