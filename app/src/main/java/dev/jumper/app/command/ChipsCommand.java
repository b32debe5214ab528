package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Attachment;
import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the chips that have a driver.
@Command(name = "chips", description = "Lists the chips that are known: kind, name, how each is attached, data sheet.")
public final class ChipsCommand implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        var chips = Chips.all();
        if (json) {
            session.console()
                    .print(Json.text(chips.stream().map(ChipsCommand::record).toList()));
            return;
        }
        int kind = width(chips.stream().map(Chip::kind).toList());
        int name = width(chips.stream().map(Chip::name).toList());
        int ways = width(chips.stream().map(ChipsCommand::ways).toList());
        String form = "%-" + kind + "s  %-" + name + "s  %-" + ways + "s  %s";
        for (Chip<?> chip : chips) {
            session.console().print(form.formatted(chip.kind(), chip.name(), ways(chip), chip.dataSheet()));
        }
    }

    private static int width(List<String> column) {
        return column.stream().mapToInt(String::length).max().orElse(1);
    }

    private static String ways(Chip<?> chip) {
        return chip.attachments().stream().map(ChipsCommand::way).collect(Collectors.joining("; "));
    }

    private static String way(Attachment<?> attachment) {
        return switch (attachment) {
            case Attachment.OverI2c<?> i2c -> {
                var addresses = i2c.addresses();
                int first = addresses.stream().mapToInt(a -> a.value()).min().orElseThrow();
                int last = addresses.stream().mapToInt(a -> a.value()).max().orElseThrow();
                yield addresses.size() > 2 && last - first == addresses.size() - 1
                        ? "I2C 0x%02x to 0x%02x".formatted(first, last)
                        : "I2C " + addresses.stream().map(Object::toString).collect(Collectors.joining(", "));
            }
            case Attachment.OverSpi<?> _ -> "SPI";
            case Attachment.OverDisplaySpi<?> _ -> "SPI with D/C";
            case Attachment.OverOneWire<?> wire -> "1-Wire, family 0x%02x".formatted(wire.family());
            case Attachment.OverDhtLine<?> _ -> "a line of its own";
        };
    }

    private static Json record(Chip<?> chip) {
        return new Json()
                .with("kind", chip.kind())
                .with("name", chip.name())
                .with(
                        "attachments",
                        chip.attachments().stream().map(ChipsCommand::record).toList())
                .with("data_sheet", chip.dataSheet());
    }

    private static Json record(Attachment<?> attachment) {
        return switch (attachment) {
            case Attachment.OverI2c<?> i2c ->
                new Json()
                        .with("bus", "i2c")
                        .with(
                                "addresses",
                                i2c.addresses().stream().map(a -> a.value()).toList());
            case Attachment.OverSpi<?> _ -> new Json().with("bus", "spi").with("dc", false);
            case Attachment.OverDisplaySpi<?> _ -> new Json().with("bus", "spi").with("dc", true);
            case Attachment.OverOneWire<?> wire ->
                new Json().with("bus", "onewire").with("family", wire.family());
            case Attachment.OverDhtLine<?> _ -> new Json().with("bus", "dht");
        };
    }
}
