package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws directories of the board with everything below them.
@Command(name = "tree", description = "Draws directories of the board with everything below them.")
public final class Tree implements Action {
    @Option(names = "-s", description = "With the size of each file in bytes.")
    private boolean sizes;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(paramLabel = ":DIR", arity = "0..*", description = "Directories or files; : if there is none.")
    private List<String> paths = List.of(":");

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("tree", path)).toList();
        var files = session.board().files();
        var records = new ArrayList<Json>();
        for (String path : targets) {
            Stat stat = files.stat(path);
            if (json) {
                records.add(record(files, path, stat));
            } else {
                draw(session.console(), ":" + path, stat);
                drawBelow(session.console(), files, path, stat, "");
            }
        }
        if (json) {
            session.console().print(Json.text(records));
        }
    }

    private void draw(Console console, String name, Stat stat) throws IOException {
        String shown = stat.isDirectory() && !name.endsWith("/") ? name + "/" : name;
        console.print(sizes && !stat.isDirectory() ? shown + "  " + stat.size() : shown);
    }

    private void drawBelow(Console console, Vfs files, String path, Stat stat, String prefix) throws IOException {
        if (!stat.isDirectory()) {
            return;
        }
        var entries = files.list(path);
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            boolean last = i == entries.size() - 1;
            draw(console, prefix + (last ? "└── " : "├── ") + entry.name(), entry.stat());
            String below = prefix + (last ? "    " : "│   ");
            drawBelow(console, files, BoardPath.in(path, entry.name()), entry.stat(), below);
        }
    }

    private static Json record(Vfs files, String path, Stat stat) throws IOException {
        var record = Records.entry(path, stat);
        if (stat.isDirectory()) {
            var children = new ArrayList<Json>();
            for (var entry : files.list(path)) {
                children.add(record(files, BoardPath.in(path, entry.name()), entry.stat()));
            }
            record.with("children", children);
        }
        return record;
    }
}
