package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Vfs.Space;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells how full the board's file systems are.
@Command(name = "df", description = "Tells how full the board's file systems are.")
public final class Df implements Action {
    private static final String ROW = "%10s %10s %10s %5s  %s";

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(
            paramLabel = ":PATH",
            arity = "0..*",
            description = "Files or directories on the file systems; all that are mounted if there is none.")
    private List<String> paths = List.of();

    @Override
    public void run(Session session) throws IOException {
        var named = paths.stream().map(path -> BoardPath.of("df", path)).toList();
        var files = session.board().files();
        var spaces = new LinkedHashMap<String, Space>();
        for (String path : named.isEmpty() ? files.mounts() : named) {
            if (!named.isEmpty()) {
                files.stat(path); // some boards know the room of what is not there
            }
            Space space = files.space(path);
            // a root that only holds the places where others are mounted has no room of its own
            if (!named.isEmpty() || space.total() > 0) {
                spaces.put(path, space);
            }
        }
        if (json) {
            session.console()
                    .print(Json.text(spaces.entrySet().stream().map(Df::record).toList()));
        } else {
            print(session.console(), spaces);
        }
    }

    private static Json record(Map.Entry<String, Space> entry) {
        var space = entry.getValue();
        return new Json()
                .with("path", entry.getKey())
                .with("total", space.total())
                .with("used", space.total() - space.free())
                .with("free", space.free());
    }

    private static void print(Console console, Map<String, Space> spaces) throws IOException {
        var rows = new ArrayList<String>();
        rows.add(ROW.formatted("total", "used", "free", "use", "path"));
        spaces.forEach((path, space) -> {
            long used = space.total() - space.free();
            long percent = space.total() == 0 ? 0 : Math.ceilDiv(100 * used, space.total());
            rows.add(ROW.formatted(
                    Console.bytes(space.total()),
                    Console.bytes(used),
                    Console.bytes(space.free()),
                    percent + "%",
                    ":" + path));
        });
        for (String row : rows) {
            console.print(row);
        }
    }
}
