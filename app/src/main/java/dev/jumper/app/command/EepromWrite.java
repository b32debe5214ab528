package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes an EEPROM.
@Command(name = "write", description = "Writes bytes to an EEPROM, and reads each page again to verify it.")
final class EepromWrite implements Action {
    @Mixin
    private EepromOptions chip;

    @Mixin
    private EepromContent content;

    @Override
    public void run(Session session) throws IOException {
        byte[] bytes = content.bytes(session);
        chip.requireRoom(bytes.length);
        chip.write(session, bytes);
    }
}
