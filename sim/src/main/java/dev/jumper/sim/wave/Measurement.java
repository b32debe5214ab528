package dev.jumper.sim.wave;

import java.util.Arrays;
import java.util.Locale;

/// Times measured on one signal of a waveform, in nanoseconds: its pulses and periods, and how far its edges are
/// from those of another signal. Immutable.
///
/// Only edges after the start of the waveform and up to its end count, so [Waveform#between] narrows a
/// measurement to a part of a transfer; a pulse counts if both its edges do. What cannot be measured for want of
/// edges is an [IllegalStateException] that says so, never a zero. An unknown or floating level is no edge.
public final class Measurement {
    private final Waveform waveform;
    private final String name;
    private final long[] times;
    private final int firstEdge;

    private Measurement(Waveform waveform, Signal signal) {
        this.waveform = waveform;
        this.name = signal.name();
        int from = signal.edgeAt(waveform.start());
        int to = signal.edgeAt(waveform.end());
        int level = settled(signal, from);
        int first = 0;
        int count = 0;
        long[] found = new long[to - from];
        for (int i = from + 1; i <= to; i++) {
            int next = signal.level(i);
            if (next < Signal.UNKNOWN && next != level) {
                if (level < Signal.UNKNOWN) {
                    first = count == 0 ? next : first;
                    found[count++] = signal.time(i);
                }
                level = next;
            }
        }
        times = Arrays.copyOf(found, count);
        firstEdge = first;
    }

    private static int settled(Signal signal, int edge) {
        for (int i = edge; i >= -1; i--) {
            if (signal.level(i) < Signal.UNKNOWN) {
                return signal.level(i);
            }
        }
        return Signal.UNKNOWN;
    }

    /// Measures the signal called `name`.
    public static Measurement of(Waveform waveform, String name) {
        return new Measurement(waveform, waveform.signal(name));
    }

    /// Returns how many edges of this kind there are.
    public int count(Edge edge) {
        int first = next(edge, 0);
        return edge == Edge.ANY ? times.length : (times.length - first + 1) / 2;
    }

    /// Returns the mean frequency over all whole periods, from rising edge to rising edge, in hertz.
    public double frequency() {
        return 1e9 / meanPeriod();
    }

    /// Returns the mean period, from rising edge to rising edge.
    public double meanPeriod() {
        int periods = periods();
        int first = next(Edge.RISING, 0);
        return (double) (times[first + 2 * periods] - times[first]) / periods;
    }

    /// Returns which part of the whole periods, from rising edge to rising edge, the signal is high: 0 to 1.
    public double duty() {
        int periods = periods();
        int first = next(Edge.RISING, 0);
        long high = 0;
        for (int i = 0; i < periods; i++) {
            high += times[first + 2 * i + 1] - times[first + 2 * i];
        }
        return (double) high / (times[first + 2 * periods] - times[first]);
    }

    /// Returns the shortest period, from rising edge to rising edge.
    public long shortestPeriod() {
        periods();
        return extreme(Edge.RISING, 2, 1);
    }

    /// Returns the longest period, from rising edge to rising edge.
    public long longestPeriod() {
        periods();
        return extreme(Edge.RISING, 2, -1);
    }

    /// Returns the jitter of the period, peak to peak: the longest period less the shortest.
    public long periodJitter() {
        return longestPeriod() - shortestPeriod();
    }

    /// Returns the shortest time that the signal is high.
    public long shortestHigh() {
        return extreme(Edge.RISING, 1, 1);
    }

    /// Returns the longest time that the signal is high.
    public long longestHigh() {
        return extreme(Edge.RISING, 1, -1);
    }

    /// Returns the shortest time that the signal is low.
    public long shortestLow() {
        return extreme(Edge.FALLING, 1, 1);
    }

    /// Returns the longest time that the signal is low.
    public long longestLow() {
        return extreme(Edge.FALLING, 1, -1);
    }

    /// Returns the least set-up time of this signal, the data: from its last edge to the edge `clockEdge` of
    /// `clock` that comes next. Zero if both change at one moment.
    public long shortestSetup(String clock, Edge clockEdge) {
        return shortest(Edge.ANY, clock, clockEdge);
    }

    /// Returns the least hold time of this signal, the data: from an edge `clockEdge` of `clock` to its next
    /// edge. Zero if both change at one moment.
    public long shortestHold(String clock, Edge clockEdge) {
        return of(waveform, clock).shortest(clockEdge, name, Edge.ANY);
    }

    /// Returns the least time from an edge `edge` of this signal to the next edge `otherEdge` of the signal
    /// `other`. Zero if there are two at one moment.
    public long shortest(Edge edge, String other, Edge otherEdge) {
        return extremeTo(edge, other, otherEdge, 1);
    }

    /// Returns the greatest time from an edge `edge` of this signal to the next edge `otherEdge` of the signal
    /// `other`.
    public long longest(Edge edge, String other, Edge otherEdge) {
        return extremeTo(edge, other, otherEdge, -1);
    }

    private long extremeTo(Edge edge, String other, Edge otherEdge, int sign) {
        var target = of(waveform, other);
        long best = Long.MAX_VALUE;
        int to = target.next(otherEdge, 0);
        for (int from = next(edge, 0); from < times.length; from = next(edge, from + 1)) {
            while (to < target.times.length && target.times[to] < times[from]) {
                to = target.next(otherEdge, to + 1);
            }
            if (to >= target.times.length) {
                break;
            }
            best = Math.min(best, sign * (target.times[to] - times[from]));
        }
        if (best == Long.MAX_VALUE) {
            throw tooFew("an edge (%s) followed by one of %s (%s)".formatted(worded(edge), other, worded(otherEdge)));
        }
        return sign * best;
    }

    /// Returns the least (`sign` 1) or greatest (-1) time from an edge `from` to the edge `distance` further on.
    private long extreme(Edge from, int distance, int sign) {
        long best = Long.MAX_VALUE;
        for (int i = next(from, 0); i + distance < times.length; i += 2) {
            best = Math.min(best, sign * (times[i + distance] - times[i]));
        }
        if (best == Long.MAX_VALUE) {
            throw tooFew("a %s edge and another after it".formatted(worded(from)));
        }
        return sign * best;
    }

    private int periods() {
        int periods = count(Edge.RISING) - 1;
        if (periods < 1) {
            throw tooFew("two rising edges");
        }
        return periods;
    }

    /// Returns the index of the first edge of this kind at or after the index `from`.
    private int next(Edge edge, int from) {
        return edge.leadsTo(firstEdge ^ from & 1) ? from : from + 1;
    }

    private IllegalStateException tooFew(String expected) {
        return new IllegalStateException(String.format(
                Locale.ROOT,
                "signal %s: %d edges between %.3f µs and %.3f µs, expected %s; record for longer",
                name,
                times.length,
                waveform.start() / 1000.0,
                waveform.end() / 1000.0,
                expected));
    }

    private static String worded(Edge edge) {
        return edge.name().toLowerCase(Locale.ROOT);
    }
}
