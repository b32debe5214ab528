/// What all drivers of chips have in common, and the table of them.
///
/// ```
///   Chips  --lists-->  Chip  --opens, over one of its attachments-->  the driver: Ds18b20, Bme280, ...
///                                                                        is a Sensor, an Rtc, a ByteStream, ...
/// ```
///
/// A program that knows its chip uses the driver's class alone. The table is for one that gets the name of a chip
/// from somebody else, as the `jumper` command does.
///
/// # For authors of drivers
///
/// A driver is one final class over the contracts of `dev.jumper.hal`, in the package of its kind. `open` proves
/// that the chip is there and is the right one; it keeps the bus but never closes it. Each has a constant `CHIP`
/// and a line in [Chips][dev.jumper.devices.Chips]. A chip of byte registers is read through
/// [Registers][dev.jumper.devices.Registers], the same over I2C and SPI.
package dev.jumper.devices;
