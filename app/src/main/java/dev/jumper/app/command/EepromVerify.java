package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.DeviceException;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares an EEPROM.
@Command(name = "verify", description = "Compares an EEPROM with bytes that it should hold.")
final class EepromVerify implements Action {
    @Mixin
    private EepromOptions chip;

    @Mixin
    private EepromContent content;

    @Override
    public void run(Session session) throws IOException {
        byte[] expected = content.bytes(session);
        chip.requireRoom(expected.length);
        var found = new byte[expected.length];
        String memory = chip.read(session, found);
        int at = Arrays.mismatch(expected, found);
        if (at >= 0) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: byte %d is 0x%02x, expected 0x%02x"
                            .formatted(memory, chip.first() + at, found[at], expected[at]));
        }
        session.console()
                .note("jumper: " + memory + ": " + expected.length + " bytes from " + chip.first()
                        + " on are as expected");
    }
}
