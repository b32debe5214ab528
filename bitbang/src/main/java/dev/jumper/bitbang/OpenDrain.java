package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.List;

/// How a bus gets a line that it drives low and releases.
final class OpenDrain {
    private OpenDrain() {}

    /// Returns `pin`, or a view of it, as a released open-drain line that answers [Pin#READ], [Pin#WRITE] and
    /// [Pin#OPEN_DRAIN].
    ///
    /// A pin that does not know open-drain becomes an output and an input in turn, with its own pull-up if it has
    /// one.
    static Pin release(Object bus, Pin pin, boolean flipped) throws IOException {
        if (!flipped && knows(pin, Pin.OPEN_DRAIN, 1)) {
            return pin;
        }
        if (knows(pin, Pin.INPUT, Pin.PULL_UP)) {
            return flipped(pin, Pin.PULL_UP);
        }
        try {
            pin.ioctl(Pin.INPUT, Pin.FLOATING);
        } catch (UnsupportedOperationException e) {
            throw Directions.refused(bus, e);
        }
        return flipped(pin, Pin.FLOATING);
    }

    private static Pin flipped(Pin pin, int pull) {
        return LoopCopies.COMMON.make(Pin.class, FlippedLine.class, List.of(pin), pin, pull);
    }

    private static boolean knows(Pin pin, int request, int argument) throws IOException {
        try {
            pin.ioctl(request, argument);
            return true;
        } catch (UnsupportedOperationException _) {
            return false;
        }
    }
}
