package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;

/// Pulse width modulation in software: periods that are high first, for a share of the period that is the duty.
///
/// There is no thread behind it: the pin moves only while a method runs, and [#step] joins its period to the
/// one before if it is called in time. Periods follow an absolute schedule, so that the frequency is exact
/// although single edges are late. Not thread-safe. The pin stays the caller's, and low at rest and after a
/// failure, or high at a duty of 1.
public final class SoftPwm {
    private final Pin pin;
    private final Ticks ticks;
    private final String who;
    private double hertz;
    private double duty;
    private long next;
    private long latest;

    private SoftPwm(Pin pin, double hertz, double duty, Ticks ticks) {
        this.pin = pin;
        this.ticks = ticks;
        this.who = "PWM on " + pin;
        frequency(hertz);
        duty(duty);
    }

    /// Makes `pin` an output that rests low.
    ///
    /// @throws dev.jumper.hal.DeviceException `DIRECTION_REFUSED`
    public static SoftPwm open(Pin pin, double hertz, double duty, Ticks ticks) throws IOException {
        var pwm = new SoftPwm(pin, hertz, duty, ticks);
        Directions.output(pwm.who, pin, 0);
        pwm.next = ticks.nanos();
        return pwm;
    }

    /// Sets the frequency from the next period on, above 0 and up to 10 MHz.
    public void frequency(double newHertz) {
        if (!(newHertz > 0 && newHertz <= 10e6)) {
            throw new IllegalArgumentException(
                    who + ": frequency is " + newHertz + " Hz, expected above 0 and up to 10000000 Hz");
        }
        hertz = newHertz;
    }

    /// Sets the share of each period that is high, from the next period on, 0 to 1.
    public void duty(double newDuty) {
        if (!(newDuty >= 0 && newDuty <= 1)) {
            throw new IllegalArgumentException(who + ": duty is " + newDuty + ", expected 0 to 1");
        }
        duty = newDuty;
    }

    /// Runs one period, and returns as it ends. A period that comes more than one period late, or after a
    /// failure, starts a new schedule.
    public void step() throws IOException {
        long period = periodNanos();
        long now = ticks.nanos();
        if (now - next > period) {
            next = now;
        }
        long high = Math.round(period * duty);
        try {
            if (high > 0) {
                edge(next, 1);
            }
            if (high < period) {
                edge(next + high, 0);
            }
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> pin.ioctl(Pin.WRITE, 0));
            next = ticks.nanos() - period - 1; // too late to be joined to
            throw e;
        }
        next += period;
        Schedule.until(ticks, next);
        Schedule.requireNoInterrupt(who);
    }

    /// Runs `periods` periods.
    public void run(int periods) throws IOException {
        if (periods < 0) {
            throw new IllegalArgumentException(who + ": periods are " + periods + ", expected 0 or more");
        }
        for (int i = 0; i < periods; i++) {
            step();
        }
    }

    /// Runs as many whole periods as begin within `duration`.
    public void run(Duration duration) throws IOException {
        long until = ticks.nanos() + Schedule.nanos(duration);
        while (until - ticks.nanos() > 0) {
            step();
        }
    }

    /// Returns by how many nanoseconds the latest edge of all so far came too late.
    public long latestNanos() {
        return latest;
    }

    @Override
    public String toString() {
        return who;
    }

    private long periodNanos() {
        return Math.round(1e9 / hertz);
    }

    private void edge(long due, int level) throws IOException {
        Schedule.until(ticks, due);
        latest = Math.max(latest, ticks.nanos() - due);
        pin.ioctl(Pin.WRITE, level);
    }
}
