package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists directories of the board.
@Command(name = "ls", description = "Lists directories of the board.")
public final class Ls implements Action {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(names = "-l", description = "With size and time of the last change (this host's time zone).")
    private boolean details;

    @Option(names = "-R", description = "With everything below.")
    private boolean deep;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(paramLabel = ":PATH", arity = "0..*", description = "Directories or files; : if there is none.")
    private List<String> paths = List.of(":");

    @Override
    public boolean takes(Set<String> flags, List<String> words) {
        details = flags.contains("-l");
        deep = flags.contains("-R");
        json = flags.contains("--json");
        paths = words.isEmpty() ? paths : words;
        return Set.of("-l", "-R", "--json").containsAll(flags);
    }

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("ls", path)).toList();
        var files = session.board().files();
        if (json) {
            session.console().print(Json.text(records(files, targets)));
            return;
        }
        for (int i = 0; i < targets.size(); i++) {
            String path = targets.get(i);
            Stat stat = files.stat(path);
            if (!stat.isDirectory()) {
                print(session.console(), path, stat);
                continue;
            }
            if (targets.size() > 1) {
                session.console().print((i == 0 ? "" : "\n") + ":" + path);
            }
            list(session.console(), files, path, "");
        }
    }

    private List<Json> records(Vfs files, List<String> targets) throws IOException {
        var records = new ArrayList<Json>();
        for (String path : targets) {
            Stat stat = files.stat(path);
            if (stat.isDirectory()) {
                addBelow(records, files, path);
            } else {
                records.add(Records.entry(path, stat));
            }
        }
        return records;
    }

    private void addBelow(List<Json> records, Vfs files, String path) throws IOException {
        for (var entry : files.list(path)) {
            String inside = BoardPath.in(path, entry.name());
            records.add(Records.entry(inside, entry.stat()));
            if (deep && entry.stat().isDirectory()) {
                addBelow(records, files, inside);
            }
        }
    }

    private void list(Console console, Vfs files, String path, String prefix) throws IOException {
        for (var entry : files.list(path)) {
            print(console, prefix + entry.name(), entry.stat());
            if (deep && entry.stat().isDirectory()) {
                list(console, files, BoardPath.in(path, entry.name()), prefix + entry.name() + "/");
            }
        }
    }

    private void print(Console console, String name, Stat stat) throws IOException {
        String shown = stat.isDirectory() ? name + "/" : name;
        console.print(details ? "%10d  %s  %s".formatted(stat.size(), time(stat.mtime()), shown) : shown);
    }

    static String time(long seconds) {
        return TIME.format(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault()));
    }
}
