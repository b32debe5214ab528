/// Chips that have more lines than the board: each line is a [Pin][dev.jumper.hal.Pin] like any other.
///
/// ```
///   your program, a bit-banged bus, PulseTimer ...
///     -> Pin: GPA3 of MCP23017 at 0x20        a write costs one transfer, and so does a read
///       -> I2cBus: the kernel's, or bit-banged on other pins
/// ```
package dev.jumper.devices.expander;
