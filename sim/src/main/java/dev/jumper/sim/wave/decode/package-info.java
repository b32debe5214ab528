/// What the edges of a waveform mean: bytes on I2C, SPI, 1-Wire and serial lines, sensor readings, colours, keys of
/// remote controls, widths of pulses.
///
/// ```
///   Waveform ── Decoder ("i2c:scl,sda") ── Tracks ── Annotations: [Start][Address 0x68 write][ACK]...
/// ```
///
/// A decoder only looks: it takes a whole waveform, keeps nothing, and never fails over what it sees. What does not
/// fit the protocol becomes an annotation of the kind [ERROR][dev.jumper.sim.wave.decode.Annotation.Kind#ERROR].
/// Lines that rest high (I2C, 1-Wire, DHT, serial) read as high where nobody drives or knows them, the others as
/// low.
///
/// Out of scope: what the bytes mean to a chip.
package dev.jumper.sim.wave.decode;
