package dev.jumper.hal;

import java.io.IOException;

/// A view of a pin with high and low exchanged.
final class InvertedPin implements Pin {
    private final Pin pin;

    InvertedPin(Pin pin) {
        this.pin = pin;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        return switch (request) {
            case READ -> pin.ioctl(READ, argument) ^ 1;
            case WRITE, OUTPUT, OPEN_DRAIN -> pin.ioctl(request, argument ^ 1);
            default -> pin.ioctl(request, argument);
        };
    }

    @Override
    public Pin inverted() {
        return pin;
    }

    @Override
    public String toString() {
        return "inverted " + pin;
    }
}
