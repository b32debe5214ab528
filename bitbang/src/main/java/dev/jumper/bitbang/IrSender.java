package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// Sends infrared frames, as bursts of a carrier for a light, or as an envelope without one.
///
/// Blocks for the length of the frame, and before it until the frame before has had its time (108 ms for NEC,
/// 114 ms for RC5). Edges follow an absolute schedule. Not thread-safe. The pin stays the caller's, and at
/// rest.
public final class IrSender {
    /// A mark or space off by more than this is not sent as good; receivers take 25 %.
    private static final long MOST_LATE = IrTiming.NEC_UNIT / 10;

    private final Pin pin;
    private final int mark;
    private final boolean carrier;
    private final Ticks ticks;
    private final String who;
    private long free;
    private long worst;

    private IrSender(Pin pin, int mark, boolean carrier, Ticks ticks) {
        this.pin = pin;
        this.mark = mark;
        this.carrier = carrier;
        this.ticks = ticks;
        this.who = "infrared sender on " + pin;
        this.free = ticks.nanos();
    }

    /// Makes a sender whose pin is at `markLevel` during a mark: 0 to stand in for a receiver module, 1 to gate a
    /// carrier that something else makes.
    public static IrSender envelope(Pin pin, int markLevel, Ticks ticks) {
        if ((markLevel & ~1) != 0) {
            throw new IllegalArgumentException("level of a mark is " + markLevel + ", expected 0 or 1");
        }
        return new IrSender(pin, markLevel, false, ticks);
    }

    /// Makes a sender that lights a diode with the carrier of the protocol, 38 kHz for NEC and 36 kHz for RC5,
    /// high for a third of each period.
    public static IrSender carrier(Pin pin, Ticks ticks) {
        return new IrSender(pin, 1, true, ticks);
    }

    /// Sends one frame.
    ///
    /// @throws DeviceException `MISSED` if this machine was too slow, and a receiver may have heard another
    ///     frame or none; `DIRECTION_REFUSED`
    public void send(IrFrame frame) throws IOException {
        Directions.output(who, pin, mark ^ 1);
        Schedule.delay(ticks, free - ticks.nanos(), who);
        long start = ticks.nanos();
        free = start + IrTiming.period(frame);
        worst = 0;
        long due = start;
        try {
            boolean light = true;
            for (long span : IrTiming.spans(frame)) {
                Schedule.until(ticks, due);
                worst = Math.max(worst, ticks.nanos() - due);
                if (light) {
                    mark(due, span, IrTiming.hertz(frame));
                } else {
                    pin.ioctl(Pin.WRITE, mark ^ 1);
                }
                due += span;
                light = !light;
            }
            Schedule.until(ticks, due);
            worst = Math.max(worst, ticks.nanos() - due);
            pin.ioctl(Pin.WRITE, mark ^ 1);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> pin.ioctl(Pin.WRITE, mark ^ 1));
            throw e;
        }
        Schedule.requireNoInterrupt(who);
        if (worst > MOST_LATE) {
            throw new DeviceException(
                    DeviceException.Kind.MISSED,
                    "%s: an edge was %d µs late: this machine was too slow or paused; send the frame again"
                            .formatted(who, worst / 1000));
        }
    }

    @Override
    public String toString() {
        return who;
    }

    private void mark(long start, long nanos, int hertz) throws IOException {
        if (!carrier) {
            pin.ioctl(Pin.WRITE, mark);
            return;
        }
        long cycles = nanos * hertz / 1_000_000_000;
        for (long cycle = 0; cycle < cycles; cycle++) {
            long due = start + cycle * 1_000_000_000 / hertz;
            Schedule.until(ticks, due);
            pin.ioctl(Pin.WRITE, 1);
            Schedule.until(ticks, due + 1_000_000_000 / hertz / 3);
            pin.ioctl(Pin.WRITE, 0);
        }
    }
}
