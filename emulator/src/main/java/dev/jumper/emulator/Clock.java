package dev.jumper.emulator;

import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.time.Instant;

/// The interpreter's two clocks.
///
/// MicroPython sleeps by asking for the milliseconds over and over, so a thread that asks many times within
/// the same millisecond is made to wait for the next one.
final class Clock {
    private static final int MILLI = 1_000_000;
    private static final int SPIN_CALLS = 20;
    private static final long SPIN_SPACING = 20_000;

    private final BoardTime time;
    private final Rtc rtc;
    private long lastMillis = -1;
    private long lastNanos;
    private int spins;
    private volatile boolean cutShort;

    Clock(BoardTime time, Rtc rtc) {
        this.time = time;
        this.rtc = rtc;
    }

    /// Returns milliseconds since the board started, waiting if this is a sleep; a far future once after
    /// [#cutShort].
    int millis(Output output) throws InterruptedException {
        time.call();
        long nanos = time.nanos();
        long millis = nanos / MILLI;
        if (nanos - lastNanos > SPIN_SPACING && millis != lastMillis) {
            spins = 0;
        }
        lastMillis = millis;
        lastNanos = nanos;
        if (++spins < SPIN_CALLS) {
            return (int) millis;
        }
        if (cutShort) {
            cutShort = false;
            spins = 0;
            return (int) millis + 0x7FFF_FFFF;
        }
        output.flush();
        long until = nanos + MILLI - nanos % MILLI;
        while (time.nanos() < until && !Thread.currentThread().isInterrupted()) {
            time.approach(until, () -> false);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        lastNanos = time.nanos();
        lastMillis = lastNanos / MILLI;
        return (int) lastMillis;
    }

    /// Ends the sleep that is going on.
    void cutShort(boolean now) {
        cutShort = now;
    }

    /// Tells whether the sleep that is going on is to end.
    boolean isCutShort() {
        return cutShort;
    }

    /// Tells, once, whether the sleep that is going on is to end.
    boolean takeCutShort() {
        boolean cut = cutShort;
        cutShort = false;
        return cut;
    }

    /// Returns milliseconds since 1970 by the board's clock; those of 2000-01-01 if it does not answer.
    double epochMillis() {
        Instant now = now();
        return now.getEpochSecond() * 1e3 + now.getNano() / MILLI;
    }

    /// Returns microseconds within the second.
    int microseconds() {
        return now().getNano() / 1000;
    }

    /// Sets the board's clock to seconds since 1970.
    void set(double seconds) throws IOException {
        long whole = (long) Math.floor(seconds);
        rtc.set(Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1e6) * 1000));
    }

    private Instant now() {
        try {
            return rtc.now();
        } catch (IOException e) {
            return Instant.ofEpochSecond(dev.jumper.hal.vfs.Stat.YEAR_2000);
        }
    }
}
