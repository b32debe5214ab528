package dev.jumper.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A range of numbers with round numbers at its ends.
///
/// @param low where it begins
/// @param high where it ends, above `low`
/// @param step from one mark to the next
record Scale(double low, double high, double step) {
    private static final int STEPS = 5;

    /// Returns the scale that all of `values` are on.
    static Scale over(double... values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        if (least == most) {
            double margin = least == 0 ? 1 : Math.abs(least) / 100;
            least -= margin;
            most += margin;
        }
        double step = round((most - least) / STEPS);
        return new Scale(Math.floor(least / step) * step, Math.ceil(most / step) * step, step);
    }

    /// Returns 1, 2 or 5 times a power of ten, at least `step`.
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /// Returns where `value` is between the ends, 0 to 1.
    double share(double value) {
        return (value - low) / (high - low);
    }

    /// Returns the marks, the ends included.
    List<Double> marks() {
        var marks = new ArrayList<Double>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            marks.add(low + i * step);
        }
        return marks;
    }

    /// Returns a mark as text, with as many decimals as the steps need.
    String label(double mark) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", mark);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}
