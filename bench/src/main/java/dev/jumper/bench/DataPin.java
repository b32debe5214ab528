package dev.jumper.bench;

import dev.jumper.hal.Pin;

/// SDA.
final class DataPin extends DataLine implements Pin {
    DataPin(ClockLine clock) {
        super(clock);
    }

    @Override
    public int ioctl(int request, int argument) {
        return switch (request) {
            case READ -> level();
            case WRITE, OUTPUT, OPEN_DRAIN -> {
                become(argument);
                yield 0;
            }
            default -> throw Pin.unknown(this, request);
        };
    }
}
