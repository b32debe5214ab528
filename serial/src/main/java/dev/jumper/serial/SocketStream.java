package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// A TCP connection, without the delay that would gather small writes.
///
/// Threads and waits are as in [ByteStream]; waits are in the system's time, bounded by the [Ticks] handed in.
public final class SocketStream implements ByteStream {
    /// How long a wait may overlook a clock of its own, in milliseconds.
    private static final long SLICE = 100;

    private final String name;
    private final SocketChannel channel;
    private final Selector input;
    private final Selector output;
    private final Selector asked;
    private final Ticks ticks;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long timeout = DEFAULT_TIMEOUT;
    private volatile boolean ended;

    private SocketStream(
            String name, SocketChannel channel, Selector input, Selector output, Selector asked, Ticks ticks) {
        this.name = name;
        this.channel = channel;
        this.input = input;
        this.output = output;
        this.asked = asked;
        this.ticks = ticks;
    }

    /// Connects to `host` and `port` within `timeout`.
    ///
    /// @throws StreamOpenException if nobody answers there
    public static SocketStream connect(String host, int port, Duration timeout, Ticks ticks) throws IOException {
        String name = "socket " + host + ":" + port;
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StreamOpenException(
                    Reason.ABSENT, name + ": there is no host of that name; check the spelling and the network");
        }
        var channel = SocketChannel.open();
        try {
            channel.socket().connect(address, Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
            return over(name, channel, ticks);
        } catch (SocketException e) { // refused, or no way there
            channel.close();
            throw new StreamOpenException(
                    Reason.ABSENT,
                    name + ": nobody accepts connections there (" + e.getMessage()
                            + "); is the board on and the port right?",
                    e);
        } catch (SocketTimeoutException e) {
            channel.close();
            throw new StreamOpenException(
                    Reason.ABSENT,
                    name + ": no answer within " + timeout.toMillis() + " ms; is the board on and in this network?",
                    e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Takes over a connected channel, such as one that a server accepted; `name` is for messages.
    ///
    /// @throws IOException if the channel is not connected; it stays the caller's then
    public static SocketStream over(String name, SocketChannel channel, Ticks ticks) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var input = Selector.open();
        var output = Selector.open();
        var asked = Selector.open();
        channel.register(input, SelectionKey.OP_READ);
        channel.register(output, SelectionKey.OP_WRITE);
        channel.register(asked, 0);
        return new SocketStream(name, channel, input, output, asked, ticks);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (!target.hasRemaining()) {
            return 0;
        }
        if (ended) {
            return EOF;
        }
        try {
            int count = channel.read(target);
            if (count == 0 && await(input)) {
                count = channel.read(target);
            }
            ended = count < 0;
            return count == 0 ? NOT_READY : count;
        } catch (ClosedChannelException | ClosedSelectorException e) {
            return EOF; // closed by another thread, which is no accident
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw closed.get() ? ioClosed(e) : new IOException(name + ": read failed: " + e.getMessage(), e);
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (!source.hasRemaining()) {
            return 0;
        }
        try {
            int count = channel.write(source);
            if (count == 0 && await(output)) {
                count = channel.write(source);
            }
            return count == 0 ? NOT_READY : count;
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw ioClosed(e);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(name + ": write failed: " + e.getMessage() + "; connect again", e);
        }
    }

    /// Performs [#FLUSH] (nothing is held back here), [#POLL], [#TIMEOUT] or [#DISCARD_INPUT].
    @Override
    public long ioctl(int request, long argument) throws IOException {
        requireOpen();
        return switch (request) {
            case FLUSH -> 0;
            case POLL -> poll((int) argument);
            case TIMEOUT -> {
                long before = timeout;
                if (argument != QUERY) {
                    timeout = argument;
                }
                yield before;
            }
            case DISCARD_INPUT -> {
                discard();
                yield 0;
            }
            default ->
                throw new UnsupportedOperationException(name + ": request " + request + " is not known to sockets");
        };
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            channel.close();
            input.close(); // each wakes who waits on it
            output.close();
            asked.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private synchronized int poll(int bits) throws IOException {
        if (ended) {
            return Poll.HUP | bits & Poll.RD;
        }
        int interest = ((bits & Poll.RD) != 0 ? SelectionKey.OP_READ : 0)
                | ((bits & Poll.WR) != 0 ? SelectionKey.OP_WRITE : 0);
        try {
            var key = channel.keyFor(asked);
            key.interestOps(interest);
            asked.selectNow();
            if (!asked.selectedKeys().remove(key)) {
                return 0; // the key still says what held last time
            }
            return (key.isReadable() ? Poll.RD : 0) | (key.isWritable() ? Poll.WR : 0);
        } catch (java.nio.channels.CancelledKeyException | ClosedSelectorException e) {
            return Poll.NVAL;
        }
    }

    private void discard() throws IOException {
        var scratch = ByteBuffer.allocate(4096);
        for (int i = 0; i < 256; i++) { // a far end that never stops sending does not keep us here
            int count = channel.read(scratch.clear());
            ended |= count < 0;
            if (count <= 0) {
                return;
            }
        }
    }

    /// Waits until the channel is ready, the stream is closed, or the timeout of one operation passes (then false).
    private boolean await(Selector selector) throws IOException {
        if (timeout == 0) {
            return false;
        }
        var deadline = timeout < 0 ? Deadline.never(ticks) : Deadline.after(ticks, Duration.ofMillis(timeout));
        while (!deadline.expired()) {
            selector.select(Math.max(1, deadline.remainingMillis(SLICE)));
            if (!selector.isOpen()) {
                throw new ClosedChannelException();
            }
            boolean ready = !selector.selectedKeys().isEmpty();
            selector.selectedKeys().clear();
            if (ready) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(name + ": interrupted while waiting");
            }
        }
        return false;
    }

    private IOException ioClosed(Exception cause) {
        return new IOException(name + ": closed by another thread", cause);
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException(name + " is closed");
        }
    }
}
