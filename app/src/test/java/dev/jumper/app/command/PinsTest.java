package dev.jumper.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.bench.AbsentException;
import dev.jumper.app.machine.Hardware.Signal;
import dev.jumper.gpio.LineInfo;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What the pins of machines look like that are folders of files.
@EnabledOnOs(OS.LINUX)
class PinsTest {
    @TempDir
    private Path folder;

    private MachineOnFiles files;

    @BeforeEach
    void machine() throws IOException {
        files = new MachineOnFiles(folder);
    }

    private String shown(boolean terminal, boolean json, boolean all) throws IOException {
        return MachineOnFiles.written(terminal, session -> Pins.show(session, files.machine(), json, all));
    }

    @Test
    void drawsTheHeaderOfARaspberryPi() throws IOException {
        files.pi4()
                .holder(812, "python3", "gpiochip0", 4)
                .signals(Map.of(
                        2, new Signal("alt0", 1),
                        3, new Signal("alt0", 1),
                        8, new Signal("output", 1),
                        14, new Signal("alt5", 1)));
        assertEquals("""
            Raspberry Pi 4 Model B Rev 1.4
                                        user  level  function           name  pin   pin  name             function  level  user
                                                                         3V3    1 | 2    5V
                                                  1      alt0      GPIO2 SDA    3 | 4    5V
                                                  1      alt0      GPIO3 SCL    5 | 6    GND
            onewire@4 (process 812, python3)      0     input   GPIO4 GPCLK0    7 | 8    GPIO14 TXD       alt5      1
                                                                         GND    9 | 10   GPIO15 RXD       input     0
                                                  0     input         GPIO17   11 | 12   GPIO18 PCM_CLK   input     0
                                                  0     input         GPIO27   13 | 14   GND
                                                  0     input         GPIO22   15 | 16   GPIO23           input     0
                                                                         3V3   17 | 18   GPIO24           input     0
                                                  0     input    GPIO10 MOSI   19 | 20   GND
                                                  0     input     GPIO9 MISO   21 | 22   GPIO25           input     0
                                                  0     input    GPIO11 SCLK   23 | 24   GPIO8 CE0        output    1      spi0 CS0
                                                                         GND   25 | 26   GPIO7 CE1        input     0      spi0 CS1
                                                  0     input    GPIO0 ID_SD   27 | 28   GPIO1 ID_SC      input     0
                                                  0     input          GPIO5   29 | 30   GND
                                                  0     input          GPIO6   31 | 32   GPIO12 PWM0      input     0
                                                  0     input    GPIO13 PWM1   33 | 34   GND
                                                  0     input  GPIO19 PCM_FS   35 | 36   GPIO16           input     0
                                                  0     input         GPIO26   37 | 38   GPIO20 PCM_DIN   input     0
                                                                         GND   39 | 40   GPIO21 PCM_DOUT  input     0
            """, shown(false, false, false));
    }

    @Test
    void saysWhyLevelsAreMissingWhereTheRegistersMayNotBeRead() throws IOException {
        files.pi4();
        var text = shown(false, false, false);
        assertTrue(
                text.endsWith(
                        "\njumper: pins: levels, and functions other than input and output, are not shown, for the"
                                + " registers may not be read; jumper doctor tells why\n"),
                text);
        assertTrue(text.contains("   11 | 12   GPIO18 PCM_CLK   input\n"), text);
    }

    @Test
    void colourShowsSupplyAndSignals() throws IOException {
        files.pi4();
        var first = shown(true, false, false).lines().skip(2).findFirst().orElseThrow();
        assertTrue(first.contains("\033[33m3V3\033[0m    \033[90m1\033[0m"), first);
        assertTrue(first.endsWith(" | \033[90m2\033[0m    \033[31m5V\033[0m"), first);
    }

    @Test
    void listsTheLinesOfAnyChip() throws IOException {
        files.chip(
                "/dev/gpiochip3",
                "board-pins",
                4,
                new LineInfo(1, "BUTTON", "", false, false, true, false, Pull.UP, Duration.ZERO),
                new LineInfo(2, "LED", "blink", true, true, false, false, Pull.NONE, Duration.ZERO),
                new LineInfo(3, "", "", true, true, false, true, Pull.NONE, Duration.ZERO));
        files.holder(812, "python3", "gpiochip3", 2);
        assertEquals("""
            board-pins  /dev/gpiochip3  4 lines
               0          input
               1  BUTTON  input pull-up active-low
               2  LED     output                    blink (process 812, python3)
               3          output open-drain         somebody who gave no name
            jumper: pins: levels are not shown, for reading one requests its line; jumper pin read does
            """, shown(false, false, false));
        assertEquals(
                "{\"board\":null,\"header\":[],\"chips\":[{\"label\":\"board-pins\",\"device\":\"/dev/gpiochip3\","
                        + "\"lines\":[{\"line\":0,\"name\":null,\"state\":\"input\",\"user\":null},"
                        + "{\"line\":1,\"name\":\"BUTTON\",\"state\":\"input pull-up active-low\",\"user\":null},"
                        + "{\"line\":2,\"name\":\"LED\",\"state\":\"output\",\"user\":\"blink (process 812,"
                        + " python3)\"},{\"line\":3,\"name\":null,\"state\":\"output open-drain\",\"user\":\"somebody"
                        + " who gave no name\"}]}]}\n",
                shown(false, true, false));
    }

    @Test
    void writesTheJsonOfThePage() throws IOException {
        files.chip("/dev/gpiochip3", "board-pins", 1, MachineOnFiles.line(0, "LED", "blink", true));
        files.holder(812, "python3", "gpiochip3", 0);
        assertEquals(MachineOnFiles.example("pins"), shown(false, true, false));
    }

    @Test
    void writesTheHeaderAsJson() throws IOException {
        files.pi4().signals(Map.of(2, new Signal("alt0", 1)));
        var json = shown(false, true, false);
        assertTrue(
                json.startsWith("{\"board\":\"Raspberry Pi 4 Model B Rev 1.4\",\"header\":["
                        + "{\"pin\":1,\"name\":\"3V3\",\"role\":null,\"gpio\":null,\"function\":null,\"level\":null,"
                        + "\"user\":null},{\"pin\":2,\"name\":\"5V\",\"role\":null,\"gpio\":null,\"function\":null,"
                        + "\"level\":null,\"user\":null},{\"pin\":3,\"name\":\"GPIO2\",\"role\":\"SDA\",\"gpio\":2,"
                        + "\"function\":\"alt0\",\"level\":1,\"user\":null},"),
                json);
        assertTrue(
                json.contains("{\"label\":\"raspberrypi-exp-gpio\",\"device\":\"/dev/gpiochip1\",\"lines\":["), json);
    }

    @Test
    void saysThatThereAreNoPinsOrNoneForThisUser() throws IOException {
        assertEquals(
                "pins: found no /dev/gpiochip*, so this machine has no GPIO, or its driver is not loaded; jumper"
                        + " doctor tells more",
                assertThrows(AbsentException.class, () -> shown(false, false, false))
                        .getMessage());
        files.device("/dev/gpiochip0", "root", 0600);
        assertEquals(
                "GPIO chip /dev/gpiochip0: Permission denied (errno 13)",
                assertThrows(IOException.class, () -> shown(false, false, false))
                        .getMessage());
        files.chip("/dev/gpiochip1", "two", 1);
        assertEquals("""
            jumper: pins: GPIO chip /dev/gpiochip0: Permission denied (errno 13)
            two  /dev/gpiochip1  1 line
               0  input
            jumper: pins: levels are not shown, for reading one requests its line; jumper pin read does
            """, shown(false, false, false));
    }
}
