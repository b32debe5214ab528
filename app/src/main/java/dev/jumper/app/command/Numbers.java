package dev.jumper.app.command;

import dev.jumper.sim.wave.WaveTime;
import java.util.HexFormat;
import java.util.List;

/// Numbers of the command line.
final class Numbers {
    private Numbers() {}

    /// Returns the whole number that `text` says, decimal, or hexadecimal after `0x`, binary after `0b`.
    ///
    /// @throws IllegalArgumentException if it is none, or out of range
    static int whole(String what, String text, int least, int most) {
        try {
            long value = text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseLong(text, 2, text.length(), 16)
                    : text.startsWith("0b") || text.startsWith("0B")
                            ? Long.parseLong(text, 2, text.length(), 2)
                            : Long.parseLong(text);
            if (value >= least && value <= most) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // told below, as is what is out of range
        }
        throw new IllegalArgumentException(
                "%s is %s, expected %d to %d (0x%02x to 0x%02x)".formatted(what, text, least, most, least, most));
    }

    /// Returns the bytes that `words` say, one each.
    static byte[] bytes(List<String> words) {
        var bytes = new byte[words.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) whole("byte", words.get(i), 0, 0xFF);
        }
        return bytes;
    }

    /// Returns the nanoseconds that an option says, more than none.
    static long nanos(String option, String text) {
        long nanos;
        try {
            nanos = WaveTime.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
        if (nanos <= 0) {
            throw new IllegalArgumentException(option + ": found " + text + ", expected a time of more than nothing");
        }
        return nanos;
    }

    /// Returns `bytes` in hexadecimal digits, with spaces.
    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
