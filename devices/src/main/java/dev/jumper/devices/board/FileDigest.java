package dev.jumper.devices.board;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What `_wh` on the board makes of the same bytes: their SHA-256, and the remainder that a board without `hashlib`
/// computes.
final class FileDigest {
    private static final int PIECE = 512;
    private static final int FACTOR = 257;

    private MessageDigest digest = Download.sha256();
    private final byte[] piece = new byte[PIECE];
    private int held;
    private long remainder;
    private String hex = "";

    void update(byte[] bytes) {
        update(bytes, 0, bytes.length);
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        for (int at = offset; at < offset + length; ) {
            int count = Math.min(PIECE - held, offset + length - at);
            System.arraycopy(bytes, at, piece, held, count);
            at += count;
            held += count;
            if (held == PIECE) {
                flush();
            }
        }
    }

    private void flush() {
        remainder = remainder(held);
        held = 0;
    }

    /// Says that a file has ended, and what follows is another's.
    void boundary() {
        if (held > 0) {
            flush();
        }
    }

    /// Begins again.
    void reset() {
        digest = Download.sha256();
        held = 0;
        remainder = 0;
    }

    /// Tells whether `found`, what `_wh` returned, is the hash of what has come so far.
    boolean matches(Object found) {
        try {
            return found instanceof Long number
                    ? number == remainder(held)
                    : HexFormat.of()
                            .formatHex(((MessageDigest) digest.clone()).digest())
                            .equals(found);
        } catch (CloneNotSupportedException e) {
            return false; // then everything is sent again
        }
    }

    private long remainder(int rest) {
        return rest == 0
                ? remainder
                : (remainder * FACTOR + WireCode.remainder(Arrays.copyOf(piece, rest))) % WireCode.PRIME;
    }

    /// Says that all has come.
    void end() {
        remainder = remainder(held);
        hex = HexFormat.of().formatHex(digest.digest());
    }

    /// Returns what `_wh` may return for what has come, once that is [all][#end].
    List<Object> values() {
        return List.of(hex, remainder);
    }

    /// Compares what has come, all of it, with `found`, what `_wh` returned.
    void verify(String path, Object found) throws VerificationException {
        if (!values().contains(found)) {
            throw new VerificationException("board: " + path + ": SHA-256 on the board is " + found
                    + ", of what was transferred " + (found instanceof Long ? remainder : hex) + "; try again");
        }
    }
}
