/// Buses without wires: a playback expects a script of transactions and answers from it, a recording keeps what
/// goes over any bus, as such a script.
///
/// ```
///   try (var bus = new PlaybackI2c()
///           .expectWriteRead(I2cAddress.of(0x68), "00", "30 59 23")
///           .expectWrite(I2cAddress.of(0x68), "0e 00").fail(DATA_NOT_ACKNOWLEDGED, 1)) {
///       ...
///   }
/// ```
///
/// A transaction that differs from the script is an [AssertionError], which no driver's `catch (IOException)` can
/// swallow; so is a playback that is closed before the end of its script. Close it by try-with-resources, and the
/// first failure stays the one that is reported.
///
/// # Scripts as text
///
/// One transaction a line; empty lines and those that begin with `#` are left out. Bytes are hexadecimal pairs. A
/// transaction that fails ends in `fail`, the kind of the [DeviceException][dev.jumper.hal.DeviceException] (`IO`
/// for any other error), the index of the byte if it has one, and the message; bytes that were asked for and never
/// came are `--`.
///
/// ```
///   0x68 write 00, read 30 59 23                                     I2C
///   0x68 write 0e 00 fail DATA_NOT_ACKNOWLEDGED at 1: no acknowledge
///   mode 0 1000000 Hz 8 bits msb: 9f 00 00 -> 00 ef 40               SPI
///   transfer cc be -> 91 01 4b 46 7f ff 0c 10 70                     1-Wire
///   power cc 44 for 750000000 ns
///   search family 28 -> 28ac410e07000074
///   reset -> 1
///   slot 1 -> 0
///   octet ff -> 28
///   02 8c 01 5f ee                                                   DHT
/// ```
package dev.jumper.sim.bus;
