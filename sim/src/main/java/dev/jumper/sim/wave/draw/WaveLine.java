package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.draw.Picture.Anchor;
import dev.jumper.sim.wave.draw.Picture.Letters;
import dev.jumper.sim.wave.draw.Picture.Path;
import dev.jumper.sim.wave.draw.Picture.Shape;
import dev.jumper.sim.wave.draw.Picture.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/// One line of a picture: rails and edges, grey blocks where edges are too close, other shapes where the level is
/// not known or nobody drives it. Takes time by the columns, not by the edges.
final class WaveLine {
    /// Edges closer than this many units cannot be told apart.
    private static final double CLOSEST = 1.5;

    private static final double SLOPE = 1.2;
    private static final double NARROWEST_LETTER = 14;

    private final Signal signal;
    private final Sheet sheet;
    private final LongToDoubleFunction x;
    private final double high;
    private final double low;
    private double[] points = new double[64];
    private int count;

    WaveLine(Signal signal, Sheet sheet, LongToDoubleFunction x, double high, double low) {
        this.signal = signal;
        this.sheet = sheet;
        this.x = x;
        this.high = high;
        this.low = low;
    }

    void drawOn(List<Shape> shapes) {
        int edge = signal.edgeAt(sheet.from());
        long time = sheet.from();
        double at = x.applyAsDouble(time);
        double end = x.applyAsDouble(sheet.to());
        start(at, signal.level(edge));
        while (at < end) {
            int level = signal.level(edge);
            long next = edge + 1 < signal.edges() ? Math.min(signal.time(edge + 1), sheet.to()) : sheet.to();
            double until = Math.max(at, x.applyAsDouble(next));
            if (level > 1) {
                flush(shapes);
                undriven(shapes, at, until, level);
            } else {
                point(until, y(level));
            }
            at = until;
            if (next >= sheet.to()) {
                break;
            }
            int close = lastClose(edge + 1);
            if (close > edge + 2) {
                flush(shapes);
                double to = Math.max(x.applyAsDouble(signal.time(close)), at + 1);
                shapes.add(Path.box(Ink.DENSE, at, high, to, low));
                at = to;
                edge = close;
                start(at, signal.level(edge));
            } else {
                edge++;
                turn(shapes, at, level, edge);
            }
        }
        flush(shapes);
    }

    /// Returns the last of the edges from `edge` on of which each is too close to the one before it.
    private int lastClose(int edge) {
        int last = edge;
        while (last + 1 < signal.edges()) {
            double reach = x.applyAsDouble(signal.time(last)) + CLOSEST;
            if (x.applyAsDouble(signal.time(last + 1)) > reach || signal.time(last + 1) > sheet.to()) {
                break;
            }
            // skip the whole stretch within reach at once: a column may hold a million edges
            long reachTime = signal.time(last) + timeOf(CLOSEST);
            last = Math.max(last + 1, signal.edgeAt(Math.min(reachTime, sheet.to())));
        }
        return last;
    }

    private long timeOf(double units) {
        double width = x.applyAsDouble(sheet.to()) - x.applyAsDouble(sheet.from());
        return (long) ((sheet.to() - sheet.from()) * units / width);
    }

    private void start(double at, int level) {
        count = 0;
        if (level <= 1) {
            point(at, y(level));
        }
    }

    private void turn(List<Shape> shapes, double at, int before, int edge) {
        int after = signal.level(edge);
        if (before <= 1 && after <= 1) {
            // a slight slope, as drawn in books, where there is room; the middle of it is the edge's time
            double rail = points[count - 2] - points[count - 4];
            double slope = Math.max(0, Math.min(SLOPE, Math.min(rail / 2, (end(edge) - at) / 4)));
            points[count - 2] -= slope;
            point(at + slope, y(after));
            return;
        }
        if (before <= 1) {
            if (after == Signal.FLOATING) {
                point(at, y(after));
            }
            flush(shapes);
        } else {
            start(at, after);
            if (before == Signal.FLOATING && after <= 1) {
                count = 0;
                point(at, y(before));
                point(at, y(after));
            }
        }
    }

    /// Returns where the level from the edge at `index` on ends.
    private double end(int index) {
        return x.applyAsDouble(index + 1 < signal.edges() ? Math.min(signal.time(index + 1), sheet.to()) : sheet.to());
    }

    private double y(int level) {
        return switch (level) {
            case 0 -> low;
            case 1 -> high;
            default -> (high + low) / 2;
        };
    }

    private void point(double at, double y) {
        if (count + 2 > points.length) {
            points = Arrays.copyOf(points, points.length * 2);
        }
        points[count++] = at;
        points[count++] = y;
    }

    private void flush(List<Shape> shapes) {
        if (count > 3) {
            shapes.add(Path.line(Ink.WAVE, Arrays.copyOf(points, count)));
        }
        count = 0;
    }

    private void undriven(List<Shape> shapes, double from, double to, int level) {
        double middle = (high + low) / 2;
        if (level == Signal.UNKNOWN) {
            shapes.add(Path.box(Ink.UNKNOWN, from, high, to, low));
        } else {
            shapes.add(Path.line(Ink.FLOATING, from, middle, to, middle));
        }
        if (to - from >= NARROWEST_LETTER) {
            String letter = level == Signal.UNKNOWN ? "x" : "z";
            double baseline = level == Signal.UNKNOWN ? middle + 3.5 : middle - 4;
            shapes.add(new Text(
                    (from + to) / 2,
                    baseline,
                    to - from,
                    letter,
                    Letters.LABEL,
                    Anchor.MIDDLE,
                    Ink.FAINT,
                    Optional.empty()));
        }
    }
}
