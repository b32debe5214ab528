package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The interpreter's open files and directories by number, from 3 up.
final class OpenFiles {
    private static final int ACCESS = 3;
    private static final int READ_ONLY = 0;
    private static final int READ_WRITE = 2;
    private static final int CREATE = 64;
    private static final int EXCLUSIVE = 128;
    private static final int TRUNCATE = 512;
    private static final int APPEND = 1024;
    private static final int DIRECTORY = 65536;
    private static final int FIRST = 3;
    private static final int MOST = 64;

    private final Files files;
    private final Map<Integer, Handle> handles = new HashMap<>();

    OpenFiles(Files files) {
        this.files = files;
    }

    /// Opens a file or a directory by musl's flags and returns its number.
    int open(String name, int flags) throws IOException {
        if (handles.size() >= MOST) {
            throw Errno.EMFILE.on(name);
        }
        String path = files.absolute(name);
        boolean writing = (flags & ACCESS) != READ_ONLY;
        Handle handle;
        if (isDirectory(path, flags)) {
            if (writing) {
                throw Errno.EISDIR.on(path);
            }
            handle = new Handle(path, null, files.list(path));
        } else if ((flags & DIRECTORY) != 0) {
            throw Errno.ENOTDIR.on(path);
        } else if (Rom.holds(path) && !writing) {
            handle = new Handle(path, new RomFile(Rom.content(path)), null);
        } else {
            handle = new Handle(path, files.open(path, options(flags)), null);
        }
        int fd = FIRST;
        while (handles.containsKey(fd)) {
            fd++;
        }
        handles.put(fd, handle);
        return fd;
    }

    boolean holds(int fd) {
        return handles.containsKey(fd);
    }

    void close(int fd) throws IOException {
        if (fd < FIRST || fd == FileCalls.BINARY_STDOUT) {
            return;
        }
        var handle = handle(fd);
        handles.remove(fd);
        if (handle.stream != null) {
            handle.stream.close();
        }
    }

    void closeAll() {
        for (var handle : handles.values()) {
            try {
                if (handle.stream != null) {
                    handle.stream.close();
                }
            } catch (IOException e) {
                // the program that would be told is gone
            }
        }
        handles.clear();
    }

    void flush(int fd) throws IOException {
        if (fd >= FIRST && fd != FileCalls.BINARY_STDOUT && handle(fd).stream != null) {
            handle(fd).stream.ioctl(ByteStream.FLUSH, 0);
        }
    }

    /// Moves the position from the start (0), from here (1) or from the end (2), and returns it.
    long seek(int fd, long offset, int whence) throws IOException {
        if (fd < FIRST) {
            throw Errno.EINVAL.on("the console");
        }
        var handle = handle(fd);
        if (handle.stream == null) {
            handle.listed = 0;
            return 0;
        }
        long here = handle.stream.ioctl(ByteStream.SEEK, -1);
        long wanted = switch (whence) {
            case 0 -> offset;
            case 1 -> here + offset;
            default -> {
                handle.stream.ioctl(ByteStream.FLUSH, 0);
                yield files.stat(handle.path).size() + offset;
            }
        };
        if (wanted < 0) {
            throw Errno.EINVAL.on(handle.path);
        }
        return wanted == here ? here : handle.stream.ioctl(ByteStream.SEEK, wanted);
    }

    ByteStream stream(int fd) throws IOException {
        var handle = handle(fd);
        if (handle.stream == null) {
            throw Errno.EISDIR.on(handle.path);
        }
        return handle.stream;
    }

    String path(int fd) throws IOException {
        return handle(fd).path;
    }

    List<Vfs.Entry> entries(int fd) throws IOException {
        var handle = handle(fd);
        if (handle.entries == null) {
            throw Errno.ENOTDIR.on(handle.path);
        }
        return handle.entries;
    }

    int listed(int fd) throws IOException {
        return handle(fd).listed;
    }

    void listed(int fd, int count) throws IOException {
        handle(fd).listed = count;
    }

    private boolean isDirectory(String path, int flags) throws IOException {
        try {
            return files.stat(path).isDirectory();
        } catch (NoSuchFileException e) {
            if ((flags & CREATE) == 0) {
                throw e;
            }
            return false;
        }
    }

    private Handle handle(int fd) throws IOException {
        var handle = handles.get(fd);
        if (handle == null) {
            throw Errno.EBADF.on("file number " + fd);
        }
        return handle;
    }

    private static OpenOption[] options(int flags) {
        var options = new ArrayList<OpenOption>();
        int access = flags & ACCESS;
        boolean append = (flags & APPEND) != 0;
        if (access == READ_ONLY || access == READ_WRITE && !append) {
            options.add(StandardOpenOption.READ);
        }
        if (access != READ_ONLY) {
            options.add(append ? StandardOpenOption.APPEND : StandardOpenOption.WRITE);
            if ((flags & CREATE) != 0) {
                options.add((flags & EXCLUSIVE) != 0 ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
            }
            if ((flags & TRUNCATE) != 0 && !append) {
                options.add(StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
        return options.toArray(OpenOption[]::new);
    }

    private static final class Handle {
        final String path;
        final ByteStream stream;
        final List<Vfs.Entry> entries;
        int listed;

        Handle(String path, ByteStream stream, List<Vfs.Entry> entries) {
            this.path = path;
            this.stream = stream;
            this.entries = entries;
        }
    }

    /// An open file of [Rom].
    private static final class RomFile implements ByteStream {
        private final ByteBuffer content;

        RomFile(byte[] content) {
            this.content = ByteBuffer.wrap(content);
        }

        @Override
        public int read(ByteBuffer target) {
            if (!content.hasRemaining()) {
                return EOF;
            }
            int count = Math.min(content.remaining(), target.remaining());
            target.put(content.slice(content.position(), count));
            content.position(content.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            throw Errno.EROFS.on(Rom.ROOT);
        }

        @Override
        public long ioctl(int request, long argument) {
            if (request == SEEK && argument >= 0) {
                content.position((int) Math.min(argument, content.limit()));
            }
            return request == SEEK ? content.position() : 0;
        }

        @Override
        public void close() {}
    }
}
