package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The board's UART: a [ByteStream] for whoever holds the cable, and a few calls for the board at the other end.
///
/// Both directions are bounded. A board whose output nobody reads stops at its next `print`, as one with
/// flow control would.
final class Console implements ByteStream {
    /// What the board's end takes when it is interrupted while it waits.
    static final int INTERRUPTED = -5;

    private static final int CTRL_C = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Ring toBoard;
    private final Ring fromBoard;
    private final Runnable onInterruptKey;
    private final Runnable onClose;
    private long timeout = DEFAULT_TIMEOUT;
    private int interruptKeys;
    private boolean wakeBoard;
    private boolean closed;

    /// Makes both directions `capacity` bytes long. `onInterruptKey` is told when a Ctrl-C arrives,
    /// `onClose` when the cable is pulled; neither under a lock.
    Console(int capacity, Runnable onInterruptKey, Runnable onClose) {
        toBoard = new Ring(capacity);
        fromBoard = new Ring(capacity);
        this.onInterruptKey = onInterruptKey;
        this.onClose = onClose;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        lock.lock();
        try {
            requireOpen();
            if (!target.hasRemaining()) {
                return 0;
            }
            long left = patience();
            while (fromBoard.length() == 0) {
                if (left <= 0) {
                    return NOT_READY;
                }
                left = changed.awaitNanos(left);
                if (closed) {
                    return EOF;
                }
            }
            int count = fromBoard.take(target);
            changed.signalAll();
            return count;
        } catch (InterruptedException e) {
            throw interrupted("read");
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean keys;
        int count;
        lock.lock();
        try {
            requireOpen();
            if (!source.hasRemaining()) {
                return 0;
            }
            long left = patience();
            while (toBoard.room() == 0) {
                if (left <= 0) {
                    return NOT_READY;
                }
                left = changed.awaitNanos(left);
                if (closed) {
                    throw new IOException("the embedded board's console was closed while writing");
                }
            }
            int from = source.position();
            count = toBoard.put(source);
            int before = interruptKeys;
            for (int i = from; i < from + count; i++) {
                if (source.get(i) == CTRL_C) {
                    interruptKeys++;
                }
            }
            keys = interruptKeys > before;
            changed.signalAll();
        } catch (InterruptedException e) {
            throw interrupted("write");
        } finally {
            lock.unlock();
        }
        if (keys) {
            onInterruptKey.run();
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        lock.lock();
        try {
            requireOpen();
            return switch (request) {
                case FLUSH -> 0;
                case POLL -> {
                    int ready = (fromBoard.length() > 0 ? Poll.RD : 0) | (toBoard.room() > 0 ? Poll.WR : 0);
                    yield ready & argument;
                }
                case TIMEOUT -> {
                    long before = timeout;
                    if (argument != QUERY) {
                        timeout = argument;
                    }
                    yield before;
                }
                case BUFFER_SIZE -> fromBoard.capacity();
                case DISCARD_INPUT -> {
                    fromBoard.clear();
                    changed.signalAll();
                    yield 0;
                }
                default ->
                    throw new UnsupportedOperationException(
                            "embedded board: request " + request + " is not one that its console knows");
            };
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.run();
    }

    /// Returns the next byte from the cable, waiting for it; [#EOF] once closed, [#INTERRUPTED] after
    /// [#takeInterruptKey]. With `armed`, a Ctrl-C is left for the latter.
    int take(boolean armed) throws InterruptedException {
        lock.lock();
        try {
            while (toBoard.length() == 0 || armed && toBoard.first() == CTRL_C) {
                if (closed) {
                    return EOF;
                }
                if (wakeBoard) {
                    wakeBoard = false;
                    return INTERRUPTED;
                }
                changed.await();
            }
            int value = toBoard.take();
            if (value == CTRL_C) {
                interruptKeys--;
            }
            changed.signalAll();
            return value;
        } finally {
            lock.unlock();
        }
    }

    /// Tells how many bytes [#take] can return at once.
    int waiting() {
        lock.lock();
        try {
            return toBoard.length();
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether a Ctrl-C has arrived and was not taken.
    boolean interruptKeyWaiting() {
        lock.lock();
        try {
            return interruptKeys > 0;
        } finally {
            lock.unlock();
        }
    }

    /// Takes one Ctrl-C out of the input, wherever it stands, and ends a wait in [#take].
    void takeInterruptKey() {
        lock.lock();
        try {
            if (interruptKeys > 0 && toBoard.remove(CTRL_C)) {
                interruptKeys--;
                wakeBoard = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets that [#take] was to be ended.
    void calm() {
        lock.lock();
        try {
            wakeBoard = false;
        } finally {
            lock.unlock();
        }
    }

    /// Sends to the cable, waiting for room; does nothing once closed.
    void send(byte[] bytes, int from, int length) throws InterruptedException {
        var source = ByteBuffer.wrap(bytes, from, length);
        lock.lock();
        try {
            while (source.hasRemaining() && !closed) {
                if (fromBoard.put(source) > 0) {
                    changed.signalAll();
                } else {
                    changed.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether the cable is still there.
    boolean open() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private long patience() {
        return timeout < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeout);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the embedded board's console is closed");
        }
    }

    private static InterruptedIOException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted in a " + what + " of the embedded board's console");
    }

    @Override
    public String toString() {
        return "embedded board";
    }
}
