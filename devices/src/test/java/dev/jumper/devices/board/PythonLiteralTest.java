package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLiteralTest {
    @Test
    void readsTheSimpleTypes() {
        assertNull(PythonLiteral.parse("None"));
        assertEquals(true, PythonLiteral.parse(" True "));
        assertEquals(-5L, PythonLiteral.parse("-5"));
        assertEquals(255L, PythonLiteral.parse("0xff"));
        assertEquals(new BigInteger("18446744073709551616"), PythonLiteral.parse("18446744073709551616"));
        assertEquals(1e-7, PythonLiteral.parse("1e-07"));
        assertEquals(Double.NEGATIVE_INFINITY, PythonLiteral.parse("-inf"));
        assertEquals(Double.NaN, PythonLiteral.parse("nan"));
    }

    @Test
    void readsTextWithEveryEscape() {
        assertEquals("a'\"\\\n\r\t\0é€😀", PythonLiteral.parse("'a\\'\"\\\\\\n\\r\\t\\x00\\xe9\\u20ac\\U0001f600'"));
        assertEquals("don't", PythonLiteral.parse("\"don't\""));
    }

    @Test
    void readsBytes() {
        assertArrayEquals(new byte[] {0, 'a', (byte) 0xFF, '\''}, (byte[]) PythonLiteral.parse("b\"\\x00a\\xff'\""));
        assertArrayEquals(new byte[] {1}, (byte[]) PythonLiteral.parse("bytearray(b'\\x01')"));
    }

    @Test
    void readsContainers() {
        assertEquals(List.of(1L, List.of(), List.of(2L)), PythonLiteral.parse("[1, (), (2,)]"));
        assertEquals(1L, PythonLiteral.parse("(1)"));
        assertEquals(Map.of("a", List.of(1.5, false)), PythonLiteral.parse("{'a': [1.5, False]}"));
        assertEquals(Set.of(1L, 2L), PythonLiteral.parse("{1, 2}"));
        assertEquals(Set.of(), PythonLiteral.parse("set()"));
        assertEquals(Set.of(3L), PythonLiteral.parse("frozenset({3})"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1 2", "[1", "[1 2]", "{1:}", "'a", "<Pin 3>", "b'€'", "'\\xg0'", "1.2.3", "--1", "[,]", "nope",
                "'\\q'", "+"
            })
    void refusesWhatIsNoLiteral(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> PythonLiteral.parse(text));
        assertTrue(e.getMessage().startsWith("Python literal: found "), e.getMessage());
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        assertThrows(IllegalArgumentException.class, () -> PythonLiteral.parse("[".repeat(100_000)));
    }

    @Test
    void refusesToWriteWhatPythonHasNoLiteralFor() {
        assertThrows(IllegalArgumentException.class, () -> PythonLiteral.write(List.of(new Object())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsBackWhatItWrites(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Object value = value(random, 3);
            String text = PythonLiteral.write(value);
            assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 0x7F), () -> "seed " + seed + ": " + text);
            assertEquals(value, PythonLiteral.parse(text), () -> "seed " + seed + ": " + text);
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> new BigInteger(100, random).setBit(99).negate();
            case 4 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62)); // finite
            case 5 -> {
                var text = new StringBuilder();
                int length = random.nextInt(8);
                for (int i = 0; i < length; i++) {
                    int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
                    text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 'x' : c);
                }
                yield text.toString();
            }
            case 6 -> {
                var list = new ArrayList<>();
                int length = random.nextInt(4);
                for (int i = 0; i < length; i++) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var map = new HashMap<>();
                int length = random.nextInt(4);
                for (int i = 0; i < length; i++) {
                    map.put("k" + random.nextInt(100), value(random, depth - 1));
                }
                yield map;
            }
        };
    }
}
