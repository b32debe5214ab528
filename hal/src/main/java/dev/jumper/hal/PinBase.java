package dev.jumper.hal;

import java.io.IOException;

/// A pin made of two methods, one that tells the level and one that sets it; for classes that would rather be
/// objects than answer request codes.
///
/// [#READ] becomes [#value()], and [#WRITE], [#OUTPUT] and [#OPEN_DRAIN] become [#value(boolean)] with the level
/// asked for. All else goes to [#request], which knows nothing until a subclass says so. A subclass whose line
/// cannot pull both ways documents it: on an open-drain line `value(true)` releases.
public abstract class PinBase implements Pin {
    /// For subclasses.
    protected PinBase() {}

    /// Samples the line: true is high.
    protected abstract boolean value() throws IOException;

    /// Drives the line: true is high, or released if the line is open-drain.
    protected abstract void value(boolean high) throws IOException;

    /// Performs a request that is neither a level asked for nor one set: [#INPUT], or one of the subclass's own.
    ///
    /// @throws UnsupportedOperationException unless overridden
    protected int request(int request, int argument) throws IOException {
        throw Pin.unknown(this, request);
    }

    @Override
    public final int ioctl(int request, int argument) throws IOException {
        return switch (request) {
            case READ -> value() ? 1 : 0;
            case WRITE, OUTPUT, OPEN_DRAIN -> {
                value(argument != 0);
                yield 0;
            }
            default -> request(request, argument);
        };
    }
}
