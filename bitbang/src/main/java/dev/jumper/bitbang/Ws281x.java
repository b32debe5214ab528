package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// A chain of WS2811, WS2812 or WS2812B lights on one pin.
///
/// ```
///   0  ┌─0.4─┐         ┌        1  ┌──0.8───┐    ┌       24 bits a light, green first, highest bit first,
///      ┘     └──0.85───┘           ┘        └0.45┘       then low for 280 µs: the lights show what they got
/// ```
///
/// The level has to be right to 0.15 µs, so each pulse is measured as it is sent. Where this machine was too slow
/// the frame is broken off, the line rests until the lights are ready again, and the whole frame is sent anew, as
/// often as the policy says. Blocks for 30 µs a light and 0.3 ms. Not thread-safe. The pin stays the caller's.
///
/// Source of the figures: Worldsemi "WS2812B Intelligent control LED integrated light source", "Data transfer
/// time".
public final class Ws281x {
    private static final int BITS = 24;
    private static final long ZERO_HIGH = 400;
    private static final long ONE_HIGH = 800;
    private static final long PERIOD = 1250;
    private static final long TOLERANCE = 150;

    /// TH + TL = 1.25 µs ± 600 ns.
    private static final long LONGEST_PERIOD = PERIOD + 600;

    /// "RES: low voltage time, above 50 µs"; 280 µs since version 5 of the chip ("WS2812B-V5", the same table).
    private static final long RESET = 300_000;

    private final Pin pin;
    private final Ticks ticks;
    private final RetryPolicy policy;
    private final String who;

    private Ws281x(Pin pin, Ticks ticks, RetryPolicy policy) {
        this.pin = pin;
        this.ticks = ticks;
        this.policy = policy;
        this.who = "WS281x on " + pin;
    }

    /// Returns a chain that is sent to as often as `policy` says.
    public static Ws281x over(Pin pin, Ticks ticks, RetryPolicy policy) {
        return new Ws281x(pin, ticks, policy);
    }

    /// Returns a chain that is sent to up to three times.
    public static Ws281x over(Pin pin, Ticks ticks) {
        return over(pin, ticks, RetryPolicy.DEFAULT);
    }

    /// Shows the colours `rgb`, each `0xRRGGBB`, the first on the light nearest to the pin; further lights keep
    /// theirs.
    ///
    /// @throws DeviceException `MISSED` if this machine was too slow each time; `DIRECTION_REFUSED`
    public void show(int... rgb) throws IOException {
        for (int i = 0; i < rgb.length; i++) {
            if (rgb[i] >>> BITS != 0) {
                throw new IllegalArgumentException(
                        "%s: colour %d is 0x%x, expected 0x000000 to 0xffffff".formatted(who, i, rgb[i]));
            }
        }
        policy.run(ticks, 0, who, () -> {
            send(rgb);
            return true;
        });
    }

    @Override
    public String toString() {
        return who;
    }

    private void send(int[] rgb) throws IOException {
        Directions.output(who, pin, 0);
        Schedule.delay(ticks, RESET, who);
        int done;
        try {
            done = bits(rgb);
            pin.ioctl(Pin.WRITE, 0);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> pin.ioctl(Pin.WRITE, 0));
            throw e;
        }
        ticks.delay(RESET);
        if (done < rgb.length * BITS) {
            throw new DeviceException(
                    DeviceException.Kind.MISSED,
                    ("%s: bit %d of light %d was too long or too short: this machine was too slow or paused;"
                                    + " try again, or use a faster pin")
                            .formatted(who, done % BITS, done / BITS));
        }
        Schedule.requireNoInterrupt(who);
    }

    /// Sends until the first bit whose timing failed, and returns its index; all of them if none did.
    private int bits(int[] rgb) throws IOException {
        long due = ticks.nanos();
        long before = 0;
        for (int at = 0; at < rgb.length * BITS; at++) {
            int color = rgb[at / BITS];
            int grb = color & 0xFF | (color & 0xFF00) << 8 | color >> 8 & 0xFF00;
            long high = (grb >> BITS - 1 - at % BITS & 1) == 0 ? ZERO_HIGH : ONE_HIGH;
            Schedule.until(ticks, due);
            long now = ticks.nanos();
            due = now - due > TOLERANCE ? now : due; // a low part may be longer, but the next must not be shorter
            pin.ioctl(Pin.WRITE, 1);
            long up = ticks.nanos();
            Schedule.until(ticks, due + high);
            pin.ioctl(Pin.WRITE, 0);
            long width = ticks.nanos() - up;
            if (Math.abs(width - high) > TOLERANCE || at > 0 && up - before > LONGEST_PERIOD) {
                return at;
            }
            before = up;
            due += PERIOD;
        }
        return rgb.length * BITS;
    }
}
