package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import dev.jumper.hal.bus.I2cAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the addresses that a chip answers at.
@Command(
        name = "scan",
        description = {
            "Lists the addresses at which a chip answers, and the chips known here that can have each.",
            "Asks by writes without bytes, at 0x08 to 0x77."
        })
final class I2cScan implements Action {
    private static final int MANY = 3;

    @Mixin
    private I2cOptions lines;

    @Mixin
    private BenchOptions where;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        var bus = lines.bus(where.open(session));
        var found = new ArrayList<ScanReport.Found>();
        for (int value = 0; value <= 0x7F; value++) {
            var address = I2cAddress.of(value);
            if (!address.reserved() && bus.probe(address)) {
                var record = new Json().with("address", value).with("chips", names(address));
                found.add(new ScanReport.Found(address.toString(), record, likely(address)));
            }
        }
        String nobody = "no chip answered on " + bus + "; check supply, ground, and which line is which";
        new ScanReport(found, nobody).print(session.console(), json);
    }

    private static List<String> names(I2cAddress address) {
        return Chips.at(address).stream().map(Chip::name).toList();
    }

    /// Returns the chips in words, of a kind with many only the first.
    private static String likely(I2cAddress address) {
        return Chips.at(address).stream()
                .collect(Collectors.groupingBy(Chip::kind, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(kind -> likely(kind.getKey(), kind.getValue()))
                .collect(Collectors.joining(" or "));
    }

    private static String likely(String kind, List<Chip<?>> chips) {
        return chips.size() > MANY
                ? "%s or %d more of the kind %s".formatted(chips.getFirst().name(), chips.size() - 1, kind)
                : chips.stream().map(Chip::name).collect(Collectors.joining(" or "));
    }
}
