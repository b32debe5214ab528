package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands on chips that need more than a line to be tested.
@Timeout(60)
class ChipCommandsTest {
    @TempDir
    Path folder;

    private BenchOnAFile bench;

    @BeforeEach
    void write() throws IOException {
        bench = new BenchOnAFile(folder);
    }

    @Test
    void readsAgainAndAgainInTheTimeOfThePins() {
        bench.jumper("sense ds18b20 @ --every 2s --count 3 --csv").prints("""
            seconds,temperature (°C)
            0.000,20.0000
            2.000,22.0000
            4.000,24.5000
            """);
        bench.jumper("sense dht22 @ --every 2500ms --count 2").prints("""
            0.000  -5.5 °C  45.0 %
            2.500  -5.5 °C  45.0 %
            """);
    }

    @Test
    void drawsCharts() throws IOException {
        Path svg = folder.resolve("chart.svg");
        var plot = bench.jumper("sense ds18b20 @ --every 1s --count 9 --plot --svg " + svg);
        assertTrue(plot.out().contains("temperature, °C\n"), plot.out());
        assertEquals(10, plot.out().lines().count());
        assertTrue(plot.out().lines().allMatch(line -> line.length() <= 80), plot.out());
        String picture = Files.readString(svg);
        assertTrue(picture.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""), picture);
        assertTrue(picture.contains("<polyline points="), picture);
        assertTrue(picture.contains(">temperature, °C</text>"), picture);
    }

    @Test
    void listsTheChips() {
        bench.jumper("chips").has("thermometer  DS18B20         1-Wire, family 0x28");
        bench.jumper("chips").has("memory       24C01           I2C 0x50 to 0x57              Atmel 0180\n");
        bench.jumper("chips --json").has("{\"bus\":\"onewire\",\"family\":40}");
    }

    @Test
    void drawsOnADisplay() throws IOException {
        // the letters are those of the font's file: an H of five columns, full at both sides
        String screen = bench.jumper("display text ssd1306 H @ --show").out();
        assertEquals(32, screen.lines().count());
        String[] rows = screen.split("\n");
        assertEquals("█   █", rows[0].substring(0, 5).replace('▀', '█'));
        bench.jumper("display clear ssd1306 @ --show").prints(blank(screen));

        var image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xFFFFFF);
        image.setRGB(1, 1, 0xFFFFFF);
        Path png = folder.resolve("dots.png");
        assertTrue(ImageIO.write(image, "png", png.toFile()));
        assertTrue(
                bench.jumper("display image ssd1306 " + png + " @ --show").out().startsWith("▀▄"));
        bench.jumper("display image ssd1306 " + bench.file() + " @")
                .fails(8, "found no picture in it, expected PNG, GIF, JPEG or BMP");
    }

    /// A display on SPI with nothing to say but what is seen.
    @Test
    void drawsOnADisplayOverSpi() throws IOException {
        String circuit = """
            [net]
            D0 = "none"
            D1 = "none"
            CS = "up"
            DC = "none"

            [part.screen]
            kind = "ssd1306-spi"
            sck = "D0"
            mosi = "D1"
            cs = "CS"
            dc = "DC"
            height = 32

            [host]
            sck = "D0"
            mosi = "D1"
            """;
        bench.write(circuit + "cs = \"CS\"\ndc = \"DC\"\n");
        String screen = bench.jumper("display text ssd1306-128x32 H @ --show").out();
        assertEquals(16, screen.lines().count());
        assertEquals(
                "█   █",
                screen.lines().findFirst().orElseThrow().substring(0, 5).replace('▀', '█'));
        bench.jumper("display clear ssd1306-128x32 --bus spi @ --show").prints(blank(screen));

        bench.write(circuit);
        bench.jumper("display text ssd1306-128x32 H --cs CS --dc DC @ --show").prints(screen);
        bench.complains(
                2,
                "found no --dc, and @ does not name it either, expected the pin that is the D/C of the display",
                "display text ssd1306-128x32 H --bus spi --cs CS @");
        bench.jumper("chips").has("SSD1306-128x32  I2C 0x3c, 0x3d; SPI with D/C");
        bench.jumper("chips --json").has("{\"bus\":\"spi\",\"dc\":true}");
    }

    private static String blank(String screen) {
        return screen.replaceAll("[^\n]", " ");
    }

    @Test
    void verifiesAnEepromAgainstAFile() throws IOException {
        Path image = Files.writeString(folder.resolve("image"), "Jumper");
        var outcome = bench.jumper("eeprom verify 24c02 --address 0x51 --file " + image + " @");
        assertEquals("jumper: 24C02 at 0x51: 6 bytes from 0 on are as expected\n", outcome.err());
        assertEquals(0, outcome.status());
        bench.jumper("eeprom read 24C02 --address 81 --from 4 --count 2 --out - @")
                .prints("er");
        Path copy = folder.resolve("copy");
        bench.jumper("eeprom read 24c02 --address 0x51 --count 6 --out " + copy + " @")
                .prints("");
        assertEquals("Jumper", Files.readString(copy));
        bench.jumper("eeprom write 24c02 --address 0x51 @")
                .fails(2, "--file", "--hex", "--text", "see jumper eeprom write --help");
    }

    @Test
    void aClockThatHadStoppedIsToldOf() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT.replace("time = 2026-11-21T14:30:00Z\n", ""));
        var outcome = bench.jumper("clock read ds3231 @");
        assertEquals("2000-01-01T00:00:00Z\n", outcome.out());
        assertEquals(
                "jumper: DS3231: the clock had stopped, so its time is wrong; set it by clock set, and check its"
                        + " battery\n",
                outcome.err());
        bench.jumper("clock set ds3231 2027-01-02T03:04:05Z @ + clock read ds3231")
                .prints("2027-01-02T03:04:05Z\n2027-01-02T03:04:05Z\n");
    }

    @Test
    void anotherChipAtTheAddress() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT
                .replace("kind = \"ds3231\"", "kind = \"ds1307\"")
                .replace("celsius = -1.25\n", "")
                .replace("14:30:00Z", "14:30:07Z"));
        bench.jumper("clock read ds3231 @")
                .fails(9, "DS3231 at 0x68: is another chip", "a DS1307 has the same address");
        bench.jumper("clock read ds1307 @").prints("2026-11-21T14:30:07Z\n");
    }

    /// What the file makes a part do wrong, its driver says.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ds18b20 | silent         | DS18B20 on WIRE: found none on the bus, expected one
        ds18b20 | checksum       | search found 28ac410e0700008b, whose CRC should be 0x74
        ds18b20 | holds 50       | the line is low after a presence pulse; something holds it
        ds18b20 | drops 9        | search lost its devices at bit 10 of 64, counted from 0
        dht22   | silent         | DHT22 on host AIR: no answer to the start signal
        dht22   | checksum       | DHT22 on host AIR: checksum is 0x7b, computed 0x7a
        dht22   | cut 12         | DHT22 on host AIR: only 26 of 83 edges seen, the frame broke off
        ds3231  | silent         | nobody acknowledged 0x68
        ds3231  | refuses 0      | 0x68 did not acknowledge byte 0 (0x00) of those written
        ds3231  | stretches 2000 | 0x68 held SCL low for more than 25 ms
        ds3231  | holds 2000     | SDA stays low in a transfer with 0x68, after nine clocks and a stop
        bme280  | identity 97    | BME280 at 0x76: identity is 0x61, expected 0x60
        bme280  | copying        | copying of its calibration goes on after 10.0 ms more than it should take
        bme280  | measuring      | BME280 at 0x76: measurement goes on after
        bme280  | unmeasured     | BME280 at 0x76: no measurement took place
        bme280  | erased         | BME280 at 0x76: calibration begins T1 = 65535 and P1 = 65535
        """)
    void aFaultOfAPart(String chip, String fault, String said) throws IOException {
        String circuit = BenchOnAFile.CIRCUIT + "[part.weather]\nkind = \"bme280\"\nscl = \"SCL\"\nsda = \"SDA\"\n";
        String kind = "kind = \"" + chip + "\"\n";
        bench.write(circuit.replace(kind, kind + "fault = \"" + fault + "\"\n"));
        bench.jumper((chip.equals("ds3231") ? "clock read " : "sense ") + chip + " @")
                .fails(9, said);
    }

    @Test
    void aFaultForATime() throws IOException {
        String kind = "kind = \"ds18b20\"\n";
        String reading = "sense ds18b20 @ --every 2s --count 3 --csv";
        String readings = bench.jumper(reading).out();
        assertEquals(4, readings.lines().count());
        bench.write(BenchOnAFile.CIRCUIT.replace(kind, kind + "fault = [[1, \"checksum\"], [1.9, \"none\"]]\n"));
        bench.jumper(reading).prints(readings);
        bench.write(BenchOnAFile.CIRCUIT.replace(kind, kind + "fault = [[3, \"checksum\"], [9, \"none\"]]\n"));
        var outcome = bench.jumper(reading);
        assertEquals(readings.lines().limit(3).toList(), outcome.out().lines().toList());
        assertEquals(9, outcome.status());
    }

    @Test
    void severalChipsOfOneKind() throws IOException {
        bench.write(BenchOnAFile.CIRCUIT
                + "[part.second]\nkind = \"ds18b20\"\nline = \"WIRE\"\nrom = \"2801000000000027\"\n"
                        .replace(
                                "2801000000000027",
                                dev.jumper.hal.bus.RomCode.of(0x28, 1).toString()));
        bench.jumper("sense ds18b20 @").fails(2, "DS18B20 on WIRE: found 2 of them, ", "choose one by --rom");
        bench.jumper("sense ds18b20 --rom 28ac410e07000074 @").prints("temperature  20.0000 °C\n");
    }
}
