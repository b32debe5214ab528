package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WireProgramTest {
    private static final Pattern NAME = Pattern.compile("\\b_(w[a-z]+|66|88)\\b");

    @Test
    void aByteDamagedInCodeThatIsNotCheckedOverwritesNothing() {
        var parts = List.of(
                WireProgram.COMMON,
                WireProgram.RECEIVER,
                WireProgram.BLOBS,
                WireProgram.BATCH,
                WireProgram.SENDER,
                WireProgram.PACKER,
                RoughProgram.LOOPS);
        Set<String> names = parts.stream()
                .map(part -> new String(part, StandardCharsets.UTF_8))
                .flatMap(text -> NAME.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(names.containsAll(List.of("_wr", "_ww", "_wu", "_wd")), names.toString());
        assertTrue(names.containsAll(List.of("_66", "_88")), names.toString());
        var unchecked =
                List.of(RoughProgram.PIECES, WireProgram.ARRIVED, RoughProgram.TAKE, RoughProgram.CHECK, "_66", "_88");
        names.addAll(unchecked);
        for (String name : unchecked) {
            for (String damaged : damaged(name)) {
                assertFalse(names.contains(damaged), name + " may arrive as " + damaged + ", which is in use");
            }
        }
    }

    /// `int.from_bytes(b'abc','little')` is 0x636261, which is 6513249 = 795 * 8191 + 1404.
    @Test
    void aPieceIsTakenForWhatItIsAndWhereItBelongs() {
        byte[] code = "xyabc".getBytes(StandardCharsets.UTF_8);
        assertEquals("_55(2,b'abc',2406)", RoughProgram.take(code, 2, 5));
        assertTrue(RoughProgram.taken(code, 2, 5, "_55(2,b'abc',2406)\r\n-2407\r\n>>> "));
        assertFalse(RoughProgram.taken(code, 2, 5, "_55(2,b'abc',2406)\r\n"), "the echo is no answer");
        assertFalse(RoughProgram.taken(code, 2, 5, "-2407"), "more digits may come");
        assertFalse(RoughProgram.taken(code, 2, 5, "-24071\r\n"));
        assertFalse(RoughProgram.taken(code, 0, 3, "-2407\r\n"));
    }

    /// 0x4B40 is 19264 = 2 * 8191 + 2882; with the offset and 1000 that makes 3883.
    @Test
    void aBoardThatTakesPiecesIsTriedBeforehand() {
        byte[] trial = "~@K".getBytes(StandardCharsets.UTF_8);
        assertEquals("-_77(1,b'@K')", RoughProgram.checkOf(trial, 1, 3));
        assertTrue(RoughProgram.checks(trial, 1, 3, "-_77(1,b'@K')\r\n-3883\r\n>>> "));
        assertFalse(RoughProgram.checks(trial, 1, 3, "-38831\r\n"));
        assertFalse(RoughProgram.checks(trial, 0, 2, "-3883\r\n"));
        assertEquals("-int.from_bytes(_0,'little')", RoughProgram.TELL);
        assertTrue(RoughProgram.tells(trial, "\r\n-4931710\r\n")); // 0x4B407E
        assertFalse(RoughProgram.tells(trial, "-49317101\r\n"));
    }

    /// Returns what may become of a name of which one byte is lost, doubled or changed.
    private static Set<String> damaged(String name) {
        var all = new HashSet<String>();
        for (int i = 0; i < name.length(); i++) {
            String before = name.substring(0, i);
            String after = name.substring(i + 1);
            all.add(before + after);
            all.add(before + name.charAt(i) + name.charAt(i) + after);
            for (char c = 0; c < 256; c++) {
                all.add(before + c + after);
            }
        }
        all.remove(name);
        return all;
    }
}
