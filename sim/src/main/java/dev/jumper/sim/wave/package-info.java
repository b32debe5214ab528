/// Recorded waveforms: a [Waveform][dev.jumper.sim.wave.Waveform] holds what each line did, from a
/// [Recorder][dev.jumper.sim.Recorder] or a [VCD file][dev.jumper.sim.wave.Vcd].
///
/// ```
///   Recorder ──┐              ┌── Measurement             periods, widths, set-up and hold
///              ├── Waveform ──┼── wave.decode.Decoder     what the edges say
///   Vcd.read ──┘              ├── wave.draw               text, SVG, PNG
///                             └── Vcd.write               for any other viewer
/// ```
///
/// All of it is immutable and safe for several threads, but for a [Signal.Log][dev.jumper.sim.wave.Signal.Log] in
/// the making. Times are nanoseconds.
package dev.jumper.sim.wave;
