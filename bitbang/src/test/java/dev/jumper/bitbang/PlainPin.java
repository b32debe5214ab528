package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// A view of a pin without what else it can do, such as keeping its edges.
record PlainPin(Pin pin) implements Pin {
    @Override
    public int ioctl(int request, int argument) throws IOException {
        return pin.ioctl(request, argument);
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
