package dev.jumper.emulator;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.vfs.Errno;

/// How a Java exception reaches Python: as a text whose first letters say what to raise, for the exception itself
/// must not cross. `E` and a number is an OSError, `A` and a number the count of bytes that a chip took before it
/// refused one, `V` a ValueError, `R` a RuntimeError, `C` a wrong checksum, `P` an exception of the program's own
/// that Python has kept, `K` a KeyboardInterrupt. The message follows after a space.
final class Failure {
    private static final int ENODEV = Errno.ENODEV.number();
    private static final int ETIMEDOUT = 110; // Linux's errno.h

    private Failure() {}

    static String text(Exception e) {
        return switch (e) {
            case PythonPin.Raised _ -> "P ";
            case PythonCallback.KeyboardInterrupt _ -> "K ";
            case DeviceException d -> device(d);
            case java.io.IOException _ -> error(Errno.EIO.number(), e);
            case IllegalArgumentException _, UnsupportedOperationException _ -> "V " + e.getMessage();
            default -> "R " + e.getMessage();
        };
    }

    /// The numbers are those that MicroPython's own buses give: extmod/machine_i2c.c, drivers/dht/dht.c.
    private static String device(DeviceException e) {
        return switch (e.kind()) {
            case ADDRESS_NOT_ACKNOWLEDGED -> error(ENODEV, e);
            case DATA_NOT_ACKNOWLEDGED -> "A" + e.index() + " " + e.getMessage();
            case ABSENT, STRETCHED_TOO_LONG, STUCK, NEVER_ENDED -> error(ETIMEDOUT, e);
            case CHECKSUM -> "C " + e.getMessage();
            case ARBITRATION_LOST, WRONG_ANSWER, MISSED, SHORT_CIRCUIT, DIRECTION_REFUSED ->
                error(Errno.EIO.number(), e);
        };
    }

    private static String error(int number, Exception e) {
        return "E" + number + " " + e.getMessage();
    }
}
