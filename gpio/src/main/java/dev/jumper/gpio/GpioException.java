package dev.jumper.gpio;

import dev.jumper.gpio.linux.Calls;
import java.io.IOException;

/// The kernel refused something about a chip or a line; the message ends in what it said.
public final class GpioException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    private GpioException(String message, int errno) {
        super(message);
        this.errno = errno;
    }

    /// Makes the error for `result`, which is `-errno`.
    static GpioException of(String what, int result, String remedy) {
        return new GpioException(
                what + ": " + Calls.message(result) + (remedy.isEmpty() ? "" : "; " + remedy), -result);
    }

    /// Returns Linux's error number, such as 16 for a line that is in use (EBUSY).
    public int errno() {
        return errno;
    }
}
