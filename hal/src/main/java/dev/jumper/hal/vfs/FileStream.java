package dev.jumper.hal.vfs;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file: a position over [Content].
final class FileStream implements ByteStream {
    private final String path;
    private final FileMode mode;
    private final Content content;
    private long position;
    private boolean closed;

    FileStream(String path, FileMode mode, Content content) {
        this.path = path;
        this.mode = mode;
        this.content = content;
    }

    /// The bytes of an open file, whatever they are kept in.
    interface Content {
        /// Reads what there is at `position`; -1 at or past the end.
        int read(ByteBuffer target, long position) throws IOException;

        /// Writes all of `source` at `position`, or at the end if that is -1; returns the position after it.
        long write(ByteBuffer source, long position) throws IOException;

        void flush() throws IOException;

        void close() throws IOException;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        open();
        if (!mode.read()) {
            throw new ErrnoException(Errno.EBADF, path);
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int n = content.read(target, position);
        if (n <= 0) {
            return EOF;
        }
        position += n;
        return n;
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        open();
        if (!mode.write()) {
            throw new ErrnoException(Errno.EBADF, path);
        }
        int n = source.remaining();
        if (n > 0) {
            position = content.write(source, mode.append() ? -1 : position);
        }
        return n;
    }

    @Override
    public synchronized long ioctl(int request, long argument) throws IOException {
        if (request == POLL && closed) {
            return Poll.NVAL;
        }
        open();
        return switch (request) {
            case FLUSH -> {
                content.flush();
                yield 0;
            }
            case SEEK -> {
                if (argument < -1) {
                    throw new IllegalArgumentException(
                            path + ": seek to " + argument + ", expected a position from 0 up, or -1 to ask");
                }
                if (argument >= 0) {
                    position = argument;
                }
                yield position;
            }
            case POLL -> argument & ((mode.read() ? Poll.RD : 0) | (mode.write() ? Poll.WR : 0));
            default ->
                throw new UnsupportedOperationException(path + ": request " + request + " is not known to files");
        };
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            content.close();
        }
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException(path + ": closed");
        }
    }
}
