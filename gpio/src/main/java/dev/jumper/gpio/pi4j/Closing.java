package dev.jumper.gpio.pi4j;

import com.pi4j.exception.ShutdownException;
import dev.jumper.hal.Pin;

/// The end of a pin that a source handed out.
final class Closing {
    private Closing() {}

    /// Closes the pin if there is one that can be closed.
    static void close(Pin pin) throws ShutdownException {
        if (pin instanceof AutoCloseable closeable) {
            close(pin, closeable);
        }
    }

    /// Closes what belongs to the pin, or the pin itself.
    static void close(Pin pin, AutoCloseable closeable) throws ShutdownException {
        try {
            closeable.close();
        } catch (Exception e) { // the signature of AutoCloseable
            throw new ShutdownException(pin + ": " + e.getMessage(), e);
        }
    }
}
