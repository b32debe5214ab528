package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;

/// How often a transfer is tried that failed by bad luck: this machine was too slow
/// ([DeviceException.Kind#MISSED]), or noise spoiled the answer ([DeviceException.Kind#CHECKSUM],
/// [DeviceException.Kind#WRONG_ANSWER]).
///
/// Nothing else is tried again: a device that is absent stays so.
///
/// @param attempts how many times at most, from 1 up; 1 never tries again
/// @param pause how long to wait before each further attempt; a device that needs longer gets longer
public record RetryPolicy(int attempts, Duration pause) {
    /// One attempt only.
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO);

    /// Three attempts, as soon after each other as the device allows.
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ZERO);

    /// Checks the ranges.
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts are " + attempts + ", expected 1 or more");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause between attempts is " + pause + ", expected 0 or more");
        }
    }

    /// What is tried.
    @FunctionalInterface
    interface Transfer<T> {
        T run() throws IOException;
    }

    /// Runs `transfer` until it succeeds, or fails for good; then the failures before are suppressed in the last.
    <T> T run(Ticks ticks, long devicePauseNanos, Object who, Transfer<T> transfer) throws IOException {
        DeviceException before = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return transfer.run();
            } catch (DeviceException e) {
                if (before != null) {
                    e.addSuppressed(before);
                }
                if (attempt >= attempts || !byBadLuck(e.kind())) {
                    throw e;
                }
                before = e;
            }
            Schedule.delay(ticks, Math.max(devicePauseNanos, pause.toNanos()), who);
        }
    }

    private static boolean byBadLuck(DeviceException.Kind kind) {
        return switch (kind) {
            case MISSED, CHECKSUM, WRONG_ANSWER -> true;
            case ABSENT,
                    ADDRESS_NOT_ACKNOWLEDGED,
                    DATA_NOT_ACKNOWLEDGED,
                    STRETCHED_TOO_LONG,
                    STUCK,
                    ARBITRATION_LOST,
                    NEVER_ENDED,
                    SHORT_CIRCUIT,
                    DIRECTION_REFUSED -> false;
        };
    }
}
