package dev.jumper.emulator;

import com.dylibso.chicory.runtime.Memory;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The interpreter's system calls on files: the layouts of musl for 32-bit WebAssembly on one side, a [Vfs]
/// on the other. Failures are Linux's error numbers, which is what Python code on a board sees.
final class FileCalls {
    static final int STDOUT = 1;
    static final int BINARY_STDOUT = 1001;

    private static final int AT_REMOVEDIR = 512;
    private static final int EINTR = 27; // WASI's number: this one is compared inside the interpreter
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;
    private static final int POLLNVAL = 32;
    private static final int DIRENT = 280;
    private static final int BLOCK = 512;
    private static final int DEVICE = 0x2000;
    private static final int SMALL_INT = 0x3FFF_FFFF;
    private static final int LONGEST_READ = 8192;

    private final Files files;
    private final Console console;
    private final Output output;
    private final BooleanSupplier interruptible;
    private final OpenFiles open;

    /// `interruptible` tells whether a Ctrl-C breaks off the code that runs, or is a byte for it to read.
    FileCalls(Vfs vfs, Console console, Output output, BooleanSupplier interruptible) {
        this.files = new Files(vfs);
        this.console = console;
        this.output = output;
        this.interruptible = interruptible;
        this.open = new OpenFiles(files);
    }

    /// Closes what the program left open.
    void close() {
        open.closeAll();
    }

    /// Performs a call that returns 0 or more, or an error number made negative.
    long system(String name, Memory memory, long[] a) {
        try {
            return switch (name) {
                case "__syscall_chdir" -> files.changeDirectory(text(memory, a[0]));
                case "__syscall_getcwd" -> currentDirectory(memory, (int) a[0], (int) a[1]);
                case "__syscall_mkdirat" -> files.mkdir(text(memory, a[1]));
                case "__syscall_openat" -> open.open(text(memory, a[1]), (int) a[2]);
                case "__syscall_poll" -> poll(memory, (int) a[0], (int) a[1]);
                case "__syscall_getdents64" -> entries(memory, (int) a[0], (int) a[1], (int) a[2]);
                case "__syscall_renameat" -> files.rename(text(memory, a[1]), text(memory, a[3]));
                case "__syscall_rmdir" -> files.removeDirectory(text(memory, a[0]));
                case "__syscall_unlinkat" ->
                    a[2] == AT_REMOVEDIR
                            ? files.removeDirectory(text(memory, a[1]))
                            : files.removeFile(text(memory, a[1]));
                case "__syscall_fstat64" -> stat(memory, (int) a[1], descriptorStat((int) a[0]));
                case "__syscall_stat64", "__syscall_lstat64" ->
                    stat(memory, (int) a[1], files.stat(text(memory, a[0])));
                case "__syscall_newfstatat" -> stat(memory, (int) a[2], files.stat(text(memory, a[1])));
                case "__syscall_statfs64" -> space(memory, (int) a[2], files.space());
                default -> throw new IllegalStateException("the interpreter asks for " + name + ", which is not there");
            };
        } catch (IOException e) {
            return -Errno.of(e).number();
        } catch (InvalidPathException e) {
            return -Errno.EINVAL.number();
        }
    }

    /// Performs a call that returns 0 or an error number.
    long descriptor(String name, Memory memory, long[] a) throws InterruptedException {
        int fd = (int) a[0];
        try {
            switch (name) {
                case "fd_close" -> open.close(fd);
                case "fd_sync" -> open.flush(fd);
                case "fd_seek" -> memory.writeLong((int) a[3], open.seek(fd, a[1], (int) a[2]));
                case "fd_read" -> {
                    int done = console(fd) ? readConsole(memory, a) : transfer(memory, a, true);
                    if (done < 0) {
                        return EINTR;
                    }
                    memory.writeI32((int) a[3], done);
                }
                case "fd_write" ->
                    memory.writeI32((int) a[3], console(fd) ? writeConsole(memory, a) : transfer(memory, a, false));
                default -> throw new IllegalStateException("the interpreter asks for " + name + ", which is not there");
            }
            return 0;
        } catch (IOException e) {
            return Errno.of(e).number();
        }
    }

    private int readConsole(Memory memory, long[] a) throws InterruptedException {
        int at = memory.readInt((int) a[1]);
        int wanted = memory.readInt((int) a[1] + 4);
        if (a[2] == 0 || wanted == 0) {
            return 0;
        }
        output.flush();
        var taken = ByteBuffer.allocate(Math.min(wanted, LONGEST_READ));
        int count = console.take(taken, interruptible.getAsBoolean());
        if (count < 0) {
            return count == Console.INTERRUPTED ? -1 : 0;
        }
        memory.write(at, taken.array(), 0, count);
        return count;
    }

    private int writeConsole(Memory memory, long[] a) throws InterruptedException {
        int count = 0;
        for (int i = 0; i < a[2]; i++) {
            int vector = (int) a[1] + 8 * i;
            byte[] bytes = memory.readBytes(memory.readInt(vector), memory.readInt(vector + 4));
            if (a[0] == BINARY_STDOUT) {
                output.send(bytes);
            } else {
                output.print(bytes);
            }
            count += bytes.length;
        }
        return count;
    }

    private int transfer(Memory memory, long[] a, boolean reading) throws IOException {
        var stream = open.stream((int) a[0]);
        int count = 0;
        for (int i = 0; i < a[2]; i++) {
            int vector = (int) a[1] + 8 * i;
            int at = memory.readInt(vector);
            int length = memory.readInt(vector + 4);
            int done = reading ? read(stream, memory, at, length) : write(stream, memory, at, length);
            count += done;
            if (done < length) {
                break;
            }
        }
        return count;
    }

    private static int read(ByteStream stream, Memory memory, int at, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            int done = stream.read(buffer);
            if (done < 0) {
                break;
            }
        }
        memory.write(at, buffer.array(), 0, buffer.position());
        return buffer.position();
    }

    private static int write(ByteStream stream, Memory memory, int at, int length) throws IOException {
        var buffer = ByteBuffer.wrap(memory.readBytes(at, length));
        while (buffer.hasRemaining()) {
            int done = stream.write(buffer);
            if (done < 0) {
                throw Errno.EIO.on("a file of the embedded board");
            }
        }
        return length;
    }

    private long poll(Memory memory, int at, int count) {
        int ready = 0;
        for (int i = 0; i < count; i++) {
            int fd = memory.readInt(at + 8 * i);
            int wanted = memory.readShort(at + 8 * i + 4);
            int now = POLLIN | POLLOUT;
            if (console(fd)) {
                now = POLLOUT | (console.waiting() > 0 ? POLLIN : 0);
            } else if (!open.holds(fd)) {
                now = POLLNVAL;
            }
            now &= wanted | POLLNVAL;
            memory.writeShort(at + 8 * i + 6, (short) now);
            ready += now != 0 ? 1 : 0;
        }
        return ready;
    }

    private long currentDirectory(Memory memory, int at, int size) {
        byte[] name = (files.currentDirectory() + "\0").getBytes(StandardCharsets.UTF_8);
        if (size < name.length) {
            return -Errno.EINVAL.number();
        }
        memory.write(at, name);
        return name.length;
    }

    private long entries(Memory memory, int fd, int at, int size) throws IOException {
        List<Vfs.Entry> all = open.entries(fd);
        int from = open.listed(fd);
        int done = 0;
        for (int i = from; i < all.size() && done + DIRENT <= size; i++) {
            var entry = all.get(i);
            byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
            int length = Math.min(name.length, 255);
            memory.writeLong(at + done, i + 1);
            memory.writeLong(at + done + 8, i + 1);
            memory.writeShort(at + done + 16, (short) DIRENT);
            memory.writeByte(at + done + 18, (byte) (entry.stat().isDirectory() ? 4 : 8));
            memory.write(at + done + 19, name, 0, length);
            memory.writeByte(at + done + 19 + length, (byte) 0);
            done += DIRENT;
        }
        open.listed(fd, from + done / DIRENT);
        return done;
    }

    private Stat descriptorStat(int fd) throws IOException {
        if (console(fd)) {
            return new Stat(DEVICE, 0, 0, 1, 0, 0, 0, 0, 0, 0);
        }
        open.flush(fd);
        return files.stat(open.path(fd));
    }

    private static long stat(Memory memory, int at, Stat stat) {
        int permissions = (stat.mode() & 0777) != 0 ? 0 : stat.isDirectory() ? 0777 : 0666;
        memory.writeI32(at, (int) stat.dev());
        memory.writeI32(at + 4, stat.mode() | permissions);
        memory.writeI32(at + 8, stat.nlink());
        memory.writeI32(at + 12, stat.uid());
        memory.writeI32(at + 16, stat.gid());
        memory.writeI32(at + 20, 0);
        memory.writeLong(at + 24, stat.size());
        memory.writeI32(at + 32, BLOCK);
        memory.writeI32(at + 36, (int) Math.ceilDiv(stat.size(), BLOCK));
        long[] times = {stat.atime(), stat.mtime(), stat.ctime()};
        for (int i = 0; i < 3; i++) {
            memory.writeLong(at + 40 + 16 * i, times[i]);
            memory.writeI32(at + 48 + 16 * i, 0);
        }
        memory.writeLong(at + 88, stat.ino());
        return 0;
    }

    private static long space(Memory memory, int at, Vfs.Space space) {
        for (int i = 0; i < 88; i += 8) {
            memory.writeLong(at + i, 0);
        }
        memory.writeI32(at + 4, BLOCK);
        memory.writeI32(at + 60, BLOCK);
        // the interpreter makes small integers of the block counts, which are 31 bits long
        memory.writeLong(at + 8, Math.min(space.total() / BLOCK, SMALL_INT));
        memory.writeLong(at + 16, Math.min(space.free() / BLOCK, SMALL_INT));
        memory.writeLong(at + 24, Math.min(space.free() / BLOCK, SMALL_INT));
        memory.writeI32(at + 56, 255);
        return 0;
    }

    private static boolean console(int fd) {
        return fd <= 2 || fd == BINARY_STDOUT;
    }

    private static String text(Memory memory, long at) {
        return memory.readCString((int) at, StandardCharsets.UTF_8);
    }
}
