package dev.jumper.sim.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about circuit files: its tables are those of the code, its examples are files that can be read.
class CircuitPageTest {
    private static final Path PAGE = Path.of("..", "docs", "circuit-file.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```toml\n(.*?)```\n");

    /// Returns everything that the page has to say of keys.
    private static String tables() {
        var text = new StringBuilder("## circuit\n\n");
        table(text, CircuitReader.CIRCUIT_KEYS);
        text.append("\n## net\n\n");
        table(text, CircuitReader.NET_KEYS);
        text.append("\n## host\n\n");
        table(text, CircuitReader.HOST_KEYS);
        text.append("\n## part\n");
        for (PartKind kind : PartKinds.all()) {
            if (kind.name().startsWith("24c") && !kind.name().equals("24c01")) {
                continue; // all sizes are alike
            }
            text.append("\n### ").append(kind.name()).append("\n\n");
            String what = kind.what().substring(0, 1).toUpperCase(Locale.ROOT)
                    + kind.what().substring(1);
            text.append(what).append(".\n\n");
            if (kind.name().equals("24c01")) {
                text.append("Further sizes: ")
                        .append(String.join(
                                ", ",
                                PartKinds.all().stream()
                                        .map(PartKind::name)
                                        .filter(name -> name.startsWith("24c") && !name.equals("24c01"))
                                        .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(3))))
                                        .toList()))
                        .append(".\n"
                                + "24c04, 24c08 and 24c16 have 2, 4 and 8 addresses, of which the file gives the"
                                + " first.\n\n");
            }
            table(text, kind.keys());
        }
        text.append("\n## faults\n\n| of | fault | what such a part does |\n| --- | --- | --- |\n");
        faults(text, "chips on I2C", FaultWords.I2C);
        faults(text, "chips on 1-Wire", FaultWords.ONE_WIRE);
        faults(text, "`dht11`, `dht22`", FaultWords.DHT);
        faults(text, "`hc-sr04`", FaultWords.ECHO);
        faults(text, "`bme280`, `bmp280`, also on SPI", FaultWords.BOSCH);
        return text.toString();
    }

    private static void faults(StringBuilder text, String of, List<FaultWord> words) {
        for (FaultWord word : words) {
            String number = word.number().map(limits -> "; N is " + limits).orElse("");
            text.append("| %s | `%s` | %s%s |\n".formatted(of, word, word.what(), number));
        }
    }

    private static void table(StringBuilder text, List<Key> keys) {
        text.append("| key | value | default | what |\n| --- | --- | --- | --- |\n");
        for (Key key : keys) {
            String value = key.form() + (key.overTime() ? ", over time" : "");
            String fallback = key.fallback().isEmpty() ? "needed" : shown(key.shownFallback());
            text.append("| `%s` | %s | %s | %s |\n".formatted(key.name(), value, fallback, key.what()));
        }
    }

    private static String shown(String fallback) {
        return fallback.equals("none") ? "none" : '`' + fallback + '`';
    }

    @Test
    void listsEveryKeyOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("## circuit\n");
        assertTrue(start > 0, "no tables");
        assertEquals(tables(), page.substring(start));
    }

    @Test
    void showsFilesThatCanBeRead() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(PAGE));
        int count = 0;
        while (examples.find()) {
            CircuitFile.parse("example", examples.group(1)).build();
            count++;
        }
        assertTrue(count >= 1);
    }

    @Test
    void theFirstExampleHasThreeParts() throws IOException {
        var file = CircuitFile.parse(
                "example",
                EXAMPLE.matcher(Files.readString(PAGE))
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
        assertEquals(Set.of("cellar", "probe", "key"), Set.copyOf(file.parts()));
    }
}
