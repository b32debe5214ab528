package dev.jumper.hal.vfs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;

/// What a name in a [MemoryVfs] stands for; guarded by its lock.
abstract sealed class MemoryNode {
    final long ino;
    long mtime;
    long ctime;

    private MemoryNode(long ino, long time) {
        this.ino = ino;
        date(time);
    }

    final void date(long time) {
        mtime = time;
        ctime = time;
    }

    abstract Stat stat();

    static final class Folder extends MemoryNode {
        final TreeMap<String, MemoryNode> entries = new TreeMap<>();

        Folder(long ino, long time) {
            super(ino, time);
        }

        @Override
        Stat stat() {
            return new Stat(Stat.DIRECTORY, ino, 0, 0, 0, 0, 0, mtime, mtime, ctime);
        }
    }

    static final class File extends MemoryNode {
        /// The longest array that every JVM makes.
        static final int LARGEST = Integer.MAX_VALUE - 8;

        int size;
        int handles;
        boolean linked = true;
        private byte[] bytes = new byte[0];

        File(long ino, long time) {
            super(ino, time);
        }

        @Override
        Stat stat() {
            return new Stat(Stat.FILE, ino, 0, 0, 0, 0, size, mtime, mtime, ctime);
        }

        byte[] copy() {
            return Arrays.copyOf(bytes, size);
        }

        int get(ByteBuffer target, long position) {
            if (position >= size) {
                return -1;
            }
            int n = Math.min(target.remaining(), size - (int) position);
            target.put(bytes, (int) position, n);
            return n;
        }

        /// Copies `source` to a place that [#resize] has made room for.
        void put(ByteBuffer source, int position) {
            source.get(bytes, position, source.remaining());
        }

        void resize(int newSize) {
            if (newSize > bytes.length) {
                long roomy = Math.max(newSize, Math.min(LARGEST, bytes.length + (bytes.length >> 1)));
                bytes = Arrays.copyOf(bytes, (int) roomy);
            } else if (newSize < size) {
                bytes = Arrays.copyOf(bytes, newSize); // also clears, should the file grow again
            }
            size = newSize;
        }
    }
}
