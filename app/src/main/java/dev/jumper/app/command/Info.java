package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.devices.board.BoardInfo;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells what the board is.
@Command(name = "info", description = "Tells what the board is: its MicroPython, its chip, its memory and its room.")
public final class Info implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        json = flags.contains("--json");
        return Set.of("--json").containsAll(flags) && words.isEmpty();
    }

    @Override
    public void run(Session session) throws IOException {
        var board = session.board();
        var info = board.info();
        var space = board.files().space();
        if (json) {
            session.console().print(record(info, space).toString());
        } else {
            print(session.console(), info, space);
        }
    }

    private static Json record(BoardInfo info, Vfs.Space space) {
        return new Json()
                .with("machine", orNull(info.machine()))
                .with("implementation", info.implementation())
                .with("version", info.version())
                .with("platform", info.platform())
                .with("unique_id", orNull(info.uniqueId()))
                .with("frequency", orNull(info.frequency()))
                .with("free_memory", orNull(info.freeMemory()))
                .with("total_storage", space.total())
                .with("free_storage", space.free())
                .with("epoch_year", info.epochYear());
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Long orNull(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
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
