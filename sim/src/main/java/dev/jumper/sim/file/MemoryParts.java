package dev.jumper.sim.file;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.part.Eeprom24Model;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.SpiRegisters;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// EEPROMs, and chips of registers that do nothing.
final class MemoryParts {
    private static final int EEPROM_BASE = 0x50;
    private static final int LARGEST_MAP = 65_536;
    private static final int LARGEST_SPI_MAP = 128;

    private MemoryParts() {}

    static List<PartKind> kinds() {
        return Stream.concat(
                        IntStream.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512).mapToObj(MemoryParts::eeprom),
                        Stream.of(i2cRegisters(), spiRegisters()))
                .toList();
    }

    private static PartKind eeprom(int kilobits) {
        int bytes = kilobits * 1024 / 8;
        int blocks = kilobits <= 16 ? Math.max(1, bytes / 256) : 1;
        return PartKind.named("24c%02d".formatted(kilobits), "an EEPROM of %d bytes".formatted(bytes))
                .i2c(EEPROM_BASE, EEPROM_BASE, EEPROM_BASE + 8 - blocks)
                .bytes("values", bytes, "what its first bytes hold, the others being ff")
                .builtBy(v -> {
                    var memory = Eeprom24Model.of(bytes);
                    byte[] values = v.bytes("values");
                    for (int i = 0; i < values.length; i++) {
                        memory.set(i, values[i]);
                    }
                    var targets = memory.targets(v.net("scl"), v.net("sda"), v.address());
                    targets.forEach(target -> v.circuit().add(v.failing(target)));
                    return List.of(targets.getFirst(), memory);
                });
    }

    private static PartKind i2cRegisters() {
        return PartKind.named("i2c-registers", "a chip of registers on I2C")
                .i2c(0x08, 0x77)
                .whole("count", 1, LARGEST_MAP, "", 256, "how many registers it has")
                .whole("pointer", 0, 2, "bytes", 1, "how long its register pointer is")
                .bytes("values", LARGEST_MAP, "what its first registers hold, the others being 00")
                .builtBy(v -> {
                    var registers = I2cRegisters.of((int) v.whole("count"), (int) v.whole("pointer"));
                    byte[] values = values(v);
                    for (int i = 0; i < values.length; i++) {
                        registers.set(i, values[i]);
                    }
                    return v.connectI2c(registers);
                });
    }

    private static PartKind spiRegisters() {
        return PartKind.named("spi-registers", "a chip of registers on SPI")
                .spi()
                .whole("mode", 0, 3, "", 0, "polarity and phase of the clock")
                .whole("count", 1, LARGEST_SPI_MAP, "", LARGEST_SPI_MAP, "how many registers it has")
                .bytes("values", LARGEST_SPI_MAP, "what its first registers hold, the others being 00")
                .builtBy(v -> {
                    var registers = SpiRegisters.of((int) v.whole("count"));
                    byte[] values = values(v);
                    for (int i = 0; i < values.length; i++) {
                        registers.set(i, values[i]);
                    }
                    var mode = SpiMode.of((int) v.whole("mode"));
                    return v.connectSpi(SpiSettings.of(mode, SpiSettings.UNLIMITED), registers);
                });
    }

    private static byte[] values(Values v) {
        byte[] values = v.bytes("values");
        if (values.length > v.whole("count")) {
            throw new IllegalArgumentException("found %d values, expected up to %d, its count of registers"
                    .formatted(values.length, v.whole("count")));
        }
        return values;
    }
}
