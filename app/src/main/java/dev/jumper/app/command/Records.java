package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.hal.vfs.Stat;

/// Files and directories as `--json` writes them.
final class Records {
    private Records() {}

    /// Returns the record of what is at `path`: its path, type, size and time.
    static Json entry(String path, Stat stat) {
        return new Json()
                .with("path", path)
                .with("type", type(stat))
                .with("size", stat.size())
                .with("mtime", stat.mtime());
    }

    /// Returns `directory` or `file`.
    static String type(Stat stat) {
        return stat.isDirectory() ? "directory" : "file";
    }
}
