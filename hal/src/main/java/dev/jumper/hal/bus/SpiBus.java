package dev.jumper.hal.bus;

import java.io.IOException;
import java.util.Arrays;

/// An SPI bus, seen by its master, with the chip select of one chip (or none).
///
/// # On the wire
///
/// [#transfer] selects the chip, exchanges every bit of `out` for one of `in`, and deselects it, whatever happens:
///
/// ```
/// CS   ‾‾\_______________________________/‾‾
/// SCK  ____/‾\_/‾\_/‾\_ ... _/‾\__________      mode 0
/// MOSI  -- < 7 X 6 X 5 X ... X 0 > -------
/// ```
///
/// Each word takes [SpiSettings#wordBytes] bytes of the buffers, its most significant byte first, its value aligned
/// right; bits above it are ignored when written and 0 when read.
@FunctionalInterface
public interface SpiBus {
    /// Sends `out` and receives as much into `in`, as one transaction.
    ///
    /// @param in as long as `out`, or empty if nobody wants what comes back; may be the same array as `out`
    /// @throws IllegalArgumentException if the lengths differ or hold no whole number of words, before anything
    ///     moves
    void transfer(SpiSettings settings, byte[] out, byte[] in) throws IOException;

    /// Sends `bytes` and drops what comes back.
    default void write(SpiSettings settings, byte... bytes) throws IOException {
        transfer(settings, bytes, new byte[0]);
    }

    /// Sends `bytes` and returns what came back with them.
    default byte[] exchange(SpiSettings settings, byte... bytes) throws IOException {
        var answer = new byte[bytes.length];
        transfer(settings, bytes, answer);
        return answer;
    }

    /// Sends `bytes`, then zeros for `count` bytes, and returns what came back for those.
    default byte[] writeRead(SpiSettings settings, byte[] bytes, int count) throws IOException {
        var both = Arrays.copyOf(bytes, bytes.length + count);
        transfer(settings, both, both);
        return Arrays.copyOfRange(both, bytes.length, both.length);
    }
}
