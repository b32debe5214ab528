package dev.jumper.sim.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.bus.RomCode;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every mistake is told with file, line, column, what was found and what was expected.
class BadCircuitFileTest {
    private static final String GOOD = """
        [net]
        scl = "up"
        sda = "up"
        line = "up"

        [host]
        scl = "scl"

        [part.probe]
        kind = "ds18b20"
        line = "line"
        celsius = 21.5

        [part.chip]
        kind = "i2c-registers"
        scl = "scl"
        sda = "sda"
        address = 0x48
        """;

    private static String complaint(String text) {
        return assertThrows(CircuitFileException.class, () -> CircuitFile.parse("w.toml", text))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // a line of the good file | what stands there instead | the message
                "kind = \"ds18b20\" | kind = \"ds18b21\" | line 10, column 1: part probe, kind: found \"ds18b21\","
                        + " which is no kind of part, did you mean ds18b20?",
                "kind = \"ds18b20\" | kind = 7 | line 10, column 1: part probe, kind: found 7, which is no kind of"
                        + " part, expected one of {kinds}",
                "kind = \"ds18b20\" | | line 9, column 1: part probe: found no kind, expected one of {kinds}",
                "line = \"up\" | scl = \"down\" | line 4, column 1: scl previously defined at line 2, column 1",
                "line = \"line\" | line = \"lime\" | line 11, column 1: part probe, line: found \"lime\", which is no"
                        + " net of this file, did you mean line?",
                "line = \"line\" | line = 4 | line 11, column 1: part probe, line: found 4, expected the name of a net",
                "line = \"line\" | | line 9, column 1: part probe: found no line, expected the name of a net: the"
                        + " 1-Wire line",
                "celsius = 21.5 | celsius = 200 | line 12, column 1: part probe, celsius: found 200, expected -55 to"
                        + " 125 °C, or [[seconds, value], ...]",
                "celsius = 21.5 | celsius = nan | line 12, column 1: part probe, celsius: found NaN, expected -55 to"
                        + " 125 °C, or [[seconds, value], ...]",
                "celsius = 21.5 | celsius = \"warm\" | line 12, column 1: part probe, celsius: found \"warm\","
                        + " expected -55 to 125 °C, or [[seconds, value], ...]",
                "celsius = 21.5 | celsius = [[0, 20], [10, 130]] | line 12, column 26: part probe, celsius: found 130,"
                        + " expected -55 to 125 °C",
                "celsius = 21.5 | celsius = [[10, 20], [9, 30]] | line 12, column 23: part probe, celsius: found 9,"
                        + " expected a time after the one before",
                "celsius = 21.5 | celsius = [[-1, 20]] | line 12, column 13: part probe, celsius: found -1, expected 0"
                        + " to 7776000 s",
                "celsius = 21.5 | celsius = [] | line 12, column 1: part probe, celsius: found no point, expected one"
                        + " or more of [seconds, value]",
                "celsius = 21.5 | celsius = [20, 30] | line 12, column 12: part probe, celsius: found 20, expected"
                        + " [seconds, value]",
                "celsius = 21.5 | celsius = [[1, 2, 3]] | line 12, column 12: part probe, celsius: found an array of"
                        + " 3, expected [seconds, value]",
                "celsius = 21.5 | celcius = 21.5 | line 12, column 1: part probe: found the key celcius, did you mean"
                        + " celsius?",
                "celsius = 21.5 | rom = \"28ac410e07000075\" | line 12, column 1: part probe, rom: 1-Wire ROM code"
                        + " 28ac410e07000075: CRC is 0x75, computed 0x74",
                "celsius = 21.5 | rom = true | line 12, column 1: part probe, rom: found true, expected ROM code of"
                        + " family 0x28",
                "celsius = 21.5 | fault = \"sillent\" | line 12, column 1: part probe, fault: found \"sillent\", which"
                        + " is no fault of such a part, did you mean silent?",
                "celsius = 21.5 | fault = \"erased\" | line 12, column 1: part probe, fault: found \"erased\", which is"
                        + " no fault of such a part, expected one of none, silent, checksum, holds, drops",
                "celsius = 21.5 | fault = \"drops\" | line 12, column 1: part probe, fault: found \"drops\", expected"
                        + " \"drops N\", N being whole, 0 to 63",
                "celsius = 21.5 | fault = \"drops 64\" | line 12, column 1: part probe, fault: found \"drops 64\","
                        + " expected \"drops N\", N being whole, 0 to 63",
                "celsius = 21.5 | fault = \"silent 3\" | line 12, column 1: part probe, fault: found \"silent 3\","
                        + " expected \"silent\"",
                "celsius = 21.5 | fault = 3 | line 12, column 1: part probe, fault: found 3, expected \"none\" or"
                        + " \"silent\" or \"checksum\" or \"holds N\" or \"drops N\"",
                "celsius = 21.5 | fault = [[2, \"silent\"], [2, \"none\"]] | line 12, column 26: part probe, fault:"
                        + " found 2, expected a time after the one before",
                "celsius = 21.5 | fault = [\"silent\"] | line 12, column 10: part probe, fault: found \"silent\","
                        + " expected [seconds, fault]",
                "address = 0x48 | address = 0x90 | line 18, column 1: part chip, address: found 0x90, expected 0x08 to"
                        + " 0x77",
                "address = 0x48 | address = 4294967368 | line 18, column 1: part chip, address: found 0x100000048,"
                        + " expected 0x08 to 0x77",
                "address = 0x48 | address = 72.0 | line 18, column 1: part chip, address: found 72.0, expected 0x08 to"
                        + " 0x77",
                "address = 0x48 | | line 14, column 1: part chip: found no address, expected 0x08 to 0x77",
                "sda = \"sda\" | sda = \"scl\" | line 17, column 1: part chip, sda: found net scl, which is its scl"
                        + " already, expected another net",
                "scl = \"up\" | scl = \"upp\" | line 2, column 1: net scl: found \"upp\", expected \"none\" or \"up\""
                        + " or \"down\"",
                "scl = \"up\" | scl = 1 | line 2, column 1: net scl: found 1, expected a table",
                "scl = \"up\" | scl = { pul = \"up\" } | line 2, column 9: net scl: found the key pul, did you mean"
                        + " pull?",
                "scl = \"up\" | scl = { level = 2 } | line 2, column 9: net scl, level: found 2, expected whole, 0 to"
                        + " 1",
                "[host] | [hots] | line 6, column 1: found hots, did you mean host?",
                "[host] | [wires] | line 6, column 1: found wires, expected one of circuit, net, host, part",
                "[part.chip] | [part.probe] | line 14, column 1: part.probe previously defined at line 9, column 1",
            })
    void aMistake(String line, String instead, String expected) {
        String text = GOOD.replaceFirst(
                "(?m)^" + Pattern.quote(line) + "$", Matcher.quoteReplacement(instead == null ? "" : instead));
        assertTrue(!text.equals(GOOD), line);
        String kinds =
                String.join(", ", PartKinds.all().stream().map(PartKind::name).toList());
        assertEquals("w.toml, " + expected.replace("{kinds}", kinds), complaint(text));
    }

    @Test
    void theGoodFileIsGood() throws Exception {
        assertEquals(2, CircuitFile.parse("w.toml", GOOD).parts().size());
    }

    @Test
    void aPurposeOfTheHostThatIsNoNetOrNoPurpose() {
        assertEquals(
                "w.toml, line 7, column 1: host, scl: found \"sc\", which is no net of this file, did you mean scl?",
                complaint(GOOD.replace("[host]\nscl = \"scl\"", "[host]\nscl = \"sc\"")));
        assertEquals(
                "w.toml, line 7, column 1: host: found the key clk, expected one of scl, sda, sck, mosi, miso, cs, dc,"
                        + " onewire, dht",
                complaint(GOOD.replace("[host]\nscl = \"scl\"", "[host]\nclk = \"scl\"")));
    }

    @Test
    void aLineThatIsStuckForLessThanNoTime() {
        assertEquals(
                "w.toml, line 19, column 1: part short: stuck line sda ends at 1000000000 ns, expected after 2000000000"
                        + " ns, where it begins",
                complaint(GOOD + "[part.short]\nkind = \"stuck\"\nnet = \"sda\"\nfrom = 2\nuntil = 1\n"));
    }

    @Test
    void twoChipsWithOneAddressOnTheSameWires() {
        String second = "[part.twin]\nkind = \"i2c-registers\"\nscl = \"scl\"\nsda = \"sda\"\naddress = 0x48\n";
        assertEquals(
                "w.toml, line 23, column 1: part twin, address: found 0x48, which part chip has on the same wires,"
                        + " expected another",
                complaint(GOOD + second));
        assertEquals(
                "w.toml, line 19, column 1: part twin, rom: found %s, which part probe has on the same wires, expected another"
                        .formatted(RomCode.of(0x28, 1)),
                complaint(GOOD + "[part.twin]\nkind = \"ds18b20\"\nline = \"line\"\n"));
    }

    @Test
    void aCodeOfAnotherFamily() {
        assertEquals(
                "w.toml, line 13, column 1: part probe, rom: found family 0x10, expected ROM code of family 0x28",
                complaint(GOOD.replace("celsius = 21.5\n", "celsius = 21.5\nrom = \"" + RomCode.of(0x10, 1) + "\"\n")));
    }

    @Test
    void aSignalThatRepeatsBeforeItIsOver() {
        assertEquals(
                "w.toml, line 2, column 1: part s: signal on n: repeats after 500000000 ns, expected after its last"
                        + " change, more than 1000000000",
                complaint("net.n = \"none\"\n"
                        + "[part.s]\n"
                        + "kind = \"signal\"\n"
                        + "net = \"n\"\n"
                        + "level = [[1, 0]]\n"
                        + "repeat = 0.5\n"));
        assertEquals(
                "w.toml, line 5, column 19: part s, level: found 0.0, expected a time after the one before",
                complaint("net.n = \"none\"\n[part.s]\nkind = \"signal\"\nnet = \"n\"\nlevel = [[0, 1], [0.0, 0]]\n"));
        assertEquals(
                "w.toml, line 5, column 14: part s, level: found 2, expected 0 or 1",
                complaint("net.n = \"none\"\n[part.s]\nkind = \"signal\"\nnet = \"n\"\nlevel = [[0, 2]]\n"));
    }

    @Test
    void moreValuesThanRegisters() {
        assertEquals(
                "w.toml, line 14, column 1: part chip: found 3 values, expected up to 2, its count of registers",
                complaint(GOOD + "count = 2\nvalues = \"00 01 02\"\n"));
        assertEquals(
                "w.toml, line 19, column 1: part chip, values: found \"0\", expected bytes in hexadecimal digits,"
                        + " such as \"00 ff\"",
                complaint(GOOD + "values = \"0\"\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[net", "net = ", "a = 1 b = 2", "x = \"", "[[part]]\n[part]\n", "= 1", "\u0000"})
    void whatIsNoTomlHasItsPlaceToo(String text) {
        String message = complaint(text);
        assertTrue(message.matches("(?s)w\\.toml, line \\d+, column \\d+: \\S.*"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void tablesThatAreNone() {
        assertEquals("w.toml, line 1, column 1: net: found 1, expected a table", complaint("net = 1"));
        assertEquals("w.toml, line 1, column 1: part: found an array of 1, expected a table", complaint("[[part]]"));
        assertEquals("w.toml, line 1, column 1: part x: found true, expected a table", complaint("part.x = true"));
        assertEquals("w.toml, line 1, column 1: circuit: found \"\", expected a table", complaint("circuit = ''"));
    }

    @Test
    void damagedFilesAreReadOrComplainedOfAndNothingElse() {
        long seed = 20_261_121;
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder(GOOD);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, (char) random.nextInt(0x20, 0x7F));
                    default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                }
            }
            try {
                CircuitFile.parse("w.toml", text.toString()).build();
            } catch (CircuitFileException e) {
                assertTrue(e.line() >= 1 && e.column() >= 1, "seed " + seed + ", round " + round + ": " + e);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
            }
        }
    }
}
