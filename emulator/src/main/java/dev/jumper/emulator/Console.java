package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The board's console: a [ByteStream] for whoever holds the cable, and a few calls for the board at the other end.
///
/// A board whose output nobody reads stops at its next `print` on a [Cable] that waits for its reader.
final class Console implements ByteStream {
    /// What the board's end takes when it is interrupted while it waits.
    static final int INTERRUPTED = -5;

    private static final int CTRL_C = 3;

    private final Cable cable;
    private final Line toBoard;
    private final Line fromBoard;
    private final Exchange exchange;
    private final Runnable onInput;
    private final Runnable onReset;
    private final Runnable onClose;
    private long timeout = DEFAULT_TIMEOUT;
    private boolean wakeBoard;

    /// `onInput` is told when input is sent that may hold a Ctrl-C, `onReset` when the far end resets the board,
    /// `onClose` when the cable is pulled; `onReset` alone under the lock.
    Console(Cable cable, Ticks ticks, Runnable onInput, Runnable onReset, Runnable onClose) {
        this.cable = cable;
        toBoard = cable.toBoard();
        fromBoard = cable.fromBoard();
        exchange = new Exchange(cable, ticks);
        this.onInput = onInput;
        this.onReset = onReset;
        this.onClose = onClose;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        exchange.lock();
        try {
            requireOpen();
            if (!target.hasRemaining()) {
                return 0;
            }
            exchange.settle();
            long start = exchange.nanos();
            while (fromBoard.length() == 0) {
                if (!exchange.awaitHost(start, timeout)) {
                    return NOT_READY;
                }
                if (exchange.closed()) {
                    return EOF;
                }
            }
            int count = fromBoard.take(target);
            exchange.signal();
            return count;
        } catch (InterruptedException e) {
            throw interrupted("read");
        } finally {
            exchange.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean mayInterrupt = cable instanceof Cable.Uart;
        int count;
        exchange.lock();
        try {
            requireOpen();
            if (!source.hasRemaining()) {
                return 0;
            }
            exchange.settle();
            long start = exchange.nanos();
            while (toBoard.room() == 0) {
                if (!exchange.awaitHost(start, timeout)) {
                    return NOT_READY;
                }
                if (exchange.closed()) {
                    throw new IOException("the embedded board's console was closed while writing");
                }
            }
            int from = source.position();
            count = toBoard.put(source);
            for (int i = from; i < from + count; i++) {
                mayInterrupt |= source.get(i) == CTRL_C;
            }
            exchange.signal();
        } catch (InterruptedException e) {
            throw interrupted("write");
        } finally {
            exchange.unlock();
        }
        if (mayInterrupt) {
            onInput.run();
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        exchange.lock();
        try {
            requireOpen();
            exchange.settle();
            return switch (request) {
                case FLUSH -> {
                    while (!exchange.closed() && toBoard.sentBy() > exchange.nanos()) {
                        exchange.awaitHost(exchange.nanos(), -1);
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
                    exchange.signal();
                    yield 0;
                }
                default -> {
                    boolean held = cable.holdsReset();
                    long result = cable.ioctl(request, argument);
                    if (!held && cable.holdsReset()) {
                        onReset.run();
                    } else if (held != cable.holdsReset()) {
                        exchange.stir();
                    }
                    exchange.signal();
                    yield result;
                }
            };
        } catch (InterruptedException e) {
            throw interrupted("request");
        } finally {
            exchange.unlock();
        }
    }

    @Override
    public void close() {
        exchange.lock();
        try {
            if (exchange.closed()) {
                return;
            }
            exchange.close();
        } finally {
            exchange.unlock();
        }
        onClose.run();
    }

    /// Returns the next byte from the cable, waiting for it; [#EOF] once closed, [#INTERRUPTED] after
    /// [#takeInterruptKey]. With `armed`, a Ctrl-C is left for the latter.
    int take(boolean armed) throws InterruptedException {
        exchange.lock();
        try {
            exchange.advance();
            while (toBoard.length() == 0 || armed && toBoard.first() == CTRL_C) {
                if (exchange.closed()) {
                    return EOF;
                }
                if (wakeBoard) {
                    wakeBoard = false;
                    return INTERRUPTED;
                }
                exchange.awaitInput();
            }
            int value = toBoard.take();
            exchange.signal();
            return value;
        } finally {
            exchange.unlock();
        }
    }

    /// Takes all that is there and fits, waiting for the first byte; as [#take(boolean)] in all else.
    ///
    /// @return how many bytes, at least 1; or [#EOF] or [#INTERRUPTED]
    int take(ByteBuffer target, boolean armed) throws InterruptedException {
        exchange.lock();
        try {
            int first = take(armed);
            if (first < 0) {
                return first;
            }
            target.put((byte) first);
            int count = 1;
            if (!armed || toBoard.interruptKeys() == 0) {
                count += toBoard.take(target);
            }
            while (target.hasRemaining() && toBoard.length() > 0 && !(armed && toBoard.first() == CTRL_C)) {
                target.put((byte) toBoard.take());
                count++;
            }
            exchange.signal();
            return count;
        } finally {
            exchange.unlock();
        }
    }

    /// Tells how many bytes [#take] can return at once.
    int waiting() {
        exchange.lock();
        try {
            exchange.advance();
            return toBoard.length();
        } finally {
            exchange.unlock();
        }
    }

    /// Tells whether a Ctrl-C has arrived and was not taken.
    boolean interruptKeyWaiting() {
        exchange.lock();
        try {
            exchange.advance();
            return toBoard.interruptKeys() > 0;
        } finally {
            exchange.unlock();
        }
    }

    /// Tells whether input is on its way, which may bring a Ctrl-C.
    boolean underWay() {
        exchange.lock();
        try {
            return toBoard.next() != Line.NEVER;
        } finally {
            exchange.unlock();
        }
    }

    /// Takes one Ctrl-C out of the input, wherever it stands, and ends a wait in [#take].
    void takeInterruptKey() {
        exchange.lock();
        try {
            if (toBoard.takeInterruptKey()) {
                wakeBoard = true;
                exchange.signal();
            }
        } finally {
            exchange.unlock();
        }
    }

    /// Forgets that [#take] was to be ended.
    void calm() {
        exchange.lock();
        try {
            wakeBoard = false;
            toBoard.calm();
        } finally {
            exchange.unlock();
        }
    }

    /// Sends to the cable, waiting for room; does nothing once closed.
    void send(byte[] bytes, int from, int length) throws InterruptedException {
        var source = ByteBuffer.wrap(bytes, from, length);
        exchange.lock();
        try {
            exchange.advance();
            while (source.hasRemaining() && !exchange.closed()) {
                if (fromBoard.put(source) > 0) {
                    exchange.signal();
                } else {
                    exchange.awaitRoom();
                }
            }
        } finally {
            exchange.unlock();
        }
    }

    /// Waits for the end of a reset, prints what the ROM says then if the cable has such a thing, and tells whether
    /// it stays in the boot loader. Input is lost meanwhile.
    boolean boot(int cause) throws InterruptedException {
        boolean loader;
        exchange.lock();
        try {
            while (cable.holdsReset() && !exchange.closed()) {
                toBoard.clear();
                exchange.awaitInput();
            }
            loader = cable.takeBootLoader();
            if (!cable.beginBootLog()) {
                return loader;
            }
        } finally {
            exchange.unlock();
        }
        try {
            byte[] bytes = BootLog.text(cause, loader).getBytes(StandardCharsets.US_ASCII);
            send(bytes, 0, bytes.length);
            drain();
        } finally {
            exchange.lock();
            try {
                cable.endBootLog();
                toBoard.clear();
            } finally {
                exchange.unlock();
            }
        }
        return loader;
    }

    /// Says that the board is about to do something, whatever it waits for.
    void stir() {
        exchange.lock();
        try {
            exchange.stir();
        } finally {
            exchange.unlock();
        }
    }

    /// Tells whether a reset is announced by a boot log.
    boolean logsBoot() {
        return cable instanceof Cable.Uart;
    }

    private void drain() throws InterruptedException {
        exchange.lock();
        try {
            boolean sending = true;
            while (sending && !exchange.closed()) {
                sending = exchange.awaitSent();
            }
        } finally {
            exchange.unlock();
        }
    }

    @Override
    public String toString() {
        return "embedded board";
    }

    private void requireOpen() {
        if (exchange.closed()) {
            throw new IllegalStateException("the embedded board's console is closed");
        }
    }

    private static InterruptedIOException interrupted(String what) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted in a " + what + " of the embedded board's console");
    }
}
