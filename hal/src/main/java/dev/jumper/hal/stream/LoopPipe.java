package dev.jumper.hal.stream;

import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One direction of a [LoopStream]: a ring of bytes.
final class LoopPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Ticks ticks;
    private final byte[] ring;
    private int head;
    private int count;
    private boolean writerClosed;
    private boolean readerClosed;

    LoopPipe(int capacity, Ticks ticks) {
        if (capacity < 1) {
            throw new IllegalArgumentException("loop: capacity is " + capacity + ", expected 1 byte or more");
        }
        this.ring = new byte[capacity];
        this.ticks = ticks;
    }

    int read(ByteBuffer target, long timeoutMillis) throws InterruptedIOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        lock.lock();
        try {
            long start = ticks.nanos();
            while (count == 0) {
                if (writerClosed || readerClosed) {
                    return ByteStream.EOF;
                }
                if (!await(start, timeoutMillis)) {
                    return ByteStream.NOT_READY;
                }
            }
            int n = Math.min(count, target.remaining());
            int first = Math.min(n, ring.length - head);
            target.put(ring, head, first).put(ring, 0, n - first);
            head = (head + n) % ring.length;
            count -= n;
            changed.signalAll();
            return n;
        } finally {
            lock.unlock();
        }
    }

    int write(ByteBuffer source, long timeoutMillis) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        lock.lock();
        try {
            long start = ticks.nanos();
            while (true) {
                if (readerClosed || writerClosed) {
                    throw new IOException("loop: the far end is closed, nobody would read what is written");
                }
                if (count < ring.length) {
                    break;
                }
                if (!await(start, timeoutMillis)) {
                    return ByteStream.NOT_READY;
                }
            }
            int n = Math.min(ring.length - count, source.remaining());
            int tail = (head + count) % ring.length;
            int first = Math.min(n, ring.length - tail);
            source.get(ring, tail, first).get(ring, 0, n - first);
            count += n;
            changed.signalAll();
            return n;
        } finally {
            lock.unlock();
        }
    }

    int readable() {
        lock.lock();
        try {
            return count > 0 || writerClosed ? Poll.RD : 0;
        } finally {
            lock.unlock();
        }
    }

    int writable() {
        lock.lock();
        try {
            return count < ring.length && !readerClosed ? Poll.WR : 0;
        } finally {
            lock.unlock();
        }
    }

    boolean writerClosed() {
        lock.lock();
        try {
            return writerClosed;
        } finally {
            lock.unlock();
        }
    }

    boolean readerClosed() {
        lock.lock();
        try {
            return readerClosed;
        } finally {
            lock.unlock();
        }
    }

    int capacity() {
        return ring.length;
    }

    void discard() {
        lock.lock();
        try {
            count = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void closeWriter() {
        lock.lock();
        try {
            writerClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void closeReader() {
        lock.lock();
        try {
            readerClosed = true;
            count = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a change, with the lock held; false if the timeout has passed.
    ///
    /// The host's clock bounds a wait on the condition. On any other clock, time passes only by its own `delay`,
    /// during which the lock is released for the other end.
    private boolean await(long start, long timeoutMillis) throws InterruptedIOException {
        long left = timeoutMillis < 0 ? Long.MAX_VALUE : timeoutMillis * 1_000_000 - (ticks.nanos() - start);
        if (left <= 0) {
            return false;
        }
        try {
            if (ticks == Ticks.system()) {
                changed.awaitNanos(left);
            } else if (timeoutMillis < 0) {
                changed.await();
            } else {
                lock.unlock();
                try {
                    ticks.delay(Math.min(left, 1_000_000));
                } finally {
                    lock.lock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for a loop");
        }
        return true;
    }
}
