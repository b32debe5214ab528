package dev.jumper.devices;

import dev.jumper.devices.barometer.Bme280;
import dev.jumper.devices.barometer.Bmp280;
import dev.jumper.devices.clock.Ds1307;
import dev.jumper.devices.clock.Ds3231;
import dev.jumper.devices.display.Ssd1306;
import dev.jumper.devices.expander.Mcp23017;
import dev.jumper.devices.humidity.Dht11;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.memory.Eeprom24;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.devices.thermometer.Tmp117;
import dev.jumper.hal.bus.I2cAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All chips that have a driver here.
public final class Chips {
    private static final List<Chip<?>> ALL = Stream.<List<? extends Chip<?>>>of(
                    List.of(Bme280.CHIP, Bmp280.CHIP),
                    List.of(Ds1307.CHIP, Ds3231.CHIP),
                    Ssd1306.CHIPS,
                    List.of(Mcp23017.CHIP),
                    List.of(Dht11.CHIP, Dht22.CHIP),
                    Eeprom24.CHIPS,
                    List.of(Ds18b20.CHIP, Tmp117.CHIP))
            .<Chip<?>>flatMap(List::stream)
            .sorted(Comparator.<Chip<?>, String>comparing(Chip::kind).thenComparing(Chip::name))
            .toList();

    private Chips() {}

    /// Returns all chips, by kind and name.
    public static List<Chip<?>> all() {
        return ALL;
    }

    /// Returns the chip of this name, in small or capital letters.
    ///
    /// @throws IllegalArgumentException if there is none; the message lists all
    public static Chip<?> named(String name) {
        return ALL.stream()
                .filter(chip -> chip.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("chip is '" + name + "', expected one of "
                        + ALL.stream().map(Chip::name).collect(Collectors.joining(", "))));
    }

    /// Returns the chips that can have this address; which of them it is, only a look at the board tells.
    public static List<Chip<?>> at(I2cAddress address) {
        return ALL.stream()
                .filter(chip -> chip.attachments().stream()
                        .anyMatch(way -> way instanceof Attachment.OverI2c<?> i2c
                                && i2c.addresses().contains(address)))
                .toList();
    }
}
