package dev.jumper.sim.wave.decode;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;

/// Lines with nothing but 0 and 1 on them.
final class Line {
    private Line() {}

    /// Returns a line that rests high, or reads high where nobody drives or knows it.
    ///
    /// @throws IllegalArgumentException if there is no such signal; the message names the decoder
    static Signal pulledUp(Decoder decoder, Waveform waveform, String name) {
        return settled(decoder, waveform, name, 1);
    }

    /// Returns a line that reads low where nobody drives or knows it.
    ///
    /// @throws IllegalArgumentException if there is no such signal; the message names the decoder
    static Signal plain(Decoder decoder, Waveform waveform, String name) {
        return settled(decoder, waveform, name, 0);
    }

    private static Signal settled(Decoder decoder, Waveform waveform, String name, int resting) {
        Signal signal;
        try {
            signal = waveform.signal(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("decoder " + decoder + ": " + e.getMessage(), e);
        }
        var log = new Signal.Log(name, known(signal.firstLevel(), resting));
        for (int i = 0; i < signal.edges(); i++) {
            log.add(signal.time(i), known(signal.level(i), resting));
        }
        return log.signal();
    }

    private static int known(int level, int resting) {
        return level > 1 ? resting : level;
    }
}
