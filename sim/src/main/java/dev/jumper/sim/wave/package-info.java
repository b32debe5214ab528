/// Recorded waveforms: [Waveform][dev.jumper.sim.wave.Waveform] holds what each line did, to be measured, decoded,
/// drawn, and written to and read from VCD files.
package dev.jumper.sim.wave;
