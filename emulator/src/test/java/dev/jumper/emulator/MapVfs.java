package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.hal.vfs.VfsPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// The simplest file system that the board can run on: paths to bytes, null bytes for a directory.
final class MapVfs implements Vfs {
    private final TreeMap<String, Node> nodes = new TreeMap<>();
    private final Rtc rtc;

    MapVfs(Rtc rtc) {
        this.rtc = rtc;
        nodes.put("/", new Node(null, Stat.YEAR_2000));
    }

    @Override
    public synchronized Stat stat(String path) throws IOException {
        var node = node(path);
        return node.content == null ? Stat.directory(node.time) : Stat.file(node.content.length, node.time);
    }

    @Override
    public synchronized List<Entry> list(String path) throws IOException {
        String folder = VfsPath.normalize(path);
        if (node(folder).content != null) {
            throw Errno.ENOTDIR.on(path);
        }
        var all = new ArrayList<Entry>();
        for (String name : nodes.keySet()) {
            if (!name.equals("/") && parent(name).equals(folder)) {
                all.add(new Entry(name.substring(name.lastIndexOf('/') + 1), stat(name)));
            }
        }
        return all;
    }

    @Override
    public synchronized ByteStream open(String path, OpenOption... options) throws IOException {
        var wanted = Set.of(options);
        String name = VfsPath.normalize(path);
        boolean writing = wanted.contains(StandardOpenOption.WRITE) || wanted.contains(StandardOpenOption.APPEND);
        boolean isNew = wanted.contains(StandardOpenOption.CREATE_NEW);
        if (nodes.containsKey(name) && isNew) {
            throw Errno.EEXIST.on(path);
        }
        if (!nodes.containsKey(name) && (isNew || wanted.contains(StandardOpenOption.CREATE))) {
            put(name, new byte[0]);
        }
        if (wanted.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            put(name, new byte[0]);
        }
        int start = wanted.contains(StandardOpenOption.APPEND) ? node(name).content.length : 0;
        return new Open(name, start, writing);
    }

    @Override
    public synchronized byte[] read(String path) throws IOException {
        var node = node(path);
        if (node.content == null) {
            throw Errno.EISDIR.on(path);
        }
        return node.content.clone();
    }

    @Override
    public synchronized void write(String path, byte[] content) throws IOException {
        put(VfsPath.normalize(path), content.clone());
    }

    @Override
    public synchronized void mkdir(String path) throws IOException {
        String name = VfsPath.normalize(path);
        if (nodes.containsKey(name)) {
            throw Errno.EEXIST.on(path);
        }
        put(name, null);
    }

    @Override
    public synchronized void remove(String path) throws IOException {
        if (node(path).content == null && !list(path).isEmpty()) {
            throw Errno.ENOTEMPTY.on(path);
        }
        nodes.remove(VfsPath.normalize(path));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        var node = node(from);
        nodes.remove(VfsPath.normalize(from));
        nodes.put(VfsPath.normalize(to), node);
    }

    @Override
    public Space space() {
        return new Space(1 << 20, 1 << 19);
    }

    private Node node(String path) throws IOException {
        String name = VfsPath.normalize(path);
        var node = nodes.get(name);
        if (node == null) {
            var above = name.equals("/") ? null : nodes.get(parent(name));
            throw (above != null && above.content != null ? Errno.ENOTDIR : Errno.ENOENT).on(path);
        }
        return node;
    }

    private void put(String name, byte[] content) throws IOException {
        if (node(parent(name)).content != null) {
            throw Errno.ENOTDIR.on(name);
        }
        nodes.put(name, new Node(content, rtc.now().getEpochSecond()));
    }

    private static String parent(String name) {
        return name.lastIndexOf('/') == 0 ? "/" : name.substring(0, name.lastIndexOf('/'));
    }

    private record Node(byte[] content, long time) {}

    private final class Open implements ByteStream {
        private final String name;
        private final boolean writing;
        private int position;

        Open(String name, int position, boolean writing) {
            this.name = name;
            this.position = position;
            this.writing = writing;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            byte[] content = MapVfs.this.read(name);
            int count = Math.min(target.remaining(), content.length - position);
            if (count <= 0) {
                return EOF;
            }
            target.put(content, position, count);
            position += count;
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (!writing) {
                throw Errno.EBADF.on(name);
            }
            byte[] content = MapVfs.this.read(name);
            int count = source.remaining();
            content = Arrays.copyOf(content, Math.max(content.length, position + count));
            source.get(content, position, count);
            position += count;
            MapVfs.this.write(name, content);
            return count;
        }

        @Override
        public long ioctl(int request, long argument) {
            if (request == SEEK && argument >= 0) {
                position = (int) argument;
            }
            return request == SEEK ? position : 0;
        }

        @Override
        public void close() {}
    }
}
