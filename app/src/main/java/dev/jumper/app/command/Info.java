package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Session;
import dev.jumper.devices.board.BoardInfo;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;

/// Tells what the board is.
@Command(name = "info", description = "Tells what the board is: its MicroPython, its chip, its memory and its room.")
public final class Info implements Action {
    @Override
    public void run(Session session) throws IOException {
        var board = session.board();
        print(session.console(), board.info(), board.files().space());
    }

    static void print(Console console, BoardInfo info, Vfs.Space space) throws IOException {
        line(console, "machine", info.machine());
        line(console, "firmware", info.implementation() + " " + info.version());
        line(console, "platform", info.platform());
        line(console, "unique id", info.uniqueId());
        if (info.frequency().isPresent()) {
            line(
                    console,
                    "frequency",
                    String.format(Locale.ROOT, "%.0f MHz", info.frequency().getAsLong() / 1e6));
        }
        if (info.freeMemory().isPresent()) {
            line(console, "free memory", Console.bytes(info.freeMemory().getAsLong()));
        }
        line(
                console,
                "free storage",
                space.total() == Long.MAX_VALUE
                        ? "without bound"
                        : Console.bytes(space.free()) + " of " + Console.bytes(space.total()));
        line(console, "epoch", Integer.toString(info.epochYear()));
    }

    private static void line(Console console, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            console.print(String.format("%-13s %s", name, value));
        }
    }
}
