package dev.jumper.devices;

import java.io.IOException;
import java.util.List;

/// A chip that measures.
///
/// What a driver's own methods return has its unit in their names; this is the same for a program that takes
/// whatever a chip has to say. Not thread-safe unless the driver says so.
@FunctionalInterface
public interface Sensor {
    /// Measures once and returns all quantities, always the same ones in the same order.
    ///
    /// Blocks for as long as the chip takes; the driver says how long.
    ///
    /// @throws dev.jumper.hal.DeviceException if the chip answers wrongly, or with what is no measurement
    /// @throws IOException if the bus fails
    List<Reading> read() throws IOException;
}
