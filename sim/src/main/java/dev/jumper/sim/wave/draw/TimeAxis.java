package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.WaveTime;
import java.util.ArrayList;
import java.util.List;

/// Marks at round times: 1, 2 or 5 of a power of ten nanoseconds apart.
///
/// Where full times would be long, as deep inside a long recording, only the first mark says the full time and the
/// others how much later they are.
final class TimeAxis {
    private static final String[] UNITS = {"ns", "µs", "ms", "s"};
    private static final int MOST_DECIMALS = 3;

    private final List<Mark> marks = new ArrayList<>();

    /// A time and what to write there.
    record Mark(long time, String label) {}

    private TimeAxis() {}

    /// Returns at most `most` marks between two moments, the second after the first; at least one if it can.
    static TimeAxis between(long from, long to, int most) {
        long step = step((to - from) / (double) Math.max(1, most));
        var axis = new TimeAxis();
        long first = Math.ceilDiv(from, step) * step;
        int unit = unit(Math.max(Math.abs(from), Math.abs(to)));
        boolean absolute = decimals(step, size(unit)) <= MOST_DECIMALS;
        int stepUnit = unit(step * (long) Math.max(1, most));
        for (long time = first; time <= to; time += step) {
            String label;
            if (absolute) {
                label = label(time, step, unit);
            } else {
                label = time == first ? label(time, step, unit) : "+" + label(time - first, step, stepUnit);
            }
            axis.marks.add(new Mark(time, label));
        }
        return axis;
    }

    private static String label(long time, long step, int unit) {
        return WaveTime.decimal(time, size(unit), decimals(step, size(unit))) + (time == 0 ? "" : " " + UNITS[unit]);
    }

    private static int unit(long largest) {
        int unit = 0;
        while (unit + 1 < UNITS.length && largest >= 2 * size(unit + 1)) {
            unit++;
        }
        return unit;
    }

    private static long size(int unit) {
        long size = 1;
        for (int i = 0; i < unit; i++) {
            size *= 1_000;
        }
        return size;
    }

    /// Returns how many decimals tell multiples of `step` apart in units of `size`.
    private static int decimals(long step, long size) {
        int decimals = 0;
        while (size > 1 && step % size != 0) {
            size /= 10;
            decimals++;
        }
        return decimals;
    }

    private static long step(double least) {
        long power = 1;
        while (power * 10 <= least) {
            power *= 10;
        }
        for (long factor : new long[] {1, 2, 5}) {
            if (power * factor >= least) {
                return power * factor;
            }
        }
        return power * 10;
    }

    List<Mark> marks() {
        return marks;
    }
}
