package dev.jumper.devices.board;

import java.nio.charset.StandardCharsets;

/// Finds a sequence of bytes in a stream of them, one byte at a time.
final class Phrase {
    private final byte[] bytes;
    /// Where to go on after a mismatch: the longest beginning of the phrase that what was matched ends with.
    private final int[] fallback;
    private int matched;

    Phrase(byte[] bytes) {
        this.bytes = bytes.clone();
        this.fallback = new int[bytes.length];
        for (int i = 1; i < bytes.length; i++) {
            int length = fallback[i - 1];
            while (length > 0 && bytes[i] != bytes[length]) {
                length = fallback[length - 1];
            }
            fallback[i] = bytes[i] == bytes[length] ? length + 1 : length;
        }
    }

    Phrase(String text) {
        this(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Takes the next byte, and tells whether the phrase ends with it.
    boolean ends(byte next) {
        while (matched > 0 && bytes[matched] != next) {
            matched = fallback[matched - 1];
        }
        if (bytes[matched] == next) {
            matched++;
        }
        if (matched == bytes.length) {
            matched = fallback[matched - 1];
            return true;
        }
        return false;
    }

    /// Begins again, as if nothing had come.
    void reset() {
        matched = 0;
    }
}
