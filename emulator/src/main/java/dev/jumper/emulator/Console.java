package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The board's console: a [ByteStream] for whoever holds the cable, and a few calls for the board at the other end.
///
/// A board whose output nobody reads stops at its next `print` on a [Cable] that waits for its reader.
///
/// **Time.** What is under way on the cable arrives by the board's clock. If that is not the host's, it passes only
/// when somebody waits: a wait of the cable's holder lets the board run until it waits too, for a millisecond
/// of the host's at most, and then goes on to the next thing that happens on the cable.
final class Console implements ByteStream {
    /// What the board's end takes when it is interrupted while it waits.
    static final int INTERRUPTED = -5;

    private static final int CTRL_C = 3;
    private static final long MILLI = 1_000_000;
    private static final long SHORTEST_WAIT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Cable cable;
    private final Line toBoard;
    private final Line fromBoard;
    private final Ticks ticks;
    private final boolean virtual;
    private final Runnable onInput;
    private final Runnable onClose;
    private long timeout = DEFAULT_TIMEOUT;
    private boolean boardTakes;
    private boolean boardSends;
    private boolean wakeBoard;
    private boolean closed;

    /// `onInput` is told when input is sent that may hold a Ctrl-C, `onClose` when the cable is pulled; neither
    /// under a lock.
    Console(Cable cable, Ticks ticks, Runnable onInput, Runnable onClose) {
        this.cable = cable;
        this.ticks = ticks;
        toBoard = cable.toBoard();
        fromBoard = cable.fromBoard();
        virtual = ticks != Ticks.system() && cable instanceof Cable.Uart;
        this.onInput = onInput;
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
            settle();
            long start = ticks.nanos();
            while (fromBoard.length() == 0) {
                if (!awaitHost(start)) {
                    return NOT_READY;
                }
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
        boolean mayInterrupt = cable instanceof Cable.Uart;
        int count;
        lock.lock();
        try {
            requireOpen();
            if (!source.hasRemaining()) {
                return 0;
            }
            settle();
            long start = ticks.nanos();
            while (toBoard.room() == 0) {
                if (!awaitHost(start)) {
                    return NOT_READY;
                }
                if (closed) {
                    throw new IOException("the embedded board's console was closed while writing");
                }
            }
            int from = source.position();
            count = toBoard.put(source);
            for (int i = from; i < from + count; i++) {
                mayInterrupt |= source.get(i) == CTRL_C;
            }
            changed.signalAll();
        } catch (InterruptedException e) {
            throw interrupted("write");
        } finally {
            lock.unlock();
        }
        if (mayInterrupt) {
            onInput.run();
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        lock.lock();
        try {
            requireOpen();
            settle();
            return switch (request) {
                case FLUSH -> {
                    while (!closed && toBoard.sentBy() > ticks.nanos()) {
                        awaitHost(ticks.nanos());
                    }
                    yield 0;
                }
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
                default -> {
                    long result = cable.ioctl(request, argument);
                    changed.signalAll();
                    yield result;
                }
            };
        } catch (InterruptedException e) {
            throw interrupted("request");
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
            advance();
            while (toBoard.length() == 0 || armed && toBoard.first() == CTRL_C) {
                if (closed) {
                    return EOF;
                }
                if (wakeBoard) {
                    wakeBoard = false;
                    return INTERRUPTED;
                }
                boardTakes = true;
                awaitBoard(toBoard);
            }
            int value = toBoard.take();
            changed.signalAll();
            return value;
        } finally {
            boardTakes = false;
            lock.unlock();
        }
    }

    /// Tells how many bytes [#take] can return at once.
    int waiting() {
        lock.lock();
        try {
            advance();
            return toBoard.length();
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether a Ctrl-C has arrived and was not taken.
    boolean interruptKeyWaiting() {
        lock.lock();
        try {
            advance();
            return toBoard.interruptKeys() > 0;
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether input is on its way, which may bring a Ctrl-C.
    boolean underWay() {
        lock.lock();
        try {
            return toBoard.next() != Line.NEVER;
        } finally {
            lock.unlock();
        }
    }

    /// Takes one Ctrl-C out of the input, wherever it stands, and ends a wait in [#take].
    void takeInterruptKey() {
        lock.lock();
        try {
            if (toBoard.takeInterruptKey()) {
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
            toBoard.calm();
        } finally {
            lock.unlock();
        }
    }

    /// Sends to the cable, waiting for room; does nothing once closed.
    void send(byte[] bytes, int from, int length) throws InterruptedException {
        var source = ByteBuffer.wrap(bytes, from, length);
        lock.lock();
        try {
            advance();
            while (source.hasRemaining() && !closed) {
                if (fromBoard.put(source) > 0) {
                    changed.signalAll();
                } else {
                    boardSends = true;
                    awaitBoard(fromBoard);
                }
            }
        } finally {
            boardSends = false;
            lock.unlock();
        }
    }

    /// Prints what the board's ROM says at a reset, if its cable has such a thing; input is lost meanwhile.
    void bootLog(String text) throws InterruptedException {
        lock.lock();
        try {
            if (!cable.beginBootLog()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            send(bytes, 0, bytes.length);
            drain();
        } finally {
            lock.lock();
            try {
                cable.endBootLog();
                toBoard.clear();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Says that the board is about to do something, whatever it waits for.
    void stir() {
        lock.lock();
        try {
            boardTakes = false;
            boardSends = false;
        } finally {
            lock.unlock();
        }
    }

    /// Tells whether a reset is announced by a boot log.
    boolean logsBoot() {
        return cable instanceof Cable.Uart;
    }

    private void drain() throws InterruptedException {
        lock.lock();
        try {
            boardSends = true;
            while (!closed && fromBoard.sentBy() > ticks.nanos()) {
                awaitBoard(fromBoard);
            }
        } finally {
            boardSends = false;
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

    private void advance() {
        long now = ticks.nanos();
        toBoard.advance(now);
        fromBoard.advance(now);
    }

    /// Waits for a change, or for what is under way, until the timeout since `start`; false if that has passed.
    private boolean awaitHost(long start) throws InterruptedException {
        long now = ticks.nanos();
        long left = timeout < 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(timeout) - (now - start);
        if (left <= 0) {
            return false;
        }
        long next = Math.min(toBoard.next(), fromBoard.next());
        if (!virtual) {
            await(Math.min(left, until(next, now)));
        } else if (left == Long.MAX_VALUE && next == Line.NEVER) {
            changed.await();
        } else {
            boolean idle = settle();
            ticks.delay(Math.min(Math.min(left, until(next, now)), idle ? Long.MAX_VALUE : MILLI));
            changed.signalAll();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        advance();
        return true;
    }

    private void awaitBoard(Line line) throws InterruptedException {
        changed.signalAll();
        await(virtual ? Long.MAX_VALUE : until(line.next(), ticks.nanos()));
        advance();
    }

    private void await(long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
            changed.await();
        } else {
            changed.awaitNanos(nanos);
        }
    }

    private static long until(long next, long now) {
        return next == Line.NEVER ? Long.MAX_VALUE : Math.max(SHORTEST_WAIT, next - now);
    }

    /// Brings everything up to now. On a clock that stands still by itself, the board gets the chance to use what
    /// has
    /// arrived: a millisecond of the host's; false if that was not enough.
    private boolean settle() throws InterruptedException {
        advance();
        if (!virtual) {
            return true;
        }
        changed.signalAll();
        long left = MILLI;
        while (left > 0 && !boardWaits()) {
            left = changed.awaitNanos(left);
            advance();
        }
        return boardWaits();
    }

    private boolean boardWaits() {
        return closed || boardTakes && toBoard.length() == 0 || boardSends && fromBoard.room() == 0;
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
}
