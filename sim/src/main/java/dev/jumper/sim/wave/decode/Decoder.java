package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Waveform;
import java.util.List;

/// Tells what the edges on some lines mean. Immutable, and usable for any number of waveforms.
public sealed interface Decoder
        permits DhtDecoder,
                I2cDecoder,
                NecDecoder,
                OneWireDecoder,
                PulseDecoder,
                PwmDecoder,
                Rc5Decoder,
                SpiDecoder,
                UartDecoder,
                Ws281xDecoder {
    /// Returns what `spec` names: a protocol, a colon, its lines in order, then options, all separated by commas.
    ///
    /// | spec | lines | options |
    /// | --- | --- | --- |
    /// | `i2c:scl,sda` | clock, data | |
    /// | `spi:clk,mosi,miso,cs` | clock, data out, data in, select | `mode=0` to `3`, `bits=8`, `lsb`, `cshigh` |
    /// | `onewire:owr` | the line | `overdrive` |
    /// | `uart:tx` | the line | `baud=115200`, `bits=5` to `9`, `parity=none`, `even` or `odd`, `invert` |
    /// | `dht:sda` | the line | `model=dht22` or `dht11` |
    /// | `ws281x:din` | the line | `order=grb`, `rgb` or `grbw` |
    /// | `nec:ir`, `rc5:ir` | a receiver's output, which rests high, or a sender's input, which rests low | |
    /// | `pwm:servo` | the line | |
    /// | `pulse:echo` | the line | `low` for the widths of low pulses |
    ///
    /// A line may also be given by its role (`i2c:sda=D1,scl=D2`), and one that is not there as `-`. With no lines
    /// at all the roles are the names.
    ///
    /// @throws IllegalArgumentException if it is no such thing; the message lists what there is
    static Decoder parse(String spec) {
        return DecoderSpec.parse(spec).decoder();
    }

    /// Returns the names of the signals it looks at.
    List<String> signals();

    /// Returns what `waveform` says, one track for each thing to tell; a waveform without anything to tell gives
    /// empty tracks.
    ///
    /// @throws IllegalArgumentException if the waveform has no such signal
    List<Track> decode(Waveform waveform);
}
