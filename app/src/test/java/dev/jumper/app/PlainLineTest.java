package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expected is what picocli makes of the same line.
class PlainLineTest {
    private static final List<String> WORDS = List.of(
            "-p",
            "--port",
            "sim:",
            "-q",
            "--quiet",
            "-v",
            "-vv",
            "--no-color",
            "--version",
            "-h",
            "--help",
            "-b",
            "9600",
            "--timeout",
            "eval",
            "exec",
            "run",
            "ls",
            "cat",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "sha256",
            "info",
            "tree",
            "complete-path",
            "nonsense",
            "+",
            "1+1",
            ":a",
            ":",
            "b",
            "",
            "-",
            "--",
            "-1",
            "-l",
            "-R",
            "-r",
            "-f",
            "-rf",
            "--json",
            "--json=true",
            "@file",
            "a=b",
            "${sys:user.name}",
            "'quoted'",
            "\"both\"");

    @Test
    void saysWhatPicocliSaysOrNothing() {
        int understood = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var line = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                    .toList();
            var plain = PlainLine.read(line);
            if (plain.isPresent()) {
                understood++;
                String which = "seed " + seed + ": " + line;
                try {
                    assertEquals(described(CommandLineReader.read(line)), described(plain.get()), which);
                } catch (IllegalArgumentException e) {
                    throw new AssertionError(which, e);
                }
            }
        }
        assertTrue(understood > 500, understood + " lines were plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p sim: eval 1+1",
                "-q -p /dev/ttyUSB0 exec pass + run main.py",
                "ls",
                "ls -l :lib",
                "cp -r lib :",
                "cat :main.py",
                "-v rm -r :lib + mkdir :lib",
                "--version",
                ""
            })
    void readsTheUsualLines(String line) {
        var args = line.isEmpty() ? List.<String>of() : List.of(line.split(" "));
        assertTrue(PlainLine.read(args).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "eval", "eval 1 2", "-p eval", "-q -q ls", "cp a", "+ ls", "ls + -q ls", "devs"})
    void leavesTheUnusualAndTheWrongToPicocli(String line) {
        assertEquals(Optional.empty(), PlainLine.read(List.of(line.split(" "))));
    }

    private static List<Object> described(PlainLine.Line line) {
        var all = new ArrayList<Object>();
        all.add(line.help());
        all.add(fields(line.globals()));
        line.actions().forEach(action -> all.add(fields(action)));
        return all;
    }

    private static Object fields(Object object) {
        var values = new TreeMap<String, Object>();
        values.put("class", object.getClass());
        for (var field : object.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                    Object value = field.get(object);
                    // of how often -v was given only the count is used
                    values.put(field.getName(), value instanceof boolean[] ? Array.getLength(value) : "" + value);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return values;
    }
}
