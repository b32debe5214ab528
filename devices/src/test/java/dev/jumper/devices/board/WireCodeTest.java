package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodeTest {
    /// Bytes among which those with a meaning are frequent.
    private static byte[] content(Random random, int length) {
        byte[] special = {3, 4, 5, 7, 0x16, 0, -1};
        var bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(3) > 0) {
                bytes[i] = special[random.nextInt(special.length)];
            }
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 30, 80, 81, 82, 120, 960, 4096})
    void bringsAnyContentOverWithoutControlCharacters(int size) {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            byte[] content = content(random, random.nextInt(4 * size));
            var blocks = WireCode.encode(content, 0, content.length, size, 1000);
            assertEquals(content.length, blocks.taken(), "seed " + seed);
            var back = new ByteArrayOutputStream();
            for (byte[] block : blocks.wire()) {
                assertEquals(size, block.length);
                for (byte b : block) {
                    assertFalse(b == 3 || b == 4, "seed " + seed);
                }
                byte[] part = WireCode.decode(block);
                assertNotNull(part, "seed " + seed);
                back.writeBytes(part);
            }
            assertArrayEquals(content, back.toByteArray(), "seed " + seed);
        }
    }

    @Test
    void fillsBlocksWhoseContentIsAllFill() {
        var content = new byte[1000];
        Arrays.fill(content, (byte) 7);
        var back = new ByteArrayOutputStream();
        for (byte[] block :
                WireCode.encode(content, 0, content.length, 30, 1000).wire()) {
            back.writeBytes(WireCode.decode(block));
        }
        assertArrayEquals(content, back.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 1026})
    void noByteOfTheContentMakesUpForOneOfTheCheck(int length) {
        byte[] content = content(new Random(2), length);
        int check = WireCode.check(content, 0, length, 5);
        for (int i = 0; i < length; i++) {
            byte whole = content[i];
            for (int change = 1; change < 256; change++) {
                content[i] = (byte) (whole + change);
                int difference = WireCode.check(content, 0, length, 5) ^ check;
                int changed = 0;
                for (int j = 0; j < Integer.SIZE; j += Byte.SIZE) {
                    changed += (difference >> j & 0xFF) != 0 ? 1 : 0;
                }
                assertTrue(changed > 1, "byte " + i + " changed by " + change);
            }
            content[i] = whole;
        }
    }

    /// 0x0201 is 513; (513 + 5) * 999 = 517482, which is less than the prime.
    @Test
    void checksWhatTheBoardSendsAsOneCall() {
        assertEquals(517_482, WireCode.check(new byte[] {9, 1, 2}, 1, 3, 5));
    }

    @Test
    void checksWithTheRemainderOfOneLongNumber() {
        byte[] bytes = content(new Random(1), 300);
        var reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - 1 - i] = bytes[i];
        }
        assertEquals(
                new BigInteger(1, reversed)
                        .mod(BigInteger.valueOf(WireCode.PRIME))
                        .intValue(),
                WireCode.remainder(bytes));
        assertEquals(0, WireCode.remainder(new byte[0]));
    }

    @Test
    void findsEveryByteThatWasChangedAndEveryShift() {
        byte[] content = content(new Random(2), 50);
        byte[] block =
                WireCode.encode(content, 0, content.length, 120, 1).wire().getFirst();
        for (int i = 0; i < block.length; i++) {
            for (int bits = 1; bits < 256; bits++) {
                byte[] damaged = block.clone();
                damaged[i] ^= (byte) bits;
                assertNull(WireCode.decode(damaged), "byte " + i + " changed by " + bits);
            }
        }
    }
}
