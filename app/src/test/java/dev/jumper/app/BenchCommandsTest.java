package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Vcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every command on pins, buses and chips, on a circuit file.
@Timeout(60)
class BenchCommandsTest {
    @TempDir
    Path folder;

    private BenchOnAFile bench;

    @BeforeEach
    void write() throws IOException {
        bench = new BenchOnAFile(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pin read SCL @ | 1",
                "pin read @ SCL LED BEAT | SCL 1;LED 0;BEAT 0",
                "pin read LED @ --pull up | 1",
                "pin read LED SCL --json @ | [{\"pin\":\"LED\",\"level\":0},{\"pin\":\"SCL\",\"level\":1}]",
                "pin write LED 1 @ + pin read LED + pin write LED 0 + pin read LED | 1;0",
                "pin toggle LED @ + pin toggle LED + pin read LED | 1;0;0",
                "i2c scan @ | 0x08;0x3c  SSD1306 or SSD1306-128x32;0x51  24C01 or 6 more of the kind memory;0x68 "
                        + " DS1307 or DS3231",
                "i2c read 0x08 5 --register 0 @ | 48 65 6c 6c 6f",
                "i2c read 8 --register 0x6 @ | ff",
                "i2c write 8 0x20 1 0b11 255 @ + i2c read 8 3 --register 32 | 01 03 ff",
                "i2c dump 8 --count 7 @ | 0000  48 65 6c 6c 6f 00 ff                             Hello..",
                "spi transfer 0x80 0 0 0 @ | 00 11 22 33",
                "spi transfer 0x01 0x99 @ + spi transfer 0x81 0 --mode 0 --speed 500000 | 00 00;00 99",
                "onewire scan @ | 28ac410e07000074  DS18B20",
                "onewire scan @ --json | [{\"rom\":\"28ac410e07000074\",\"chips\":[\"DS18B20\"]}]",
                "clock read ds3231 @ | 2026-11-21T14:30:00Z",
                "clock read ds3231 @ --json |"
                        + " {\"utc\":\"2026-11-21T14:30:00Z\",\"seconds\":1795271400,\"trusted\":true}",
                "clock set ds3231 2028-02-29T23:59:58+01:00 @ + clock read ds3231 |"
                        + " 2028-02-29T22:59:58Z;2028-02-29T22:59:58Z",
                "clock set ds3231 2027-01-02T03:04:05 @ | 2027-01-02T03:04:05Z",
                "sense ds3231 @ | temperature  -1.25 °C",
                "eeprom read 24c02 --address 0x51 --count 7 @ | 0000  4a 75 6d 70 65 72 ff                            "
                        + " Jumper.",
                "eeprom write 24c02 --address 0x51 --from 5 --text Grüße @ + eeprom read 24c02 --address 0x51 --from 4"
                        + " --count 9 | 0004  65 47 72 c3 bc c3 9f 65 ff                       eGr....e.",
                "eeprom write 24c02 --address 0x51 --hex 00ff --from 254 @ + eeprom read 24c02 --address 0x51 --from"
                        + " 254 | 00fe  00 ff                                            ..",
                "sense dht22 @ | temperature  -5.5 °C;humidity     45.0 %",
                "sense DS18B20 @ | temperature  20.0000 °C",
                "sense ds18b20 @ --json |"
                    + " {\"seconds\":0.0,\"readings\":[{\"quantity\":\"temperature\",\"value\":20.0,\"unit\":\"\\u00b0C\"}]}",
            })
    void aCommandPrints(String line, String expected) {
        bench.jumper(line).prints(expected == null ? "" : expected.replace(';', '\n') + "\n");
    }

    @Test
    void watchesUntilTheTimeOrTheNumberOfChangesIsOver() {
        bench.jumper("pin watch BEAT @ --for 1200ms").prints("""
            0.000000 BEAT 0
            0.100000 BEAT 1
            0.300000 BEAT 0
            1.100000 BEAT 1
            """);
        bench.jumper("pin watch SCL BEAT --count 1 @").prints("""
            0.000000 SCL 1
            0.000000 BEAT 0
            0.100000 BEAT 1
            """);
    }

    @Test
    void measuresAPulseAndAnEcho() {
        bench.jumper("pin pulse BEAT @").prints("200 ms\n");
        // there and back at 331.3 m/s
        assertEquals(
                2 / 331.3e-3,
                Double.parseDouble(bench.jumper("pin pulse TRIG --width 10us --echo ECHO @")
                        .out()
                        .split(" ")[0]),
                0.002);
        bench.jumper("pin pulse LED --width 1ms @ + pin read LED").prints("0\n");
    }

    @Test
    void recordsAndDrawsAWave() throws IOException {
        var drawn = bench.jumper("pin wave LED --hertz 1000 --for 4ms @").out();
        assertTrue(drawn.contains("LED"), drawn);
        assertTrue(drawn.contains("┐"), drawn);
        Path vcd = folder.resolve("beat.vcd");
        bench.jumper("pin wave BEAT SCL --for 2s --vcd " + vcd + " @").prints("");
        var beat = Vcd.read(vcd).waveform().signal("BEAT");
        assertEquals(4, beat.edges());
        assertEquals(100_000_000, beat.time(0), 1000);
        bench.jumper("wave " + vcd + " --list --decode pulse:BEAT").has("200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "2 | found no --on, expected where the pins are, such as --on sim:circuit.toml or --on pi | pin"
                        + " read LED",
                "2 | --on nowhere: found no such place, expected sim:FILE.toml, a circuit described by a file; pi, the"
                        + " header of this Raspberry Pi; gpiochip:LABEL, a GPIO chip of this machine; or a device such"
                        + " as /dev/i2c-1 | pin read LED --on nowhere",
                "2 | pin is 'LEDD', which is no net of the circuit, did you mean LED? | pin read LEDD @",
                "2 | --pull: found sideways, expected none, up or down | pin read LED --pull sideways @",
                "2 | level is 2, expected 0 to 1 (0x00 to 0x01) | pin write LED 2 @",
                "2 | --for: time: found \"10\" without a unit, expected a number with one of the units ns, us, ms, s,"
                        + " such as 1.5ms or 20us | pin watch LED --for 10 @",
                "2 | --count: found 0, expected 1 or more | pin watch LED --count 0 @",
                "2 | found --echo without --width, expected how long a pulse to send | pin pulse LED --echo ECHO @",
                "9 | pin LED: no high pulse began within 1 s | pin pulse LED @",
                "9 | pin SCL: a high pulse did not end within 500 ms | pin pulse SCL --within 500ms @",
                "2 | --duty: found 101.0, expected 0 to 100 | pin wave LED --hertz 1 --duty 101 @",
                "2 | --hertz: found 0.0, expected more than 0, up to 1000000 | pin wave LED --hertz 0 @",
                "2 | found a pin twice in LED LED, expected each once | pin wave LED LED @",
                "2 | pin: found no command of it, expected one of read, write, toggle, watch, pulse, wave | pin",
                "2 | reed: found no such command, expected one of read, write, toggle, watch, pulse, wave; see jumper"
                        + " pin --help | pin reed LED @",
                "2 | address is 0x80, expected 0 to 127 (0x00 to 0x7f) | i2c read 0x80 @",
                "2 | byte is 256, expected 0 to 255 (0x00 to 0xff) | i2c write 8 256 @",
                "2 | count is 0, expected 1 to 65536 (0x01 to 0x10000) | i2c read 8 0 @",
                "2 | count is 2, expected 1 to 1 (0x01 to 0x01) | i2c dump 8 --register 255 --count 2 @",
                "2 | found SCL for both lines of the I2C bus, expected two pins for --scl and --sda | i2c scan --sda"
                        + " SCL @",
                "2 | --mode is 4, expected 0 to 3 (0x00 to 0x03) | spi transfer 1 --mode 4 @",
                "2 | chip is 'ds99', expected one of {chips} | sense ds99 @",
                "2 | DHT22: found --bus spi, expected dht | sense dht22 --bus spi @",
                "2 | found several of --csv, --json and --plot, expected one | sense dht22 --csv --json @",
                "2 | --count: found 0, expected 1 or more | sense dht22 --count 0 @",
                "2 | clock: DS18B20 is a thermometer, expected a chip of the kind clock | clock read ds18b20 @",
                "2 | clock: 24C02 is a memory, expected a chip of the kind clock | clock set 24c02 --address 0x51 @",
                "2 | sense: 24C02 is a memory and measures nothing | sense 24c02 --address 0x51 @",
                "2 | eeprom: DS3231 is a clock, expected an EEPROM such as 24c32 | eeprom read ds3231 @",
                "2 | eeprom: found 3 bytes to write from 254 on, expected at most 2, for a 24C02 has 256 | eeprom"
                        + " write 24c02 --from 254 --text abc @",
                "2 | --from is 256, expected 0 to 255 (0x00 to 0xff) | eeprom read 24c02 --from 256 @",
                "2 | --count is 257, expected 1 to 256 (0x01 to 0x100) | eeprom read 24c02 --count 257 @",
                "2 | --hex: found 0g, expected pairs of hexadecimal digits | eeprom write 24c02 --hex 0g @",
                "9 | 24C02 at 0x51: byte 6 is 0xff, expected 0x21 | eeprom verify 24c02 --address 0x51 --text Jumper!"
                        + " @",
                "2 | display: DS3231 is a clock, expected a display such as ssd1306 | display clear ds3231 @",
                "2 | --at: found 1, expected two numbers X,Y | display text ssd1306 hello --at 1 @",
                "2 | Y of --at is -1, expected 0 to 1000 (0x00 to 0x3e8) | display text ssd1306 hello --at 1,-1 @",
                "2 | clock set 2026-02-31T00:00:00Z: found no time (Invalid date 'FEBRUARY 31'), expected one such as"
                        + " 2026-11-21T14:30:00Z | clock set ds18b20 2026-02-31T00:00:00Z @",
            })
    void aMistakeIsToldInOneLine(int status, String message, String line) {
        String chips = String.join(
                ", ",
                dev.jumper.devices.Chips.all().stream()
                        .map(dev.jumper.devices.Chip::name)
                        .toList());
        bench.complains(status, message.replace("{chips}", chips), line);
    }

    @Test
    void scansAsJson() {
        var outcome = bench.jumper("i2c scan @ --json");
        assertTrue(
                outcome.out()
                        .startsWith(
                                "[{\"address\":8,\"chips\":[]},{\"address\":60,\"chips\":[\"SSD1306\",\"SSD1306-128x32\"]},{\"address\":81,\"chips\":[\"24C01\""),
                outcome.out());
    }

    @Test
    void aChipThatIsNotThere() {
        var outcome = bench.jumper("i2c read 0x50 @");
        outcome.fails(9, "0x50");
        outcome = bench.jumper("sense ds18b20 --pin AIR @");
        outcome.fails(9, "DS18B20 on AIR: found none on the bus, expected one; onewire scan lists all");
    }

    @Test
    void linesThatNobodyNames() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT.replaceFirst("(?s)\\[host].*?\\n\\n", ""));
        bench.complains(
                2,
                "found no --scl, and @ does not name it either, expected the pin that is the clock of the I2C bus",
                "i2c scan @");
        bench.complains(
                2,
                "found no --pin, and @ does not name it either, expected the pin that is the 1-Wire line",
                "onewire scan @");
        bench.jumper("i2c scan --scl SCL --sda SDA @").has("0x68  DS1307 or DS3231\n");
        bench.jumper("sense dht22 --pin AIR @").has("-5.5 °C");
    }

    @Test
    void aCircuitFileWithAMistake() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT.replace("kind = \"dht22\"", "kind = \"dht23\""));
        var outcome = bench.jumper("pin read LED @");
        outcome.fails(
                8,
                bench.file() + ", line ",
                "part air, kind: found \"dht23\", which is no kind of part, did you mean dht22?");
        Files.delete(bench.file());
        bench.jumper("pin read LED @").fails(8, bench.file() + ": found nothing of that name");
    }

    @Test
    void nothingOnTheBusIsToldAndNoError() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT.replaceFirst("(?s)\\[part.store].*", ""));
        var outcome = bench.jumper("i2c scan @");
        assertEquals(0, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().startsWith("jumper: no chip answered on "), outcome.err());
        assertEquals(0, bench.jumper("-q onewire scan @").status());
    }
}
