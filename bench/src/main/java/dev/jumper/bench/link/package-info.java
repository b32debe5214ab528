/// The link benchmark: how long the way to a board takes, from one byte through a serial port to a whole process,
/// beside a C program on the same line in the same run. [LinkBench][dev.jumper.bench.link.LinkBench] runs all of
/// it.
package dev.jumper.bench.link;
