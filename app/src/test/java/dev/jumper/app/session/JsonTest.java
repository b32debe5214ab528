package dev.jumper.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Expected values are from RFC 8259, sections "Values", "Numbers" and "Strings".
class JsonTest {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u([0-9a-f]{4})|.)");

    @Test
    void writesEveryKindOfValue() {
        assertEquals("null", Json.text(null));
        assertEquals("true", Json.text(true));
        assertEquals("-7", Json.text(-7));
        assertEquals("9223372036854775807", Json.text(Long.MAX_VALUE));
        assertEquals("1180591620717411303424", Json.text(BigInteger.TWO.pow(70)));
        assertEquals("0.1", Json.text(0.1));
        assertEquals("1.0E300", Json.text(1e300));
        assertEquals("[]", Json.text(List.of()));
        assertEquals("[1,null,[\"a\"]]", Json.text(Arrays.asList(1, null, List.of("a"))));
        assertEquals("{\"a\":{}}", Json.text(Map.of("a", Map.of())));
    }

    @Test
    void keepsMembersInTheOrderOfTheirAdding() {
        var json = new Json().with("z", 1).with("a", new Json()).with("m", null);
        assertEquals("{\"z\":1,\"a\":{},\"m\":null}", json.toString());
    }

    @Test
    void escapesWhatTextMayNotHold() {
        assertEquals("\"\\\"\\\\/\"", Json.text("\"\\/"));
        assertEquals("\"\\n\\r\\t\\u0008\\u0000\\u001f\\u007f\"", Json.text("\n\r\t\b\0\u001f\u007f"));
    }

    @Test
    void writesWhatIsNotAsciiAsUtf16() {
        assertEquals("\"gr\\u00f6\\u00dfe\"", Json.text("größe"));
        assertEquals("\"\\ud834\\udd1e\"", Json.text("\uD834\uDD1E")); // the G clef of the section "Strings"
    }

    @Test
    void putsAReplacementForHalfOfAPair() {
        assertEquals("\"\\ufffd\"", Json.text("\uD834"));
        assertEquals("\"\\ufffdx\"", Json.text("\uDD1Ex"));
        assertEquals("\"\\ufffd\\ufffd\"", Json.text("\uDD1E\uD834"));
        assertEquals("\"\\ufffd\\ud834\\udd1e\"", Json.text("\uD834\uD834\uDD1E"));
        assertEquals("{\"\\ufffd\":1}", new Json().with("\uD834", 1).toString());
    }

    @Test
    void anyTextComesBackFromOneLineOfAscii() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x80);
                            case 1 -> random.nextInt(0xD800);
                            case 2 -> 0xE000 + random.nextInt(0x2000);
                            default -> 0x10000 + random.nextInt(0x100000);
                        });
            }
            String written = Json.text(text.toString());
            assertTrue(written.chars().allMatch(c -> c >= 0x20 && c < 0x7F), "seed " + seed + ": " + written);
            assertEquals(text.toString(), read(written), "seed " + seed);
        }
    }

    private static String read(String written) {
        return ESCAPE.matcher(written.substring(1, written.length() - 1)).replaceAll(escape -> {
            String c = escape.group(2) == null
                    ? switch (escape.group(1)) {
                        case "n" -> "\n";
                        case "r" -> "\r";
                        case "t" -> "\t";
                        default -> escape.group(1);
                    }
                    : Character.toString((char) Integer.parseInt(escape.group(2), 16));
            return java.util.regex.Matcher.quoteReplacement(c);
        });
    }

    @Test
    void refusesWhatJsonHasNoValueFor() {
        for (Object value : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, 'c', new byte[0], Map.of(1, 2)}) {
            assertThrows(IllegalArgumentException.class, () -> Json.text(value));
        }
        var e = assertThrows(IllegalArgumentException.class, () -> Json.text(Double.NaN));
        assertEquals("JSON: found NaN, which it has no value for", e.getMessage());
    }
}
