package dev.jumper.sim.wave;

/// How fine the times of a VCD file are, which is the sample rate that a decoder takes it for.
public enum Timescale {
    /// For glitches, and for looking at propagation. Decoders take their time over it.
    ONE_NANOSECOND(1, "1 ns"),
    /// For WS281x and fast SPI.
    TEN_NANOSECONDS(10, "10 ns"),
    /// For all else.
    HUNDRED_NANOSECONDS(100, "100 ns");

    private final int nanos;
    private final String text;

    Timescale(int nanos, String text) {
        this.nanos = nanos;
        this.text = text;
    }

    /// Returns the length of a tick.
    public int nanos() {
        return nanos;
    }

    /// Returns the coarsest timescale in which `waveform` can be written: no pulse of it is shorter than a tick,
    /// and no edge has to move by more than one.
    public static Timescale fitting(Waveform waveform) {
        for (var scale : new Timescale[] {HUNDRED_NANOSECONDS, TEN_NANOSECONDS}) {
            if (VcdTicks.fit(waveform, scale)) {
                return scale;
            }
        }
        return ONE_NANOSECOND;
    }

    /// Returns the text that a VCD has, such as "100 ns".
    @Override
    public String toString() {
        return text;
    }
}
