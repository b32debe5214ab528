package dev.jumper.hal.bus;

/// How a chip wants to be spoken to over SPI.
///
/// @param mode clock polarity and phase
/// @param hertz the highest clock frequency the chip takes, from 1 up; a ceiling, never exceeded
/// @param wordBits bits in a word, 1 to 32
/// @param lsbFirst whether the least significant bit of each word travels first
public record SpiSettings(SpiMode mode, long hertz, int wordBits, boolean lsbFirst) {
    /// As fast as the bus goes; only for buses and chips that can take it.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// Checks the ranges.
    public SpiSettings {
        if (hertz < 1) {
            throw new IllegalArgumentException("SPI speed is " + hertz + " Hz, expected at least 1");
        }
        if (wordBits < 1 || wordBits > 32) {
            throw new IllegalArgumentException("SPI word has " + wordBits + " bits, expected 1 to 32");
        }
    }

    /// Returns settings for words of eight bits, most significant bit first.
    public static SpiSettings of(SpiMode mode, long hertz) {
        return new SpiSettings(mode, hertz, 8, false);
    }

    /// Returns these settings with words of `bits` bits.
    public SpiSettings withWordBits(int bits) {
        return new SpiSettings(mode, hertz, bits, lsbFirst);
    }

    /// Returns these settings with the least significant bit first.
    public SpiSettings withLsbFirst() {
        return new SpiSettings(mode, hertz, wordBits, true);
    }

    /// Returns how many bytes of a buffer hold one word: 1 for up to 8 bits, 2 for up to 16, else 4.
    public int wordBytes() {
        return wordBits <= 8 ? 1 : wordBits <= 16 ? 2 : 4;
    }
}
