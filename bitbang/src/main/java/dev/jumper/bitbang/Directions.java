package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import java.io.IOException;

/// Direction changes whose refusal says which line of which bus it was.
final class Directions {
    private Directions() {}

    /// Makes `pin` an output that starts at `level`.
    static void output(Object bus, Pin pin, int level) throws IOException {
        try {
            pin.ioctl(Pin.OUTPUT, level);
        } catch (UnsupportedOperationException e) {
            throw refused(bus, e);
        }
    }

    /// Makes `pin` a floating input; a pin that knows nothing of directions is read as it is.
    static void inputIfKnown(Pin pin) throws IOException {
        inputIfKnown(pin, Pin.FLOATING);
    }

    /// Makes `pin` an input with the resistor `pull`; a pin that knows nothing of directions is read as it is.
    static void inputIfKnown(Pin pin, int pull) throws IOException {
        try {
            pin.ioctl(Pin.INPUT, pull);
        } catch (UnsupportedOperationException _) {
            // A pin of two methods, one to read and one to write, is an input already.
            return;
        }
    }

    /// Returns the error for a direction that a pin refuses.
    static DeviceException refused(Object bus, UnsupportedOperationException cause) {
        return new DeviceException(
                DeviceException.Kind.DIRECTION_REFUSED,
                "%s: a pin cannot take the direction that the bus needs: %s".formatted(bus, cause.getMessage()),
                cause);
    }
}
