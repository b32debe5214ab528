package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// A pin under another name.
record NamedPin(String name, Pin pin) implements Pin {
    @Override
    public int ioctl(int request, int argument) throws IOException {
        return pin.ioctl(request, argument);
    }

    @Override
    public String toString() {
        return name;
    }
}
