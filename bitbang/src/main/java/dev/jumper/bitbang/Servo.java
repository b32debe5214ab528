package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;

/// A hobby servo: 50 pulses a second, whose length is the angle.
///
/// 0° is 500 µs and 180° is 2500 µs, the widest range in use (DSServo "DS3218", "Pulse width range"); a servo
/// that reaches its stop earlier is opened with its own range. Nothing holds the angle between calls but the
/// servo's gears. Not thread-safe. The pin stays the caller's.
public final class Servo {
    private static final double HERTZ = 50;
    private static final double PERIOD_MICROS = 1e6 / HERTZ;

    private final SoftPwm pwm;
    private final String who;
    private final double leastMicros;
    private final double mostMicros;

    private Servo(SoftPwm pwm, String who, double leastMicros, double mostMicros) {
        this.pwm = pwm;
        this.who = who;
        this.leastMicros = leastMicros;
        this.mostMicros = mostMicros;
    }

    /// Opens a servo that takes pulses of 500 to 2500 µs.
    public static Servo open(Pin pin, Ticks ticks) throws IOException {
        return open(pin, 500, 2500, ticks);
    }

    /// Opens a servo that takes pulses of `leastMicros` at 0° to `mostMicros` at 180°, within 100 to 5000 µs.
    public static Servo open(Pin pin, double leastMicros, double mostMicros, Ticks ticks) throws IOException {
        String who = "servo on " + pin;
        if (!(leastMicros >= 100 && leastMicros < mostMicros && mostMicros <= 5000)) {
            throw new IllegalArgumentException("%s: pulses are %s to %s µs, expected a range within 100 to 5000 µs"
                    .formatted(who, leastMicros, mostMicros));
        }
        return new Servo(SoftPwm.open(pin, HERTZ, 0, ticks), who, leastMicros, mostMicros);
    }

    /// Turns to `degrees`, 0 to 180, by sending pulses for `duration`; a servo takes some 0.3 s for half a turn.
    public void turn(double degrees, Duration duration) throws IOException {
        if (!(degrees >= 0 && degrees <= 180)) {
            throw new IllegalArgumentException(who + ": angle is " + degrees + "°, expected 0 to 180°");
        }
        pwm.duty((leastMicros + (mostMicros - leastMicros) * degrees / 180) / PERIOD_MICROS);
        pwm.run(duration);
    }

    @Override
    public String toString() {
        return who;
    }
}
