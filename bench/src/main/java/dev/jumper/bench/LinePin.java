package dev.jumper.bench;

import dev.jumper.hal.Pin;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A line that keeps what is written to it.
final class LinePin implements Pin {
    private static final VarHandle LEVEL = OpaqueInt.of(MethodHandles.lookup(), "level");

    private int level;

    @Override
    public int ioctl(int request, int argument) {
        return switch (request) {
            case READ -> (int) LEVEL.getOpaque(this);
            case WRITE, OUTPUT, OPEN_DRAIN -> {
                LEVEL.setOpaque(this, argument);
                yield 0;
            }
            case INPUT -> 0;
            default -> throw Pin.unknown(this, request);
        };
    }
}
