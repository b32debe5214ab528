/// File systems with a `stat` of ten fields: in memory, on the host, on a board.
///
/// A [Vfs][dev.jumper.hal.vfs.Vfs] is a tree of names over bytes; an open file is a
/// [ByteStream][dev.jumper.hal.stream.ByteStream] that seeks. The times in a [Stat][dev.jumper.hal.vfs.Stat] come
/// from an [Rtc][dev.jumper.hal.time.Rtc] that somebody else keeps. Errors are those of `java.nio.file`;
/// [Errno][dev.jumper.hal.vfs.Errno] gives the number that a C or Python program would see.
///
/// Paths are separated by `/`, absolute or relative to the root, and never leave it.
///
/// Out of scope: permissions, links, and watching for changes.
package dev.jumper.hal.vfs;
