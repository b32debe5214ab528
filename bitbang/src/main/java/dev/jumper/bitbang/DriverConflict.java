package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;

/// Two outputs against each other, which a pin tells of without knowing what it is a line of.
final class DriverConflict {
    private DriverConflict() {}

    /// Returns `error`; or, if it is a pin's word of a short circuit, one that names `bus` too, caused by it.
    static DeviceException named(Object bus, DeviceException error) {
        return error.kind() == DeviceException.Kind.SHORT_CIRCUIT
                ? new DeviceException(error.kind(), bus + ": " + error.getMessage(), error)
                : error;
    }
}
