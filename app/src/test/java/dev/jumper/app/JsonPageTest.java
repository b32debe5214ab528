package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The examples of docs/json.md, run in their order on one board whose clock stands still.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class JsonPageTest {
    private static final Path PAGE = Path.of("..", "docs", "json.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```\n");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    /// Differs from run to run.
    private static final Pattern FREE_MEMORY = Pattern.compile("\"free_memory\":\\d+");

    /// A line that is typed, and what it prints.
    private record Example(String line, String printed) {}

    private static List<Example> examples() throws IOException {
        var examples = new ArrayList<Example>();
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            for (String example : blocks.group(1).split("(?m)^\\$ jumper ")) {
                if (!example.isEmpty()) {
                    String[] parts = example.split("\n", 2);
                    examples.add(new Example(parts[0], parts[1]));
                }
            }
        }
        return examples;
    }

    private static String[] words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.replace("sim:examples/", "sim:../examples/")) // the page is for the folder above
                .toArray(String[]::new);
    }

    private static String steady(String printed) {
        return FREE_MEMORY.matcher(printed).replaceAll("\"free_memory\":0");
    }

    @Test
    void everyExampleIsWhatTheCommandPrints() throws IOException {
        var seen = new TreeSet<String>();
        try (var board = ServedBoard.boot(1 << 20, new VirtualTicks(0))) {
            for (var example : examples()) {
                String[] words = words(example.line);
                seen.add(words[0]);
                if (words[0].equals("devs")) {
                    continue; // the ports of the machine; its example is tested where a port can be made up
                }
                var outcome = board.jumper(words);
                assertEquals("", outcome.err(), example.line);
                assertEquals(steady(example.printed), steady(outcome.out()), example.line);
            }
        }
        assertTrue(
                seen.containsAll(List.of(
                        "devs", "eval", "ls", "tree", "stat", "sha256", "df", "rtc", "info", "pin", "i2c", "onewire",
                        "sense", "clock")),
                seen::toString);
    }

    @Test
    void printsALineForEachCommandOfAChain() {
        var outcome = Outcome.of(
                "", "-q", "-p", "sim:", "eval", "--json", "1", "+", "ls", "--json", "+", "eval", "--json", "2");
        outcome.prints("{\"repr\":\"1\",\"value\":1}\n[]\n{\"repr\":\"2\",\"value\":2}\n");
    }

    @Test
    void printsNothingIfThereIsNotAll() {
        for (String command : List.of("ls", "tree", "stat", "sha256", "df")) {
            var outcome = Outcome.of("", "-q", "-p", "sim:", "touch", ":f", "+", command, "--json", ":f", ":absent");
            assertEquals("", outcome.out(), command);
            outcome.fails(8, "absent: found nothing of that name");
        }
    }

    @Test
    void aValueThatJsonHasNotIsItsTextAlone() {
        for (String expression : List.of("b'x'", "{1}", "1e999", "{1: 2}", "[(b'',)]", "object()", "print")) {
            var outcome = Outcome.of("", "-q", "-p", "sim:", "eval", "--json", expression);
            assertTrue(outcome.out().startsWith("{\"repr\":"), outcome.out());
            assertFalse(outcome.out().contains("\"value\""), outcome.out());
        }
    }
}
