package dev.jumper.gpio;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A pin of the 40-pin header that all Raspberry Pis since the B+ have.
///
/// Source: Raspberry Pi documentation, "GPIO and the 40-pin header".
///
/// @param number its place on the header, 1 to 40; odd ones are in the row next to the board's middle
/// @param name `3V3`, `5V`, `GND`, or its GPIO such as `GPIO17`
/// @param role what else it is called for, such as `SDA`; empty if nothing
public record HeaderPin(int number, String name, String role) {
    private static final String[] NAMES = """
        3V3 5V GPIO2/SDA 5V GPIO3/SCL GND GPIO4/GPCLK0 GPIO14/TXD GND GPIO15/RXD \
        GPIO17 GPIO18/PCM_CLK GPIO27 GND GPIO22 GPIO23 3V3 GPIO24 GPIO10/MOSI GND \
        GPIO9/MISO GPIO25 GPIO11/SCLK GPIO8/CE0 GND GPIO7/CE1 GPIO0/ID_SD GPIO1/ID_SC GPIO5 GND \
        GPIO6 GPIO12/PWM0 GPIO13/PWM1 GND GPIO19/PCM_FS GPIO16 GPIO26 GPIO20/PCM_DIN GND GPIO21/PCM_DOUT\
        """.split(" ");

    private static final List<HeaderPin> HEADER = IntStream.range(0, NAMES.length)
            .mapToObj(i -> {
                int slash = NAMES[i].indexOf('/');
                return new HeaderPin(
                        i + 1,
                        slash < 0 ? NAMES[i] : NAMES[i].substring(0, slash),
                        slash < 0 ? "" : NAMES[i].substring(slash + 1));
            })
            .toList();

    /// Returns the 40 pins in the order of their numbers.
    public static List<HeaderPin> header() {
        return HEADER;
    }

    /// Returns the pin that is meant by `text`: a GPIO such as `GPIO17`, `BCM17` or `17`, a place such as `pin 11`
    /// or `P11`, or a role such as `SDA`.
    ///
    /// @throws IllegalArgumentException if there is none, or it carries no signal
    public static HeaderPin of(String text) {
        String word = text.strip().toUpperCase(java.util.Locale.ROOT).replace(" ", "");
        String place = word.replaceFirst("^(PIN|P)(?=\\d)", "#");
        String gpio = word.replaceFirst("^(GPIO|BCM)?(?=\\d)", "GPIO");
        for (var pin : HEADER) {
            boolean meant = place.startsWith("#")
                    ? place.equals("#" + pin.number)
                    : pin.name.equals(gpio) || pin.role.equals(word) && !word.isEmpty();
            if (meant && pin.gpio().isPresent()) {
                return pin;
            }
            if (meant) {
                throw new IllegalArgumentException(
                        "header pin '%s' is %s, expected one with a GPIO".formatted(text, pin.name));
            }
        }
        throw new IllegalArgumentException(
                "header pin is '%s', expected a GPIO such as GPIO17, a place such as pin 11, or a role such as SDA"
                        .formatted(text));
    }

    /// Returns the number of its GPIO, if it has one.
    public OptionalInt gpio() {
        return name.startsWith("GPIO") ? OptionalInt.of(Integer.parseInt(name.substring(4))) : OptionalInt.empty();
    }
}
