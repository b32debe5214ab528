package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// A line that the host pulls low or lets go, by whichever direction change its pin knows: output and pulled-up
/// input, or open-drain.
final class ReleasableLine {
    private final Pin pin;
    private final String who;
    private int releasing;

    /// `who` is the device on the line, for messages.
    ReleasableLine(Pin pin, String who) {
        this.pin = pin;
        this.who = who;
    }

    /// Drives the line low; [#release] has to have been called before.
    void low() throws IOException {
        if (releasing == Pin.OPEN_DRAIN) {
            pin.ioctl(Pin.WRITE, 0);
            return;
        }
        try {
            pin.ioctl(Pin.OUTPUT, 0);
        } catch (UnsupportedOperationException e) {
            throw Directions.refused(who, e);
        }
    }

    /// Lets the line go, so that its resistor or the device sets the level.
    void release() throws IOException {
        if (releasing == Pin.INPUT) {
            pin.ioctl(Pin.INPUT, Pin.PULL_UP);
        } else if (releasing == Pin.OPEN_DRAIN) {
            pin.ioctl(Pin.WRITE, 1);
        } else {
            releasing = firstRelease();
        }
    }

    private int firstRelease() throws IOException {
        try {
            pin.ioctl(Pin.INPUT, Pin.PULL_UP);
            return Pin.INPUT;
        } catch (UnsupportedOperationException noInput) {
            try {
                pin.ioctl(Pin.OPEN_DRAIN, 1);
                return Pin.OPEN_DRAIN;
            } catch (UnsupportedOperationException e) {
                e.addSuppressed(noInput);
                throw Directions.refused(who, e);
            }
        }
    }
}
