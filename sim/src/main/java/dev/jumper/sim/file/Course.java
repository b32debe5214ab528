package dev.jumper.sim.file;

import dev.jumper.sim.Circuit;
import java.util.List;
import java.util.function.DoubleConsumer;

/// A value over the time of a circuit: that of the first point before it, linear from each point to the next, that
/// of the last point after it. Two points of one time make a step.
record Course(List<Point> points) {
    /// How often what follows a course is told of the value between two points.
    static final int STEPS = 1000;

    /// The value at a moment, in nanoseconds since the circuit was made.
    record Point(long nanos, double value) {}

    Course {
        points = List.copyOf(points);
    }

    /// Returns a value that stays.
    static Course constant(double value) {
        return new Course(List.of(new Point(0, value)));
    }

    /// Returns the value at a moment.
    double at(long nanos) {
        var before = points.getFirst();
        for (Point point : points) {
            if (point.nanos > nanos) {
                return point == points.getFirst() ? point.value : between(before, point, nanos);
            }
            before = point;
        }
        return before.value;
    }

    private static double between(Point from, Point to, long nanos) {
        double share = (double) (nanos - from.nanos) / (to.nanos - from.nanos);
        return from.value + (to.value - from.value) * share;
    }

    /// Tells `part` the value now, and in [#STEPS] steps between two points from now on.
    void drive(Circuit circuit, DoubleConsumer part) {
        part.accept(at(circuit.nanos()));
        follow(circuit, part);
    }

    private void follow(Circuit circuit, DoubleConsumer part) {
        long now = circuit.nanos();
        if (now >= points.getLast().nanos) {
            return;
        }
        circuit.after(next(now) - now, () -> {
            part.accept(at(circuit.nanos()));
            follow(circuit, part);
        });
    }

    /// Returns the moment at which the value changes after `now`, before the last point.
    private long next(long now) {
        var before = points.getFirst();
        for (Point point : points) {
            if (point.nanos > now) {
                if (point == points.getFirst() || point.value == before.value) {
                    return point.nanos;
                }
                long span = point.nanos - before.nanos;
                long step = (now - before.nanos) * STEPS / span + 1;
                return before.nanos + Math.max(1, (step * span + STEPS - 1) / STEPS);
            }
            before = point;
        }
        throw new IllegalStateException("nothing follows the last point");
    }
}
