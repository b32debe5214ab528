package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the registers of a chip.
@Command(
        name = "dump",
        description = {
            "Prints the registers of a chip, 16 in a line.",
            "Reading may change what a chip does: some clear an alarm when it is read."
        })
final class I2cDump implements Action {
    @Parameters(paramLabel = "ADDRESS", description = "The chip, 0x08 to 0x77.")
    private String address;

    @Option(names = "--register", paramLabel = "N", description = "The first register (default: 0).")
    private String register = "0";

    @Option(names = "--count", paramLabel = "N", description = "How many (default: all up to 255).")
    private String count;

    @Mixin
    private I2cOptions lines;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        var chip = I2cOptions.address(address);
        int first = Numbers.whole("register", register, 0, 0xFF);
        int bytes = count == null ? 0x100 - first : Numbers.whole("count", count, 1, 0x100 - first);
        var bus = lines.bus(where.open(session));
        var all = new ByteArrayOutputStream();
        while (all.size() < bytes) {
            int at = first + all.size();
            int length = Math.min(HexDump.WIDTH, bytes - all.size());
            all.write(bus.writeRead(chip, new byte[] {(byte) at}, length));
        }
        HexDump.print(session.console(), first, all.toByteArray());
    }
}
