package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// An open-drain line made of a pin that knows no such thing: an output to drive low, an input to release. Of
/// this class too [LoopCopies] makes copies, for it stands between a bit loop and its pin.
final class FlippedLine implements Pin {
    private final Pin pin;
    private final int pull;

    FlippedLine(Pin pin, int pull) {
        this.pin = pin;
        this.pull = pull;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        return switch (request) {
            case READ -> pin.ioctl(READ, 0);
            case WRITE, OPEN_DRAIN -> argument == 0 ? pin.ioctl(OUTPUT, 0) : pin.ioctl(INPUT, pull);
            default -> pin.ioctl(request, argument);
        };
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
