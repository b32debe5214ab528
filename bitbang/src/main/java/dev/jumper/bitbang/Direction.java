package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import java.io.IOException;

/// Gives pins the direction that a protocol needs, or says who refused it.
final class Direction {
    private Direction() {}

    /// Makes `pin` an output that starts at `level`.
    static void output(Pin pin, int level, String who) throws IOException {
        request(pin, Pin.OUTPUT, level, "output", who);
    }

    /// Makes `pin` an input with the resistor that `pull` says, an argument of [Pin#INPUT].
    static void input(Pin pin, int pull, String who) throws IOException {
        request(pin, Pin.INPUT, pull, "input", who);
    }

    private static void request(Pin pin, int request, int argument, String direction, String who) throws IOException {
        try {
            pin.ioctl(request, argument);
        } catch (UnsupportedOperationException e) {
            throw new DeviceException(
                    DeviceException.Kind.DIRECTION_REFUSED,
                    "%s: pin %s cannot be made an %s; use another pin".formatted(who, pin, direction),
                    e);
        }
    }
}
