package dev.jumper.devices;

import dev.jumper.devices.humidity.Dht11;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.hal.bus.I2cAddress;
import java.util.List;
import java.util.stream.Collectors;

/// All chips that have a driver here.
public final class Chips {
    private static final List<Chip<?>> ALL = List.of(Dht11.CHIP, Dht22.CHIP, Ds18b20.CHIP);

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
