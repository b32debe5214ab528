/// Pins: one line, one method.
///
/// A [Pin][dev.jumper.hal.Pin] is driven by `ioctl` with a request code, from a bit loop that counts nanoseconds
/// and from high-level code alike. The same program runs on a simulated pin, a mocked one, one of a remote board,
/// or a real one.
///
/// ```
///   a driver          Bme280, Ds18b20, ...
///     | takes         I2cBus, SpiBus, OneWireBus, DhtLine   (dev.jumper.hal.bus)
///   a bus             of the kernel, of a remote board, or bit-banged over
///     | takes         Pin
///   a line            of a circuit, a chip, a board, a register
/// ```
///
/// What went wrong beyond the pins is a [DeviceException][dev.jumper.hal.DeviceException]; what went wrong on the
/// way to them is another [IOException][java.io.IOException]; misuse is unchecked and thrown before anything
/// moves.
package dev.jumper.hal;
