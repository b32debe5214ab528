package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends bytes and prints what came back with them.
@Command(name = "transfer", description = "Sends bytes to a chip, and prints those that came back meanwhile.")
final class SpiTransfer implements Action {
    @Parameters(arity = "1..*", paramLabel = "BYTE", description = "The bytes: 16, 0x10, 0b10000.")
    private List<String> bytes;

    @Option(names = "--mode", paramLabel = "0|1|2|3", description = "Polarity and phase of the clock (default: 0).")
    private String mode = "0";

    @Option(names = "--speed", paramLabel = "HERTZ", description = "The highest clock frequency (default: 1000000).")
    private long speed = 1_000_000;

    @Option(names = "--lsb", description = "Send the least significant bit of each byte first.")
    private boolean lsbFirst;

    @Mixin
    private SpiOptions lines;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        byte[] content = Numbers.bytes(bytes);
        var settings = SpiSettings.of(SpiMode.of(Numbers.whole("--mode", mode, 0, 3)), speed);
        var bus = lines.bus(where.open(session));
        session.console().print(Numbers.hex(bus.exchange(lsbFirst ? settings.withLsbFirst() : settings, content)));
    }
}
