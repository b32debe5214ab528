package dev.jumper.bench;

import java.util.Arrays;

/// The median of measurements.
public final class Median {
    private Median() {}

    /// Returns the median of `values`, the upper one of two; leaves their order.
    public static double of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
