/// Buses and timings made of pins: over any [Pin][dev.jumper.hal.Pin], simulated or real, in the time of a
/// [Ticks][dev.jumper.hal.time.Ticks].
package dev.jumper.bitbang;
