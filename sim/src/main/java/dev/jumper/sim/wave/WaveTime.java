package dev.jumper.sim.wave;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Moments and durations as people write them: `300ns`, `20us`, `1.5ms`, `2s`. In programs they are nanoseconds.
public final class WaveTime {
    private static final Pattern WRITTEN = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\s*([a-zµμ]*)");
    private static final Map<String, Long> UNITS = units();
    private static final int MOST_DIGITS = 18;

    private WaveTime() {}

    private static Map<String, Long> units() {
        var units = new LinkedHashMap<String, Long>();
        units.put("ns", 1L);
        units.put("us", 1_000L);
        units.put("µs", 1_000L); // U+00B5, the micro sign
        units.put("μs", 1_000L); // U+03BC, the Greek letter
        units.put("ms", 1_000_000L);
        units.put("s", 1_000_000_000L);
        return units;
    }

    /// Returns the nanoseconds that `text` says, rounded to a whole one. A unit is demanded, for a bare number
    /// would mean something else to everybody.
    ///
    /// @throws IllegalArgumentException if it is no such thing
    public static long parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).length() > MOST_DIGITS) {
            throw refused(text, "");
        }
        Long unit = UNITS.get(matcher.group(2));
        if (unit == null) {
            throw refused(text, matcher.group(2).isEmpty() ? " without a unit" : "");
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw refused(text, ", more than fits");
        }
    }

    private static IllegalArgumentException refused(String text, String how) {
        return new IllegalArgumentException("time: found \"" + text + "\"" + how
                + ", expected a number with one of the units ns, us, ms, s, such as 1.5ms or 20us");
    }

    /// Returns `nanos` in the largest unit in which it is at least one, with up to three decimals: `5.83 ms`.
    public static String format(long nanos) {
        String unit = "ns";
        long size = 1;
        for (String name : new String[] {"µs", "ms", "s"}) {
            if (Math.abs(nanos) < UNITS.get(name)) {
                break;
            }
            unit = name;
            size = UNITS.get(name);
        }
        return decimal(nanos, size, 3) + " " + unit;
    }

    /// Returns `nanos` in units of `size` nanoseconds, with up to `decimals` decimals and no zeros behind them.
    public static String decimal(long nanos, long size, int decimals) {
        var value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(size), decimals, RoundingMode.HALF_UP);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
