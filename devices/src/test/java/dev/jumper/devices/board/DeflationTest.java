package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Packing for small windows; the judge is the inflater of the Java platform.
class DeflationTest {
    /// Text with repetitions near and far, and now and then something that cannot be packed.
    private static byte[] content(Random random, int length) {
        var out = new ByteArrayOutputStream();
        while (out.size() < length) {
            if (random.nextInt(20) == 0) {
                var noise = new byte[random.nextInt(40)];
                random.nextBytes(noise);
                out.writeBytes(noise);
            }
            out.writeBytes(("name_" + random.nextInt(30) + " = other_" + random.nextInt(9) + "\n").getBytes());
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 11, 12})
    void comesBackWhateverIsPackedInHoweverManyPieces(int bits) {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            byte[] content = content(random, 1 + random.nextInt(20_000));
            var deflation = new Deflation(bits);
            var back = new ByteArrayOutputStream();
            for (int at = 0; at < content.length; ) {
                int room = 600 + random.nextInt(3000);
                int to = Math.min(content.length, at + 1 + random.nextInt(9000));
                var packed = deflation.pack(content, at, to, room);
                assertTrue(packed.bytes().length <= room, "seed " + seed);
                int taken = packed.taken();
                if (taken == 0) {
                    taken = Math.min(40, content.length - at); // too short to win, goes as it is
                    back.write(content, at, taken);
                } else {
                    back.writeBytes(Deflation.unpack(packed.bytes(), taken));
                }
                at += taken;
            }
            assertArrayEquals(content, back.toByteArray(), "seed " + seed + ", bits " + bits);
        }
    }

    @Test
    void noPieceRefersToOneBeforeIt() {
        for (int seed = 0; seed < 50; seed++) {
            byte[] content = content(new Random(seed), 3 * 2048);
            var deflation = new Deflation(11);
            var pieces = new ByteArrayOutputStream();
            for (int at = 0; at < content.length; at += 2048) {
                pieces.writeBytes(deflation.pack(content, at, at + 2048, 4096).bytes());
            }
            assertArrayEquals(
                    pieces.toByteArray(),
                    deflation.pack(content, 0, content.length, 1 << 20).bytes(),
                    "seed " + seed);
        }
    }

    @Test
    void leavesAloneWhatCannotBeMadeSmaller() {
        var noise = new byte[8192];
        new Random(1).nextBytes(noise);
        var deflation = new Deflation(11);
        assertEquals(0, deflation.pack(noise, 0, noise.length, 8192).taken());
        assertFalse(deflation.pack(noise, 0, noise.length, 8192).wins());
        assertFalse(Deflation.wouldWin(noise));
        assertEquals(0, deflation.pack(noise, 0, 0, 100).taken());
        byte[] text = content(new Random(1), 8192);
        assertEquals(0, deflation.pack(text, 0, text.length, 10).taken());
        assertTrue(Deflation.wouldWin(text));
        var deflater = new Deflater(9, true);
        deflater.setInput(text);
        deflater.finish();
        var already = new byte[8192];
        int length = deflater.deflate(already);
        deflater.end();
        assertFalse(deflation.pack(already, 0, length, 8192).wins());
    }

    @Test
    void damagedBytesAreTold() {
        byte[] text = content(new Random(2), 2000);
        byte[] packed = new Deflation(11).pack(text, 0, text.length, 2000).bytes();
        assertEquals(0, Deflation.unpack(Arrays.copyOf(packed, packed.length / 2), text.length).length);
        assertEquals(0, Deflation.unpack(new byte[] {-1, -1, -1}, 100).length);
    }

    @Test
    void packsAllIntoOneStreamThatEnds() {
        for (int length : new int[] {0, 1, 700, 4096}) {
            byte[] text = content(new Random(3), length);
            assertArrayEquals(text, Deflation.unpack(Deflation.whole(text), length));
        }
    }
}
