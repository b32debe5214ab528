package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileDigestTest {
    /// Of the text "abc": FIPS 180-2, appendix "SHA-256 Example (One-Block Message)".
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    /// The remainder as `_wh` computes it: pieces of 512 bytes, each a number, its least significant byte first.
    private static long remainder(byte[] bytes) {
        var prime = BigInteger.valueOf(1_073_741_789);
        var value = BigInteger.ZERO;
        for (int at = 0; at < bytes.length; at += 512) {
            var piece = BigInteger.ZERO;
            for (int i = Math.min(bytes.length, at + 512) - 1; i >= at; i--) {
                piece = piece.shiftLeft(8).add(BigInteger.valueOf(bytes[i] & 0xFF));
            }
            value = value.multiply(BigInteger.valueOf(257)).add(piece).mod(prime);
        }
        return value.longValue();
    }

    @Test
    void isTheSameHoweverTheBytesAreSplit() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            var whole = new FileDigest();
            whole.update(bytes);
            whole.end();
            var split = new FileDigest();
            split.update(bytes, 0, bytes.length / 3);
            split.reset();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(900));
                split.update(bytes, at, count);
                at += count;
                assertTrue(split.matches(remainder(java.util.Arrays.copyOf(bytes, at))), "seed " + seed + ", at " + at);
            }
            split.end();
            assertEquals(whole.values(), split.values(), "seed " + seed);
            assertEquals(remainder(bytes), whole.values().getLast(), "seed " + seed);
        }
    }

    @Test
    void tellsWhatTheBoardFoundAndWhatItShouldHave() throws VerificationException {
        var digest = new FileDigest();
        digest.update("abc".getBytes(StandardCharsets.US_ASCII));
        assertTrue(digest.matches(SHA_256_OF_ABC));
        assertFalse(digest.matches("00"));
        digest.end();
        assertEquals(SHA_256_OF_ABC, digest.values().getFirst());
        digest.verify("/f", SHA_256_OF_ABC);
        digest.verify("/f", (long) ('a' | 'b' << 8 | 'c' << 16));
        var e = assertThrows(VerificationException.class, () -> digest.verify("/f", "00"));
        assertEquals(
                "board: /f: SHA-256 on the board is 00, of what was transferred " + SHA_256_OF_ABC + "; try again",
                e.getMessage());
    }

    @Test
    void aBoundaryEndsThePieceOfAFile() {
        byte[] one = {1, 2, 3};
        byte[] other = {4};
        var digest = new FileDigest();
        for (byte[] file : List.of(one, other)) {
            digest.update(file);
            digest.boundary();
        }
        digest.end();
        assertEquals(remainder(one) * 257 + 4, digest.values().getLast());
    }
}
