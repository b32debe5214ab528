package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reads an EEPROM.
@Command(name = "read", description = "Prints the bytes of an EEPROM in hexadecimal, or writes them to a file.")
final class EepromRead implements Action {
    @Mixin
    private EepromOptions chip;

    @Option(names = "--count", paramLabel = "N", description = "How many bytes (default: all from there on).")
    private String count;

    @Option(names = "--out", paramLabel = "FILE", description = "Write them to this file; - is standard output.")
    private String out;

    @Override
    public void run(Session session) throws IOException {
        int room = chip.size() - chip.first();
        var bytes = new byte[count == null ? room : Numbers.whole("--count", count, 1, room)];
        chip.read(session, bytes);
        if (out == null) {
            HexDump.print(session.console(), chip.first(), bytes);
        } else if (out.equals("-")) {
            session.console().out().write(bytes);
        } else {
            HostFile.replace(Path.of(out), bytes);
        }
    }
}
