package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.hal.vfs.Stat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows the ten fields of `os.stat`.
@Command(name = "stat", description = "Shows what the board knows of a file or directory: the ten fields of os.stat.")
public final class StatCommand implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Parameters(paramLabel = ":PATH", arity = "1..*", description = "Files or directories.")
    private List<String> paths;

    @Override
    public void run(Session session) throws IOException {
        var targets = paths.stream().map(path -> BoardPath.of("stat", path)).toList();
        var files = session.board().files();
        var records = new ArrayList<Json>();
        for (String path : targets) {
            Stat stat = files.stat(path);
            if (json) {
                records.add(record(path, stat));
            } else {
                print(session.console(), path, stat);
            }
        }
        if (json) {
            session.console().print(Json.text(records));
        }
    }

    private static Json record(String path, Stat stat) {
        return new Json()
                .with("path", path)
                .with("type", Records.type(stat))
                .with("mode", stat.mode())
                .with("ino", stat.ino())
                .with("dev", stat.dev())
                .with("nlink", stat.nlink())
                .with("uid", stat.uid())
                .with("gid", stat.gid())
                .with("size", stat.size())
                .with("atime", stat.atime())
                .with("mtime", stat.mtime())
                .with("ctime", stat.ctime());
    }

    private static void print(Console console, String path, Stat stat) throws IOException {
        console.print(":" + path);
        console.print("  mode   0%o (%s)".formatted(stat.mode(), stat.isDirectory() ? "directory" : "file"));
        console.print("  ino    " + stat.ino());
        console.print("  dev    " + stat.dev());
        console.print("  nlink  " + stat.nlink());
        console.print("  uid    " + stat.uid());
        console.print("  gid    " + stat.gid());
        console.print("  size   " + stat.size());
        console.print("  atime  " + time(stat.atime()));
        console.print("  mtime  " + time(stat.mtime()));
        console.print("  ctime  " + time(stat.ctime()));
    }

    private static String time(long seconds) {
        return seconds + " (" + Instant.ofEpochSecond(seconds) + ")";
    }
}
