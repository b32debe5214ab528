package dev.jumper.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.gpio.ChipInfo;
import dev.jumper.gpio.LineInfo;
import dev.jumper.hal.Pull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Places and GPIOs of the header are those of the Raspberry Pi documentation, "GPIO and the 40-pin header".
class PinNamesTest {
    private static PinNames.Lines chip(String... names) {
        var lines = new ArrayList<LineInfo>();
        for (String name : names) {
            lines.add(new LineInfo(lines.size(), name, "", false, false, false, false, Pull.NONE, Duration.ZERO));
        }
        return new PinNames.Lines(
                new ChipInfo(Path.of("/dev/gpiochip3"), "gpiochip3", "board-pins", names.length), lines);
    }

    private static void complains(String message, PinNames names, String name) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> names.offset(name))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"GPIO17, 17", "17, 17", "bcm17, 17", "pin 11, 17", "P11, 17", "SDA, 2", "scl, 3", "MOSI, 10", "0, 0"})
    void aPinOfTheHeaderHasManyNames(String name, int gpio) {
        assertEquals(gpio, new PinNames.Header().offset(name));
    }

    @ParameterizedTest
    @CsvSource({"scl, 5", "sda, 3", "sck, 23", "mosi, 19", "miso, 21", "cs, 24", "onewire, 7"})
    void theHeaderHasLinesForBuses(String purpose, int place) {
        var header = new PinNames.Header();
        assertEquals(
                header.offset("pin " + place),
                header.offset(header.line(purpose).orElseThrow()));
        assertEquals(Optional.empty(), header.line("dht"));
    }

    @Test
    void aPinOfTheHeaderThatCarriesNoSignalOrIsNoneIsRefused() {
        complains("header pin 'pin 6' is GND, expected one with a GPIO", new PinNames.Header(), "pin 6");
        complains(
                "header pin is 'GPIO40', expected a GPIO such as GPIO17, a place such as pin 11, or a role such as SDA",
                new PinNames.Header(),
                "GPIO40");
    }

    @Test
    void aLineOfAChipHasItsNameBeforeItsOffset() {
        var names = chip("LED", "", "7", "3");
        assertEquals(
                List.of(0, 1, 2, 3),
                List.of(names.offset("LED"), names.offset("1"), names.offset("7"), names.offset("3")));
        assertEquals(Optional.empty(), names.line("scl"));
    }

    @Test
    void aLineThatIsNotThereIsToldWithThoseThatAre() {
        String who = "board-pins (/dev/gpiochip3): ";
        complains(who + "line is 2, expected 0 to 1", chip("LED", ""), "2");
        complains(who + "line is 999999999, expected 0 to 1", chip("LED", ""), "999999999");
        complains(
                who + "found no line 9999999999, expected an offset, 0 to 1, or a name such as LED",
                chip("LED", ""),
                "9999999999");
        complains(who + "found no line -1, expected an offset, 0 to 1", chip("", ""), "-1");
        complains(who + "found no line , expected an offset, 0 to 0, or a name such as LED", chip("LED"), "");
        complains(who + "found 2 lines named NC, expected one; name it by its offset", chip("NC", "NC"), "NC");
        var many = new String[14];
        Arrays.setAll(many, i -> "L" + i);
        complains(
                who + "found no line X, expected an offset, 0 to 13, or a name such as L0, L1, L2, L3, L4, L5, L6, L7,"
                        + " L8, L9, L10, L11; jumper pins lists all",
                chip(many),
                "X");
    }
}
