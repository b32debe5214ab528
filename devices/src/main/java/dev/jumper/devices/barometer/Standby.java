package dev.jumper.devices.barometer;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The times that a chip can rest between two measurements in normal mode, in the order of its codes.
final class Standby {
    private final String chip;
    private final List<Duration> times;

    private Standby(String chip, List<Duration> times) {
        this.chip = chip;
        this.times = times;
    }

    /// Returns the times of `chip` in microseconds, that of code 0 first.
    static Standby ofMicros(String chip, int... micros) {
        return new Standby(
                chip,
                IntStream.of(micros)
                        .mapToObj(time -> Duration.ofNanos(time * 1000L))
                        .toList());
    }

    void require(Duration time) {
        if (!times.contains(time)) {
            String known = times.stream().sorted().map(Standby::millis).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    "%s standby is %s ms, expected one of %s ms".formatted(chip, millis(time), known));
        }
    }

    /// Returns the value of the bits t_sb.
    int code(Duration time) {
        return times.indexOf(time);
    }

    private static String millis(Duration time) {
        return Double.toString(time.toNanos() / 1_000_000.0).replaceFirst("\\.0$", "");
    }
}
