/// Pins of the machine itself, by Linux's GPIO character device: no root, no daemon, no native code of our own.
///
/// ```
///   GpioChip --- lines(options, 17, 18) ---> GpioLines   one request to the kernel; a bank
///      |                                        |
///      +-------- line(17) ------------------> GpioLine   a Pin that captures edges, or tells of them
/// ```
///
/// A chip is found by its label or by the name of a line, never by its number, which differs between boards and
/// kernels. A line changes its direction without being opened again, an output starts at its first level, and edges
/// carry the kernel's own time. Lines are released when they are closed, and when the program ends, however it
/// ends.
///
/// Needs Linux 5.10 or newer (version 2 of the interface), the right to open `/dev/gpiochip*`, and
/// `--enable-native-access=dev.jumper.gpio`.
///
/// Out of scope: what the resistors and drivers of a chip can do electrically; a chip refuses what it cannot do.
package dev.jumper.gpio;
