package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import java.io.IOException;
import java.util.Arrays;

/// Bytes with their addresses and as text.
final class HexDump {
    /// How many bytes are in a line.
    static final int WIDTH = 16;

    private HexDump() {}

    /// Prints the bytes, which begin at `address`.
    static void print(Console console, int address, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += WIDTH) {
            byte[] line = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + WIDTH));
            var text = new StringBuilder();
            for (byte b : line) {
                text.append(b >= 0x20 && b < 0x7F ? (char) b : '.');
            }
            console.print("%04x  %-47s  %s".formatted(address + at, Numbers.hex(line), text));
        }
    }
}
