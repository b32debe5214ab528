/// Bytes to and from anything: a serial port, a socket, a file on a board, a board in software.
///
/// ```
///   StreamUrl --opens--> ByteStream --wrapped by--> Exact        all of it, or an error that says how much
///                                   --waited on by-> Poll        until bytes, room, or a deadline
///                                   --seen as-----> Streams      java.io and java.nio.channels, and back
/// ```
///
/// A [ByteStream][dev.jumper.hal.stream.ByteStream] reads and writes *once*: one call makes one call to what is
/// underneath and may do less than was asked. [Exact][dev.jumper.hal.stream.Exact] repeats until the amount is
/// there. What is not ready is a value, not an exception, so that a protocol can be a plain state machine over
/// buffers and own no thread.
///
/// For authors of openers: implement [StreamOpener][dev.jumper.hal.stream.StreamOpener], provide it as a service,
/// and throw [StreamOpenException][dev.jumper.hal.stream.StreamOpenException] with the cause that fits.
///
/// Out of scope: selectors over many streams, asynchronous callbacks.
package dev.jumper.hal.stream;
