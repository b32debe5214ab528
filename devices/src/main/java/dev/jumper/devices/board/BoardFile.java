package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// A file held open on the board. The position is kept here and sent with every operation.
final class BoardFile implements ByteStream {
    private static final int PIECE = 768;
    private static final Set<OpenOption> KNOWN = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            StandardOpenOption.CREATE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.TRUNCATE_EXISTING);

    private final BoardFiles files;
    private final String path;
    private final String handle;
    private final boolean append;
    private long position;
    private boolean open = true;

    private BoardFile(BoardFiles files, String path, String handle, boolean append) {
        this.files = files;
        this.path = path;
        this.handle = handle;
        this.append = append;
    }

    static BoardFile open(BoardFiles files, String path, OpenOption... options) throws IOException {
        var set = Set.of(options);
        for (OpenOption option : set) {
            if (!KNOWN.contains(option)) {
                throw new UnsupportedOperationException(
                        "board: " + path + ": option " + option + ", expected some of " + KNOWN);
            }
        }
        boolean append = set.contains(StandardOpenOption.APPEND);
        boolean write = append || set.contains(StandardOpenOption.WRITE);
        boolean create = set.contains(StandardOpenOption.CREATE) || set.contains(StandardOpenOption.CREATE_NEW);
        files.requireNoDirectory(path);
        boolean exists = exists(files, path);
        if (write && exists && set.contains(StandardOpenOption.CREATE_NEW)) {
            throw Errno.EEXIST.on(path);
        }
        if (!exists && !(write && create)) {
            throw Errno.ENOENT.on(path);
        }
        String mode = !write
                ? "rb"
                : append ? "ab" : !exists || set.contains(StandardOpenOption.TRUNCATE_EXISTING) ? "w+b" : "r+b";
        String handle =
                files.run(path, """
                    try: _jn += 1
                    except NameError: _jn = 1
                    globals()['_jf%%d' %% _jn] = open(%s, '%s')
                    print('_jf%%d' %% _jn)
                    """.formatted(BoardFiles.python(path), mode)).strip();
        return new BoardFile(files, path, handle, append);
    }

    private static boolean exists(BoardFiles files, String path) throws IOException {
        try {
            files.stat(path);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        int wanted = Math.min(PIECE, target.remaining());
        if (wanted == 0) {
            return 0;
        }
        String line = files.run(
                path,
                Coding.PYTHON + "%s.seek(%d)\nprint(_je(%s.read(%d)))".formatted(handle, position, handle, wanted));
        byte[] bytes = Coding.decode(line.strip());
        target.put(bytes);
        position += bytes.length;
        return bytes.length == 0 ? EOF : bytes.length;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        int wanted = Math.min(PIECE, source.remaining());
        if (wanted == 0) {
            return 0;
        }
        byte[] piece = new byte[wanted];
        source.get(source.position(), piece);
        String seek = append ? "" : handle + ".seek(" + position + ")\n";
        String count = files.run(
                path, seek + "print(%s.write(%s))".formatted(handle, PythonLiteral.writeBytes(piece, 0, wanted)));
        int written = Integer.parseInt(count.strip());
        source.position(source.position() + written);
        position += written;
        return written;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        requireOpen();
        return switch (request) {
            case FLUSH -> {
                files.run(path, handle + ".flush()");
                yield 0;
            }
            case SEEK -> {
                if (argument >= 0) {
                    position = argument;
                } else if (argument != -1) {
                    throw new IllegalArgumentException(
                            "board: " + path + ": seek to " + argument + ", expected 0 or more, or -1 to ask");
                }
                yield position;
            }
            case POLL -> argument & (Poll.RD | Poll.WR);
            case TIMEOUT -> DEFAULT_TIMEOUT;
            case BUFFER_SIZE -> 0;
            default -> throw new UnsupportedOperationException("board: " + path + ": a file has no request " + request);
        };
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            files.run(path, "%s.close()\ndel %s".formatted(handle, handle));
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("board: " + path + ": is closed");
        }
    }
}
