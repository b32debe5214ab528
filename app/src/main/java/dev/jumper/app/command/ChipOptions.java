package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.bitbang.DhtModel;
import dev.jumper.devices.Attachment;
import dev.jumper.devices.Chip;
import dev.jumper.devices.humidity.Dht11;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a chip hangs on the pins.
final class ChipOptions {
    @Option(
            names = "--bus",
            paramLabel = "i2c|spi|onewire|dht",
            description = "What it hangs on (default: what the other options name, or the chip's usual one).")
    private String bus;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "On I2C (default: the chip's usual one).")
    private String address;

    @Option(names = "--rom", paramLabel = "CODE", description = "On 1-Wire (default: the only one of its kind).")
    private String rom;

    @Option(
            names = "--pin",
            paramLabel = "PIN",
            description = "The 1-Wire line, or that of a DHT sensor (default: as WHERE says).")
    private String pin;

    @Option(
            names = "--dc",
            paramLabel = "PIN",
            description = "D/C of a display on SPI, low for commands (default: as WHERE says).")
    private String dataCommand;

    @Mixin
    private I2cOptions i2c;

    @Mixin
    private SpiOptions spi;

    /// Opens the driver of `chip`.
    ///
    /// @throws IllegalArgumentException if the options do not fit the chip
    /// @throws DeviceException if the chip is not there, or is another one
    <D> D open(Chip<D> chip, Bench bench) throws IOException {
        return switch (attachment(chip, bench)) {
            case Attachment.OverI2c<D> way -> {
                var at = address == null ? way.addresses().getFirst() : I2cOptions.address(address);
                yield way.opener().open(i2c.bus(bench), at, bench.ticks());
            }
            case Attachment.OverSpi<D> way -> way.opener().open(spi.bus(bench), bench.ticks());
            case Attachment.OverDisplaySpi<D> way -> {
                String pin = BenchOptions.line(bench, "--dc", dataCommand, "dc", "the D/C of the display");
                yield way.opener().open(spi.bus(bench), bench.pin(pin), bench.ticks());
            }
            case Attachment.OverOneWire<D> way -> openOneWire(chip, way, bench);
            case Attachment.OverDhtLine<D> way -> {
                String line = BenchOptions.line(bench, "--pin", pin, "dht", "the line of the DHT sensor");
                var model = chip.equals(Dht11.CHIP) ? DhtModel.DHT11 : DhtModel.DHT22;
                yield way.opener().open(bench.dht(line, model), bench.ticks());
            }
        };
    }

    private <D> D openOneWire(Chip<D> chip, Attachment.OverOneWire<D> way, Bench bench) throws IOException {
        var code = Optional.ofNullable(rom).map(RomCode::parse);
        String line = BenchOptions.line(bench, "--pin", pin, "onewire", "the 1-Wire line");
        var wire = bench.oneWire(line);
        if (code.isEmpty()) {
            var found = wire.search(OptionalInt.of(way.family()), false);
            if (found.isEmpty()) {
                throw new DeviceException(
                        DeviceException.Kind.ABSENT,
                        chip.name() + " on " + line + ": found none on the bus, expected one; onewire scan lists all");
            }
            if (found.size() > 1) {
                throw new IllegalArgumentException("%s on %s: found %d of them, %s; choose one by --rom"
                        .formatted(
                                chip.name(),
                                line,
                                found.size(),
                                found.stream().map(Object::toString).collect(Collectors.joining(", "))));
            }
            code = Optional.of(found.getFirst());
        }
        return way.opener().open(wire, code.get(), bench.ticks());
    }

    private <D> Attachment<D> attachment(Chip<D> chip, Bench bench) {
        var ways = chip.attachments();
        if (bus != null) {
            return ways.stream()
                    .filter(way -> name(way).equals(bus))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("%s: found --bus %s, expected %s"
                            .formatted(
                                    chip.name(),
                                    bus,
                                    ways.stream().map(ChipOptions::name).collect(Collectors.joining(" or ")))));
        }
        return first(ways, way -> named(way))
                .or(() -> first(ways, way -> known(way, bench)))
                .orElse(ways.getFirst());
    }

    private static <D> Optional<Attachment<D>> first(List<Attachment<D>> ways, Predicate<Attachment<D>> condition) {
        return ways.stream().filter(condition).findFirst();
    }

    private static String name(Attachment<?> way) {
        return switch (way) {
            case Attachment.OverI2c<?> _ -> "i2c";
            case Attachment.OverSpi<?> _, Attachment.OverDisplaySpi<?> _ -> "spi";
            case Attachment.OverOneWire<?> _ -> "onewire";
            case Attachment.OverDhtLine<?> _ -> "dht";
        };
    }

    /// Tells whether an option is about this way.
    private boolean named(Attachment<?> way) {
        return switch (way) {
            case Attachment.OverI2c<?> _ -> address != null || i2c.given();
            case Attachment.OverSpi<?> _ -> spi.given();
            case Attachment.OverDisplaySpi<?> _ -> dataCommand != null || spi.given();
            case Attachment.OverOneWire<?> _ -> rom != null || pin != null;
            case Attachment.OverDhtLine<?> _ -> pin != null;
        };
    }

    /// Tells whether the bench names lines for this way.
    private static boolean known(Attachment<?> way, Bench bench) {
        return switch (way) {
            case Attachment.OverI2c<?> _ -> bench.line("scl").isPresent();
            case Attachment.OverSpi<?> _ -> bench.line("sck").isPresent();
            case Attachment.OverDisplaySpi<?> _ -> bench.line("dc").isPresent();
            case Attachment.OverOneWire<?> _ -> bench.line("onewire").isPresent();
            case Attachment.OverDhtLine<?> _ -> bench.line("dht").isPresent();
        };
    }
}
