package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// An ultrasonic ranger HC-SR04: a trigger pulse out, an echo pulse in that lasts as long as the sound was under
/// way.
///
/// ```
///   trigger   ┌10 µs┐
///           ──┘     └─────────────────────────────────
///   echo                   ┌── there and back ──┐
///           ───────────────┘                    └─────
/// ```
///
/// Measures from 2 cm to 4 m. With an echo pin that is an [EdgeCapture] the result comes from time stamps; any
/// other is polled, and a measurement with a pause near an edge is not returned but made again.
///
/// Blocks for up to 0.5 s an attempt, 250 ms until the echo begins and 250 ms until it ends, and 60 ms between
/// attempts. Not thread-safe. The pins stay the caller's.
///
/// Source of the figures: Elec Freaks "Ultrasonic Ranging Module HC-SR04", sections "Electric Parameter" and
/// "Timing diagram", unless said otherwise.
public final class Ultrasonic {
    private static final long TRIGGER_NANOS = 10_000;
    private static final double LEAST_METRES = 0.02;
    private static final double MOST_METRES = 4.0;

    /// "We suggest to use over 60ms measurement cycle, in order to prevent trigger signal to the echo signal."
    private static final long CYCLE_NANOS = 60_000_000;

    /// With nothing in range modules end the echo after 38 ms, some after 200 ms.
    private static final long ECHO_TIMEOUT = 250_000_000;

    /// One centimetre there and back: what a polled edge may be late by. The resolution of the module is 3 mm.
    private static final long MOST_UNCERTAINTY = 58_000;

    /// An echo is over when the line has been low for so long; a line that flickers gives short pulses instead.
    private static final long REST_NANOS = 200_000;

    private final Pin trigger;
    private final Pin echo;
    private final Ticks ticks;
    private final RetryPolicy policy;
    private final PulseTimer timer;
    private final String who;

    private Ultrasonic(Pin trigger, Pin echo, Ticks ticks, RetryPolicy policy) {
        this.trigger = trigger;
        this.echo = echo;
        this.ticks = ticks;
        this.policy = policy;
        this.timer = new PulseTimer(ticks);
        this.who = "HC-SR04 on " + trigger + " and " + echo;
    }

    /// Returns a ranger that tries as often as `policy` says.
    public static Ultrasonic over(Pin trigger, Pin echo, Ticks ticks, RetryPolicy policy) {
        return new Ultrasonic(trigger, echo, ticks, policy);
    }

    /// Returns a ranger that tries three times.
    public static Ultrasonic over(Pin trigger, Pin echo, Ticks ticks) {
        return over(trigger, echo, ticks, RetryPolicy.DEFAULT);
    }

    /// Returns the speed of sound in dry air of `celsius`, in metres a second.
    ///
    /// That of an ideal gas, 331.3 m/s at 0 °C with the root of the absolute temperature: Kinsler and others,
    /// "Fundamentals of Acoustics", "Speed of Sound in Fluids".
    public static double speedOfSound(double celsius) {
        if (!(celsius > -90 && celsius < 100)) {
            throw new IllegalArgumentException("air of " + celsius + " °C, expected between -90 and 100 °C");
        }
        return 331.3 * Math.sqrt(1 + celsius / 273.15);
    }

    /// Measures once, in air of 20 °C.
    public Echo measure() throws IOException {
        return measure(20);
    }

    /// Measures once, in air of `celsius`: 10 K wrong are 1.8 % of the distance.
    ///
    /// @throws DeviceException `ABSENT` if the echo line never rises; `NEVER_ENDED` if it never falls;
    ///     `WRONG_ANSWER` if the pulse is shorter than any distance or the line flickers; `MISSED` if this
    ///     machine was too slow; `DIRECTION_REFUSED`
    public Echo measure(double celsius) throws IOException {
        double speed = speedOfSound(celsius);
        return policy.run(ticks, CYCLE_NANOS, who, () -> attempt(speed));
    }

    @Override
    public String toString() {
        return who;
    }

    private Echo attempt(double speed) throws IOException {
        Directions.output(who, trigger, 0);
        Directions.inputIfKnown(echo);
        if (echo.ioctl(Pin.READ, 0) != 0) {
            throw new DeviceException(
                    DeviceException.Kind.STUCK,
                    who
                            + ": the echo line is high before the trigger; wait for the last echo to end, and check"
                            + " the wires");
        }
        long nanos = echo instanceof EdgeCapture capture ? captured(capture) : polled();
        double metres = nanos * 1e-9 * speed / 2;
        if (metres < LEAST_METRES * 0.9) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: an echo of %.1f µs is shorter than that from 2 cm; check the wires for noise"
                            .formatted(who, nanos / 1000.0));
        }
        return metres > MOST_METRES ? new Echo.OutOfRange(nanos) : new Echo.Heard(nanos, metres);
    }

    private long captured(EdgeCapture capture) throws IOException {
        long nanos;
        try {
            capture.arm();
            trigger();
            long first = timer.captured(capture, 1, ECHO_TIMEOUT);
            requireNoLoss(capture);
            nanos = pulse(first);
            long next = timer.captured(capture, 1, REST_NANOS);
            requireNoLoss(capture);
            requireRest(next);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, capture::disarm);
            throw e;
        }
        capture.disarm();
        return nanos;
    }

    private void requireNoLoss(EdgeCapture capture) throws IOException {
        if (capture.lost() > 0) {
            throw new DeviceException(
                    DeviceException.Kind.MISSED,
                    who + ": edges of the echo line were lost, there was no room to keep them; try again, and check the"
                            + " wires for noise");
        }
    }

    private long polled() throws IOException {
        trigger();
        long nanos = pulse(timer.measureNanos(echo, 1, ECHO_TIMEOUT));
        requireRest(timer.measureNanos(echo, 1, REST_NANOS));
        return nanos;
    }

    /// Returns the length of a pulse that was measured well.
    private long pulse(long nanos) throws DeviceException {
        if (nanos == PulseTimer.NEVER_STARTED) {
            throw neverStarted();
        }
        if (nanos == PulseTimer.NEVER_ENDED) {
            throw new DeviceException(
                    DeviceException.Kind.NEVER_ENDED,
                    who
                            + ": the echo line has been high for 250 ms; switch the ranger off and on, and check its"
                            + " wires");
        }
        if (timer.uncertaintyNanos() > MOST_UNCERTAINTY) {
            throw tooSlow("an edge of the echo is uncertain by %d µs".formatted(timer.uncertaintyNanos() / 1000));
        }
        return nanos;
    }

    private void requireRest(long next) throws DeviceException {
        if (next != PulseTimer.NEVER_STARTED) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    who + ": the echo line flickers; check the wires for noise, and their length");
        }
    }

    private void trigger() throws IOException {
        try {
            trigger.ioctl(Pin.WRITE, 1);
            ticks.delay(TRIGGER_NANOS);
            trigger.ioctl(Pin.WRITE, 0);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> trigger.ioctl(Pin.WRITE, 0));
            throw e;
        }
        Schedule.requireNoInterrupt(who);
    }

    private DeviceException neverStarted() {
        return timer.blindNanos() >= LEAST_METRES * 2 / 331.3 * 1e9
                ? tooSlow("no echo seen")
                : new DeviceException(
                        DeviceException.Kind.ABSENT,
                        who + ": the echo line did not rise after the trigger; check the supply of 5 V and both wires");
    }

    private DeviceException tooSlow(String found) {
        return new DeviceException(
                DeviceException.Kind.MISSED,
                who + ": " + found
                        + ": this machine was too slow or paused; try again, or use a pin that keeps its edges");
    }
}
