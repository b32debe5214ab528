package dev.jumper.hal.vfs;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.util.List;

/// A file system in memory, dated by an [Rtc] and bounded by a quota. Safe for several threads.
///
/// Only the bytes of files count towards the quota; one that is removed while open counts until it is closed. A
/// write that does not fit fails as a whole, with [Errno#ENOSPC]. Access times are those of the last change.
public final class MemoryVfs implements Vfs {
    private final Object lock = new Object();
    private final MemoryNode.Folder root = new MemoryNode.Folder(1, Stat.YEAR_2000);
    private final FileDate date;
    private final long quota;
    private long used;
    private long lastIno = 1;

    /// Makes an empty file system without a bound.
    public MemoryVfs(Rtc rtc) {
        this(rtc, Long.MAX_VALUE);
    }

    /// Makes an empty file system that holds up to `quotaBytes` bytes.
    public MemoryVfs(Rtc rtc, long quotaBytes) {
        this(rtc, quotaBytes, false);
    }

    private MemoryVfs(Rtc rtc, long quotaBytes, boolean fat) {
        if (quotaBytes < 0) {
            throw new IllegalArgumentException("quota is " + quotaBytes + ", expected bytes from 0 up");
        }
        this.date = new FileDate(rtc, fat);
        this.quota = quotaBytes;
    }

    /// Makes an empty file system of up to `quotaBytes` bytes that keeps times as the FAT of a memory card does,
    /// in steps of two seconds from 1980 to 2107: see [FatTime].
    public static MemoryVfs fat(Rtc rtc, long quotaBytes) {
        return new MemoryVfs(rtc, quotaBytes, true);
    }

    @Override
    public Stat stat(String path) throws IOException {
        var names = VfsPath.names(path);
        synchronized (lock) {
            return existing(path, names).stat();
        }
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        var names = VfsPath.names(path);
        synchronized (lock) {
            return switch (existing(path, names)) {
                case MemoryNode.Folder folder ->
                    folder.entries.entrySet().stream()
                            .map(e -> new Entry(e.getKey(), e.getValue().stat()))
                            .toList();
                case MemoryNode.File _ -> throw Errno.ENOTDIR.on(path);
            };
        }
    }

    @Override
    public ByteStream open(String path, OpenOption... options) throws IOException {
        var mode = FileMode.of(options);
        var names = VfsPath.names(path);
        long now = mode.write() ? date.seconds() : 0;
        synchronized (lock) {
            var file = mode.create() ? created(path, names, mode, now) : file(path, names);
            if (mode.truncate()) {
                resize(path, file, 0);
                file.date(now); // also if it was empty (POSIX.1-2024, "open", O_TRUNC)
            }
            file.handles++;
            return new FileStream(path, mode, new Handle(path, file));
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        var names = VfsPath.names(path);
        synchronized (lock) {
            return file(path, names).copy();
        }
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        var names = VfsPath.names(path);
        long now = date.seconds();
        synchronized (lock) {
            var parent = parent(path, names, Errno.EISDIR);
            if (parent.entries.get(names.getLast()) instanceof MemoryNode.Folder) {
                throw Errno.EISDIR.on(path);
            }
            long before = parent.entries.get(names.getLast()) instanceof MemoryNode.File old ? old.size : 0;
            if (content.length - before > quota - used) {
                throw Errno.ENOSPC.on(path);
            }
            var file = created(path, names, FileMode.of(), now);
            resize(path, file, content.length);
            file.put(ByteBuffer.wrap(content), 0);
            file.date(now);
        }
    }

    @Override
    public void mkdir(String path) throws IOException {
        var names = VfsPath.names(path);
        long now = date.seconds();
        synchronized (lock) {
            var parent = parent(path, names, Errno.EEXIST);
            if (parent.entries.containsKey(names.getLast())) {
                throw Errno.EEXIST.on(path);
            }
            parent.entries.put(names.getLast(), new MemoryNode.Folder(++lastIno, now));
            changed(parent, now);
        }
    }

    @Override
    public void remove(String path) throws IOException {
        var names = VfsPath.names(path);
        long now = date.seconds();
        synchronized (lock) {
            var parent = parent(path, names, Errno.EBUSY);
            if (existing(path, names) instanceof MemoryNode.Folder folder && !folder.entries.isEmpty()) {
                throw Errno.ENOTEMPTY.on(path);
            }
            unlink(parent.entries.remove(names.getLast()));
            changed(parent, now);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        var source = VfsPath.names(from);
        var target = VfsPath.names(to);
        long now = date.seconds();
        synchronized (lock) {
            var oldParent = parent(from, source, Errno.EBUSY);
            var node = existing(from, source);
            if (source.equals(target)) {
                return;
            }
            if (target.size() > source.size()
                    && target.subList(0, source.size()).equals(source)) {
                throw Errno.EINVAL.on(to);
            }
            var newParent = parent(to, target, Errno.EBUSY);
            var replaced = newParent.entries.get(target.getLast());
            if (replaced != null) {
                checkReplaced(to, node, replaced);
                unlink(replaced);
            }
            oldParent.entries.remove(source.getLast());
            newParent.entries.put(target.getLast(), node);
            node.ctime = now;
            changed(oldParent, now);
            changed(newParent, now);
        }
    }

    @Override
    public Space space() {
        synchronized (lock) {
            return new Space(quota, quota == Long.MAX_VALUE ? quota : quota - used);
        }
    }

    private static void checkReplaced(String to, MemoryNode node, MemoryNode replaced) throws IOException {
        switch (replaced) {
            case MemoryNode.File _ when node instanceof MemoryNode.Folder -> throw Errno.ENOTDIR.on(to);
            case MemoryNode.Folder _ when node instanceof MemoryNode.File -> throw Errno.EISDIR.on(to);
            case MemoryNode.Folder folder when !folder.entries.isEmpty() -> throw Errno.ENOTEMPTY.on(to);
            default -> {}
        }
    }

    /// Returns what is at `names`.
    private MemoryNode existing(String path, List<String> names) throws IOException {
        MemoryNode node = root;
        for (String name : names) {
            if (!(node instanceof MemoryNode.Folder folder)) {
                throw Errno.ENOTDIR.on(path);
            }
            node = folder.entries.get(name);
            if (node == null) {
                throw Errno.ENOENT.on(path);
            }
        }
        return node;
    }

    private MemoryNode.File file(String path, List<String> names) throws IOException {
        return switch (existing(path, names)) {
            case MemoryNode.File file -> file;
            case MemoryNode.Folder _ -> throw Errno.EISDIR.on(path);
        };
    }

    /// Returns the folder that holds the last of `names`; `root` is the error if there is none.
    private MemoryNode.Folder parent(String path, List<String> names, Errno root) throws IOException {
        if (names.isEmpty()) {
            throw root.on(path);
        }
        return switch (existing(path, names.subList(0, names.size() - 1))) {
            case MemoryNode.Folder folder -> folder;
            case MemoryNode.File _ -> throw Errno.ENOTDIR.on(path);
        };
    }

    private MemoryNode.File created(String path, List<String> names, FileMode mode, long now) throws IOException {
        var parent = parent(path, names, mode.createNew() ? Errno.EEXIST : Errno.EISDIR);
        var there = parent.entries.get(names.getLast());
        if (there != null && mode.createNew()) {
            throw Errno.EEXIST.on(path);
        }
        return switch (there) {
            case MemoryNode.File file -> file;
            case MemoryNode.Folder _ -> throw Errno.EISDIR.on(path);
            case null -> {
                var file = new MemoryNode.File(++lastIno, now);
                parent.entries.put(names.getLast(), file);
                changed(parent, now);
                yield file;
            }
        };
    }

    private void resize(String path, MemoryNode.File file, long size) throws IOException {
        if (size > MemoryNode.File.LARGEST) {
            throw Errno.EFBIG.on(path);
        }
        if (size - file.size > quota - used) {
            throw Errno.ENOSPC.on(path);
        }
        used += size - file.size;
        file.resize((int) size);
    }

    /// Frees the bytes of a file that has no name any more, once nobody has it open.
    private void unlink(MemoryNode node) {
        if (node instanceof MemoryNode.File file) {
            file.linked = false;
            release(file);
        }
    }

    private void release(MemoryNode.File file) {
        if (!file.linked && file.handles == 0) {
            used -= file.size;
            file.resize(0);
        }
    }

    /// Dates a folder whose entries have changed; the root has no date of its own.
    private void changed(MemoryNode.Folder folder, long now) {
        if (folder != root) {
            folder.date(now);
        }
    }

    private final class Handle implements FileStream.Content {
        private final String path;
        private final MemoryNode.File file;

        Handle(String path, MemoryNode.File file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            synchronized (lock) {
                return file.get(target, position);
            }
        }

        @Override
        public long write(ByteBuffer source, long position) throws IOException {
            long now = date.seconds();
            synchronized (lock) {
                long start = position < 0 ? file.size : position;
                if (start > MemoryNode.File.LARGEST - source.remaining()) {
                    throw Errno.EFBIG.on(path);
                }
                long end = start + source.remaining();
                if (end > file.size) {
                    resize(path, file, end);
                }
                file.put(source, (int) start);
                file.date(now);
                return end;
            }
        }

        @Override
        public void flush() {
            // what is written is there
        }

        @Override
        public void close() {
            synchronized (lock) {
                file.handles--;
                release(file);
            }
        }
    }
}
