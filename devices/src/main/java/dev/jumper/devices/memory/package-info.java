/// Memory chips: each is a [ByteStream][dev.jumper.hal.stream.ByteStream] with a position, as a file of fixed
/// length is.
package dev.jumper.devices.memory;
