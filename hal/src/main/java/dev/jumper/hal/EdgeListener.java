package dev.jumper.hal;

import java.io.IOException;

/// Whoever wants to be told of each change of a pin's level, by an [EdgeSource].
///
/// What a listener throws ends nothing: it goes to the uncaught-exception handler of the thread that tells, and the
/// next edge is told all the same. A circuit has no such thread, and throws it where its time passes. An [Error]
/// ends the listening as well.
@FunctionalInterface
public interface EdgeListener {
    /// Tells that `pin` became `level`, 0 or 1, at `nanos`, on the clock that the pin's [EdgeCapture] has too.
    void changed(Pin pin, long nanos, int level) throws IOException;

    /// Tells that `count` edges of `pin`, which came before the next one told, were lost, because there was no room
    /// to keep them. Throws that, unless overridden.
    default void lost(Pin pin, long count) throws IOException {
        throw new DeviceException(
                DeviceException.Kind.MISSED,
                "%s: %d edges were lost, for they came faster than the listener took them; have it do less, or more be kept"
                        .formatted(pin, count));
    }

    /// Tells that the listening is over, because the line failed: its chip is gone, say. Throws the failure, unless
    /// overridden.
    default void failed(IOException failure) throws IOException {
        throw failure;
    }
}
