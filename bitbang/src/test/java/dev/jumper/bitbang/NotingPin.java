package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A pin that notes what it is asked for, but for readings, such as `OUTPUT (4) 1`, and passes it on.
record NotingPin(Pin pin, List<String> requests) implements Pin {
    NotingPin(Pin pin) {
        this(pin, new ArrayList<>());
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        if (request != READ) {
            requests.add(Pin.requestName(request) + " " + argument);
        }
        return pin.ioctl(request, argument);
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
