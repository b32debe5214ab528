package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `compatible` and `model` are as the device trees in Linux's `arch/arm*/boot/dts/broadcom` have them.
class RaspberryPiTest {
    @TempDir
    private Path tree;

    private RaspberryPi detect(String model, String... compatible) throws IOException {
        Files.writeString(tree.resolve("model"), model + "\0");
        Files.writeString(tree.resolve("compatible"), String.join("\0", compatible) + "\0");
        return RaspberryPi.detect(tree);
    }

    @ParameterizedTest
    @CsvSource({
        "Raspberry Pi Model B Rev 2, 'raspberrypi,model-b-rev2', 'brcm,bcm2835', BCM2835, pinctrl-bcm2835",
        "Raspberry Pi 3 Model B, 'raspberrypi,3-model-b', 'brcm,bcm2837', BCM2835, pinctrl-bcm2835",
        "Raspberry Pi 4 Model B, 'raspberrypi,4-model-b', 'brcm,bcm2711', BCM2711, pinctrl-bcm2711",
        "Raspberry Pi 5 Model B Rev 1.0, 'raspberrypi,5-model-b', 'brcm,bcm2712', BCM2712, pinctrl-rp1"
    })
    void tellsABoardByItsDeviceTree(String model, String board, String soc, RaspberryPi.Chip chip, String label)
            throws IOException {
        var found = detect(model, board, soc);
        assertEquals(new RaspberryPi(model, chip), found);
        assertEquals(label, found.chip().label());
    }

    @Test
    void saysWhatElseAMachineIs() {
        assertEquals(
                "GPIO: found Orange Pi Zero (xunlong,orangepi-zero, allwinner,sun8i-h2-plus), expected a Raspberry Pi"
                        + " 1 to 5; name a chip by its label",
                assertThrows(
                                IOException.class,
                                () -> detect("Orange Pi Zero", "xunlong,orangepi-zero", "allwinner,sun8i-h2-plus"))
                        .getMessage());
        assertEquals(
                "GPIO: this machine has no device tree, so it is no Raspberry Pi; name a chip by its label, or use a"
                        + " simulated circuit",
                assertThrows(IOException.class, () -> RaspberryPi.detect(tree.resolve("none")))
                        .getMessage());
    }

    @Test
    void theHeaderIsTheOneOfTheDocumentation() {
        assertEquals(40, HeaderPin.header().size());
        assertEquals(
                28,
                HeaderPin.header().stream()
                        .filter(pin -> pin.gpio().isPresent())
                        .count());
        assertEquals(
                8,
                HeaderPin.header().stream()
                        .filter(pin -> pin.name().equals("GND"))
                        .count());
        assertEquals(new HeaderPin(11, "GPIO17", ""), HeaderPin.header().get(10));
        assertEquals(new HeaderPin(40, "GPIO21", "PCM_DOUT"), HeaderPin.header().getLast());
    }

    @ParameterizedTest
    @CsvSource({"GPIO17, 17", "17, 17", "bcm4, 4", "pin 11, 17", "P3, 2", "SDA, 2", "ce1, 7"})
    void aPinIsNamedInAnyOfItsWays(String text, int gpio) {
        assertEquals(OptionalInt.of(gpio), HeaderPin.of(text).gpio());
    }

    @Test
    void refusesPinsThatAreNone() {
        assertEquals(
                "header pin 'pin 6' is GND, expected one with a GPIO",
                assertThrows(IllegalArgumentException.class, () -> HeaderPin.of("pin 6"))
                        .getMessage());
        assertEquals(
                "header pin is 'GPIO99', expected a GPIO such as GPIO17, a place such as pin 11, or a role such as SDA",
                assertThrows(IllegalArgumentException.class, () -> HeaderPin.of("GPIO99"))
                        .getMessage());
    }
}
