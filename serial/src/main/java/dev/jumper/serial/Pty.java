package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A serial port made of software: a pseudo-terminal whose one side is this stream, and whose other side any
/// program opens at [#path()] as if it were a board on a cable. Linux only.
///
/// The other side starts raw and is held open from here, so programs may open and close it as often as they like:
/// what the board sends while nobody listens waits (some 4 KiB, then writes are [#NOT_READY]), and reads are
/// [#NOT_READY] rather than an end of stream. [#close] is the unplugging: programs on the other side see a
/// hang-up, and Linux throws away what they have not read. [#FLUSH] first, to see it through.
///
/// Threads and waits are as in [ByteStream]; waits are in the system's time, bounded by the [Ticks] handed in.
public final class Pty implements ByteStream {
    private final DescriptorLine line;
    private final int held;
    private final String path;
    private final Path link;
    private final Ticks ticks;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long timeout = DEFAULT_TIMEOUT;

    private Pty(DescriptorLine line, int held, String path, Path link, Ticks ticks) {
        this.line = line;
        this.held = held;
        this.path = path;
        this.link = link;
        this.ticks = ticks;
    }

    /// Makes a pseudo-terminal.
    ///
    /// @throws UnsupportedOperationException if this system is not Linux
    /// @throws IOException if the system has none left
    public static Pty open(Ticks ticks) throws IOException {
        return open(null, ticks);
    }

    /// Makes a pseudo-terminal that can also be opened under the fixed name `link`, a symbolic link that is
    /// replaced if there already, and removed by [#close].
    ///
    /// @throws UnsupportedOperationException if this system is not Linux
    /// @throws IOException if the system has none left, or there is something other than a symbolic link at `link`
    public static Pty linked(Path link, Ticks ticks) throws IOException {
        return open(link, ticks);
    }

    private static Pty open(Path link, Ticks ticks) throws IOException {
        if (!Posix.available()) {
            throw new UnsupportedOperationException("pseudo-terminal: this system is " + System.getProperty("os.name")
                    + ", only Linux is supported; use a TCP port instead");
        }
        if (link != null && Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new IOException(
                    "pseudo-terminal: " + link + " exists and is no symbolic link; remove it or choose another name");
        }
        int master = Posix.openMaster();
        if (master < 0) {
            throw new IOException("pseudo-terminal: none to be had: " + Posix.message(master));
        }
        String path = Posix.otherSide(master);
        var line = DescriptorLine.over("pseudo-terminal " + path, master, ticks);
        int slave = Posix.open(path);
        int raw = slave < 0 ? slave : Posix.makeRaw(slave);
        if (raw < 0) {
            if (slave >= 0) {
                Posix.close(slave);
            }
            line.close();
            throw new IOException("pseudo-terminal " + path + ": not to be set up: " + Posix.message(raw));
        }
        var pty = new Pty(line, slave, path, link, ticks);
        if (link != null) {
            try {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(path));
            } catch (IOException e) {
                pty.close();
                throw e;
            }
        }
        return pty;
    }

    /// Returns the path of the other side, such as `/dev/pts/3`.
    public String path() {
        return path;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        return line.read(target, timeout);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        return line.write(source, timeout);
    }

    /// Performs [#POLL], [#TIMEOUT], [#DISCARD_INPUT], or [#FLUSH], which waits until the program on the other
    /// side has read everything. There are no modem lines and no baud rate.
    ///
    /// @throws StreamTimeoutException if [#FLUSH] outlasts the timeout of one operation
    @Override
    public long ioctl(int request, long argument) throws IOException {
        requireOpen();
        return switch (request) {
            case POLL -> line.poll((int) argument);
            case TIMEOUT -> {
                long before = timeout;
                if (argument != QUERY) {
                    timeout = argument;
                }
                yield before;
            }
            case DISCARD_INPUT -> Discard.input(line);
            case FLUSH -> {
                flush();
                yield 0;
            }
            default ->
                throw new UnsupportedOperationException("pseudo-terminal " + path + ": request " + request
                        + " is not supported: a pseudo-terminal has no modem lines and no baud rate");
        };
    }

    /// Unplugs: frees threads that wait here, and hangs up on the other side. Closing again does nothing.
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        line.close();
        Posix.close(held);
        if (link != null
                && Files.isSymbolicLink(link)
                && Files.readSymbolicLink(link).toString().equals(path)) {
            Files.delete(link);
        }
    }

    @Override
    public String toString() {
        return "pseudo-terminal " + path;
    }

    private void flush() throws IOException {
        var deadline = timeout < 0 ? Deadline.never(ticks) : Deadline.after(ticks, Duration.ofMillis(timeout));
        long pause = 20_000;
        int waiting;
        while ((waiting = line.with(_ -> unread())) > 0) {
            if (deadline.expired()) {
                throw new StreamTimeoutException(
                        this + ": " + waiting + " bytes still unread on the other side after " + timeout + " ms",
                        0,
                        waiting);
            }
            ticks.delay(Math.min(pause, deadline.remainingNanos()));
            if (Thread.currentThread().isInterrupted()) {
                throw new java.io.InterruptedIOException(this + ": interrupted while flushing");
            }
            pause = Math.min(2 * pause, 10_000_000);
        }
    }

    /// Returns how many bytes wait for the program on the other side.
    private int unread() {
        // the system hands bytes over in its own time; only poll waits for that before it answers
        int ready = Posix.poll(held, Posix.POLLIN, -1, 0);
        return ready > 0 ? Posix.ioctlInt(held, Posix.FIONREAD) : ready;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(this + " is closed");
        }
    }
}
