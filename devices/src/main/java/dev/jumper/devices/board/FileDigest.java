package dev.jumper.devices.board;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// What `_wh` on the board makes of the same bytes: their SHA-256, and the remainder that a board without `hashlib`
/// computes.
final class FileDigest {
    private static final int PIECE = 512;
    private static final int FACTOR = 257;

    private final MessageDigest digest = Download.sha256();
    private final byte[] piece = new byte[PIECE];
    private int held;
    private long remainder;
    private String value = "";

    void update(byte[] bytes) {
        digest.update(bytes);
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(PIECE - held, bytes.length - at);
            System.arraycopy(bytes, at, piece, held, count);
            at += count;
            held += count;
            if (held == PIECE) {
                flush();
            }
        }
    }

    private void flush() {
        remainder = (remainder * FACTOR + WireCode.remainder(Arrays.copyOf(piece, held))) % WireCode.PRIME;
        held = 0;
    }

    /// Returns what the board has found, once it is verified.
    Object value() {
        return value.isEmpty() ? remainder : value;
    }

    /// Ends the digest and compares it with `found`, what `_wh` returned.
    void verify(String path, Object found) throws VerificationException {
        if (held > 0) {
            flush();
        }
        String sent = HexFormat.of().formatHex(digest.digest());
        boolean same = found instanceof Long number ? number == remainder : sent.equals(found);
        value = found instanceof Long ? "" : sent;
        if (!same) {
            throw new VerificationException("board: " + path + ": SHA-256 on the board is " + found
                    + ", of what was transferred " + (found instanceof Long ? remainder : sent) + "; try again");
        }
    }
}
