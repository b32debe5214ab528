package dev.jumper.sim.bus;

import java.util.HexFormat;

/// Bytes as pairs of hexadecimal digits with a space between them.
final class Hex {
    private static final HexFormat FORMAT = HexFormat.ofDelimiter(" ");

    /// Stands for a byte that was asked for and never came.
    private static final String MISSING = "--";

    private Hex() {}

    static String of(byte... bytes) {
        return FORMAT.formatHex(bytes);
    }

    /// Returns `count` bytes that never came.
    static String missing(int count) {
        return (MISSING + " ").repeat(count).strip();
    }

    /// Returns `text` in the one form that is compared; spaces may be anywhere between bytes, or nowhere.
    static String normal(String text) {
        if (text.contains(MISSING)) {
            return normal(text.replace(MISSING, "00")).replaceAll("[0-9a-f]{2}", MISSING);
        }
        return of(bytes(text));
    }

    static byte[] bytes(String text) {
        try {
            return HexFormat.of().parseHex(text.replace(MISSING, "00").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "bytes are \"%s\", expected pairs of hexadecimal digits such as \"00 ff\"".formatted(text), e);
        }
    }

    /// Returns how many bytes the normal form `hex` has.
    static int count(String hex) {
        return (hex.length() + 1) / 3;
    }
}
