/// A circuit in virtual time: [nets][dev.jumper.sim.Net] that several [terminals][dev.jumper.sim.Terminal] drive,
/// host [pins][dev.jumper.hal.Pin] on them, [parts][dev.jumper.sim.Part] that answer, and a
/// [recorder][dev.jumper.sim.Recorder] that keeps every edge.
///
/// ```
///   program ── Pin ──┐                      ┌── Terminal ── Part (a sensor, a clock, a fault)
///                    ├── Net "sda" (pull) ──┤
///   program ── Pin ──┘                      └── Recorder ── Waveform ── VCD, SVG, PNG, text
/// ```
///
/// Nothing here knows the host's clock: time passes when a pin is used or somebody waits on the circuit's
/// [Ticks][dev.jumper.hal.time.Ticks]. The same seed gives the same run, edge by edge.
package dev.jumper.sim;
