package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// Pins that work until a certain use of any of them, which fails, and after it.
final class FailingPins {
    private int untilFailure;

    /// Has the use after `uses` others fail, once.
    void failAfter(int uses) {
        untilFailure = uses + 1;
    }

    boolean haveFailed() {
        return untilFailure <= 0;
    }

    Pin over(Pin pin) {
        return new Pin() {
            @Override
            public int ioctl(int request, int argument) throws IOException {
                if (--untilFailure == 0) {
                    throw new IOException("cable of " + pin + " is out");
                }
                return pin.ioctl(request, argument);
            }

            @Override
            public String toString() {
                return pin.toString();
            }
        };
    }
}
