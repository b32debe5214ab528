package dev.jumper.bitbang;

import java.io.IOException;

/// The bits of an SPI transfer, without its chip select.
interface SpiBits {
    /// Exchanges whole words; the clock rests before and after.
    ///
    /// @param rest the level at which the clock rests
    /// @param phase 0 if bits are taken on the first edge of a clock, 1 if on the second
    /// @param wordBits 1 to 32
    /// @param half nanoseconds of half a clock at least, 0 for no wait at all
    void exchange(byte[] out, byte[] in, int rest, int phase, int wordBits, boolean lsbFirst, long half)
            throws IOException;
}
