package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.util.ArrayDeque;
import java.util.List;

/// The board's files as the interpreter names them: a current directory, and the read-only folder `/rom`
/// with the modules that come with the board. `/rom` shows up in no listing.
final class Files {
    private final Vfs vfs;
    private String current = "/";

    Files(Vfs vfs) {
        this.vfs = vfs;
    }

    String currentDirectory() {
        return current;
    }

    long changeDirectory(String name) throws IOException {
        String path = absolute(name);
        if (!stat(path).isDirectory()) {
            throw Errno.ENOTDIR.on(path);
        }
        current = path;
        return 0;
    }

    Stat stat(String name) throws IOException {
        String path = absolute(name);
        if (!Rom.holds(path)) {
            return vfs.stat(path);
        }
        return path.equals(Rom.ROOT)
                ? Stat.directory(Stat.YEAR_2000)
                : Stat.file(Rom.content(path).length, Stat.YEAR_2000);
    }

    List<Vfs.Entry> list(String name) throws IOException {
        String path = absolute(name);
        return Rom.holds(path) ? Rom.list() : vfs.list(path);
    }

    ByteStream open(String name, OpenOption... options) throws IOException {
        return vfs.open(writable(name), options);
    }

    long mkdir(String name) throws IOException {
        String path = writable(name);
        if (path.equals("/")) {
            throw Errno.EEXIST.on(path);
        }
        vfs.mkdir(path);
        return 0;
    }

    long rename(String from, String to) throws IOException {
        vfs.rename(writable(from), writable(to));
        return 0;
    }

    long removeDirectory(String name) throws IOException {
        String path = writable(name);
        if (!vfs.stat(path).isDirectory()) {
            throw Errno.ENOTDIR.on(path);
        }
        if (path.equals("/")) {
            throw Errno.EBUSY.on(path);
        }
        vfs.remove(path);
        return 0;
    }

    long removeFile(String name) throws IOException {
        String path = writable(name);
        if (vfs.stat(path).isDirectory()) {
            throw Errno.EISDIR.on(path);
        }
        vfs.remove(path);
        return 0;
    }

    Vfs.Space space() throws IOException {
        return vfs.space();
    }

    /// Returns the absolute form of `name`; as in any root directory, `..` there leads nowhere.
    String absolute(String name) throws IOException {
        if (name.isEmpty()) {
            throw Errno.ENOENT.on(name);
        }
        var parts = new ArrayDeque<String>();
        String whole = name.startsWith("/") ? name : current + "/" + name;
        for (String part : whole.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    private String writable(String name) throws IOException {
        String path = absolute(name);
        if (Rom.holds(path)) {
            throw Errno.EROFS.on(path);
        }
        return path;
    }
}
