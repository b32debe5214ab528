package dev.jumper.serial;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// What a [FaultStream] does to the bytes that pass, for each direction.
///
/// What happens to a byte depends on the seed, the direction and the byte's number in it, and on nothing else: the
/// same bytes meet the same faults however they are cut into reads and writes, and a rate changes nothing about
/// the faults of another kind.
///
/// @param seed of the faults
/// @param sent what happens to bytes on their way to the far end
/// @param received what happens to bytes that come from there
public record FaultPlan(long seed, Faults sent, Faults received) {
    /// The names of the options of [#parse], each also with `tx.` or `rx.` in front, save `seed`.
    private static final Set<String> NAMES =
            Set.of("drop", "garble", "duplicate", "stall", "pause", "short", "hangup", "seed");

    private static final String SENT = "tx.";
    private static final String RECEIVED = "rx.";
    private static final int LONGEST_PAUSE = 3_600_000;

    /// Refuses nulls.
    public FaultPlan {
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(received, "received");
    }

    /// The faults of one direction. A rate is a probability for each byte, from 0 to 1.
    ///
    /// @param drop rate of bytes that get lost
    /// @param garble rate of bytes that arrive with some bits changed
    /// @param duplicate rate of bytes that arrive twice
    /// @param stall rate of bytes before which nothing passes for the length of `pause`
    /// @param pause how long a stall lasts, an hour at most
    /// @param cut rate of bytes before which a read or write ends short
    /// @param hangUp after how many bytes the line goes dead, as when a port is unplugged; [#NEVER]
    public record Faults(
            double drop, double garble, double duplicate, double stall, Duration pause, double cut, long hangUp) {
        /// The `hangUp` of a line that stays up.
        public static final long NEVER = Long.MAX_VALUE;
        /// How long a stall lasts unless told otherwise.
        public static final Duration PAUSE = Duration.ofMillis(20);
        /// No fault at all.
        public static final Faults NONE = new Faults(0, 0, 0, 0, PAUSE, 0, NEVER);

        /// Checks the numbers.
        ///
        /// @throws IllegalArgumentException if a rate is not from 0 to 1, the pause not from 0 to an
        ///     hour, or the byte of the hang-up negative
        public Faults {
            rate("drop", drop);
            rate("garble", garble);
            rate("duplicate", duplicate);
            rate("stall", stall);
            rate("short", cut);
            if (pause.isNegative() || pause.compareTo(Duration.ofMillis(LONGEST_PAUSE)) > 0) {
                throw new IllegalArgumentException("faults: pause is " + pause + ", expected from 0 to an hour");
            }
            if (hangUp < 0) {
                throw new IllegalArgumentException("faults: hangup is " + hangUp + ", expected bytes from 0 up");
            }
        }

        /// Returns these faults with another rate of lost bytes.
        public Faults withDrop(double rate) {
            return new Faults(rate, garble, duplicate, stall, pause, cut, hangUp);
        }

        /// Returns these faults with another rate of changed bytes.
        public Faults withGarble(double rate) {
            return new Faults(drop, rate, duplicate, stall, pause, cut, hangUp);
        }

        /// Returns these faults with another rate of doubled bytes.
        public Faults withDuplicate(double rate) {
            return new Faults(drop, garble, rate, stall, pause, cut, hangUp);
        }

        /// Returns these faults with another rate of stalls, and how long each lasts.
        public Faults withStall(double rate, Duration length) {
            return new Faults(drop, garble, duplicate, rate, length, cut, hangUp);
        }

        /// Returns these faults with another rate of short reads or writes; 1 passes one byte at a time.
        public Faults withCut(double rate) {
            return new Faults(drop, garble, duplicate, stall, pause, rate, hangUp);
        }

        /// Returns these faults with a hang-up after `bytes`.
        public Faults withHangUp(long bytes) {
            return new Faults(drop, garble, duplicate, stall, pause, cut, bytes);
        }

        private static void rate(String name, double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        "faults: " + name + " is " + value + ", expected a rate from 0 to 1");
            }
        }
    }

    /// Makes a plan with the same faults, though not on the same bytes, in both directions.
    public static FaultPlan both(long seed, Faults faults) {
        return new FaultPlan(seed, faults, faults);
    }

    /// Tells whether an option of a URL is one of [#parse]; others belong to the stream beneath.
    static boolean knows(String option) {
        return NAMES.contains(option) || directed(option, SENT) || directed(option, RECEIVED);
    }

    /// Reads a plan: `drop=0.01`, `garble=..`, `duplicate=..`, `stall=..` and `short=..` are rates, `pause=20` is
    /// the length of a stall in milliseconds, `hangup=4096` a count of bytes; they hold for both directions, or
    /// with `tx.` or `rx.` in front, which goes before, for what is sent or received. `seed` is a whole number, 1
    /// unless told.
    ///
    /// @throws IllegalArgumentException if a name is unknown, or a value no such number
    public static FaultPlan parse(Map<String, String> options) {
        for (String option : options.keySet()) {
            if (!knows(option)) {
                throw new IllegalArgumentException("faults: found option " + option + ", expected one of "
                        + new TreeSet<>(NAMES) + ", with " + SENT + " or " + RECEIVED + " in front for one direction");
            }
        }
        return new FaultPlan(
                whole("seed", options.getOrDefault("seed", "1"), Long.MIN_VALUE),
                faults(directed(options, SENT)),
                faults(directed(options, RECEIVED)));
    }

    private static boolean directed(String option, String direction) {
        return option.startsWith(direction)
                && NAMES.contains(option.substring(direction.length()))
                && !option.endsWith("seed");
    }

    private static Map<String, String> directed(Map<String, String> options, String direction) {
        var own = new LinkedHashMap<>(options);
        options.forEach((name, value) -> {
            if (name.startsWith(direction)) {
                own.put(name.substring(direction.length()), value);
            }
        });
        return Collections.unmodifiableMap(own);
    }

    private static Faults faults(Map<String, String> options) {
        long pause = whole("pause", options.getOrDefault("pause", "" + Faults.PAUSE.toMillis()), 0);
        return new Faults(
                rate("drop", options),
                rate("garble", options),
                rate("duplicate", options),
                rate("stall", options),
                Duration.ofMillis(pause),
                rate("short", options),
                options.containsKey("hangup") ? whole("hangup", options.get("hangup"), 0) : Faults.NEVER);
    }

    private static double rate(String name, Map<String, String> options) {
        String value = options.getOrDefault(name, "0");
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "faults: " + name + " is '" + value + "', expected a rate from 0 to 1", e);
        }
    }

    private static long whole(String name, String value, long least) {
        try {
            long number = Long.parseLong(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what was expected
        }
        throw new IllegalArgumentException(
                "faults: " + name + " is '" + value + "', expected a whole number" + (least == 0 ? " from 0 up" : ""));
    }
}
