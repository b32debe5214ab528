package dev.jumper.bench;

import dev.jumper.hal.Pin;

/// A line of SPI.
final class LinePin extends Line implements Pin {
    @Override
    public int ioctl(int request, int argument) {
        return switch (request) {
            case READ -> level();
            case WRITE, OUTPUT, OPEN_DRAIN -> {
                become(argument);
                yield 0;
            }
            case INPUT -> 0;
            default -> throw Pin.unknown(this, request);
        };
    }
}
