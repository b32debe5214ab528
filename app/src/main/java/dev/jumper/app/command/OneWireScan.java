package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Attachment;
import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the devices on a 1-Wire bus.
@Command(name = "scan", description = "Lists the ROM codes of all devices, and the chips known here that each can be.")
final class OneWireScan implements Action {
    @Option(names = "--pin", paramLabel = "PIN", description = "The 1-Wire line (default: as WHERE says).")
    private String pin;

    @Option(names = "--alarmed", description = "Only devices whose alarm is set.")
    private boolean alarmed;

    @Mixin
    private BenchOptions where;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        var bench = where.open(session);
        var bus = bench.oneWire(BenchOptions.line(bench, "--pin", pin, "onewire", "the 1-Wire line"));
        var found = bus.search(OptionalInt.empty(), alarmed).stream()
                .map(OneWireScan::found)
                .toList();
        String nobody = "no device answered on " + bus + "; check supply, ground and the 4.7 kΩ pull-up";
        new ScanReport(found, nobody).print(session.console(), json);
    }

    private static ScanReport.Found found(RomCode rom) {
        var names = names(rom);
        var record = new Json().with("rom", rom.toString()).with("chips", names);
        return new ScanReport.Found(rom.toString(), record, String.join(" or ", names));
    }

    private static List<String> names(RomCode rom) {
        return Chips.all().stream()
                .filter(chip -> chip.attachments().stream()
                        .anyMatch(
                                way -> way instanceof Attachment.OverOneWire<?> wire && wire.family() == rom.family()))
                .map(Chip::name)
                .toList();
    }
}
