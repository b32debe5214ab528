package dev.jumper.emulator;

import dev.jumper.hal.time.Ticks;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the holder of a cable and the board meet: the lock over the [Cable], the clock that moves it, and how
/// either waits for the other.
///
/// What is under way arrives by the board's clock. If that is not the host's, it passes only when somebody waits: a
/// wait of the cable's holder lets the board run until it waits too, for a millisecond of the host's at most, and
/// then goes on to the next thing that happens on the cable.
///
/// Every method but [#lock] and [#unlock] is called under the lock.
final class Exchange {
    private static final long MILLI = 1_000_000;
    private static final long SHORTEST_WAIT = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Line toBoard;
    private final Line fromBoard;
    private final Ticks ticks;
    private final boolean timed;
    private final boolean virtual;
    private boolean boardTakes;
    private boolean boardSends;
    private boolean boardDrains;
    private boolean closed;

    Exchange(Cable cable, Ticks ticks) {
        toBoard = cable.toBoard();
        fromBoard = cable.fromBoard();
        this.ticks = ticks;
        timed = cable instanceof Cable.Uart;
        virtual = timed && ticks != Ticks.system();
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    boolean closed() {
        return closed;
    }

    /// Pulls the cable.
    void close() {
        closed = true;
        changed.signalAll();
    }

    long nanos() {
        return ticks.nanos();
    }

    /// Wakes whoever waits, to look again.
    void signal() {
        changed.signalAll();
    }

    /// Says that the board is about to do something, whatever it waits for.
    void stir() {
        boardTakes = false;
        boardSends = false;
        boardDrains = false;
        changed.signalAll();
    }

    /// Brings what is under way up to now.
    void advance() {
        if (timed) {
            long now = ticks.nanos();
            toBoard.advance(now);
            fromBoard.advance(now);
        }
    }

    /// Lets the cable's holder wait for a change, or for what is under way, until `timeoutMillis` since `start`;
    /// false if that has passed. -1 is for ever.
    boolean awaitHost(long start, long timeoutMillis) throws InterruptedException {
        long now = ticks.nanos();
        long left = timeoutMillis < 0 ? Long.MAX_VALUE : timeoutMillis * MILLI - (now - start);
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
            next = Math.min(toBoard.next(), fromBoard.next());
            ticks.delay(Math.min(Math.min(left, until(next, now)), idle ? Long.MAX_VALUE : MILLI));
            changed.signalAll();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        advance();
        return true;
    }

    /// Lets the board wait for a change, or for input that is under way.
    void awaitInput() throws InterruptedException {
        boardTakes = true;
        awaitBoard(toBoard);
    }

    /// Lets the board wait for a change, or for output that is under way.
    void awaitRoom() throws InterruptedException {
        boardSends = true;
        awaitBoard(fromBoard);
    }

    /// Lets the board wait for a change, or until all its output has left; false if it has.
    boolean awaitSent() throws InterruptedException {
        if (fromBoard.sentBy() <= ticks.nanos()) {
            return false;
        }
        boardDrains = true;
        awaitBoard(fromBoard);
        return true;
    }

    /// Brings everything up to now. On a clock that stands still by itself, the board gets the chance to use what
    /// has arrived: a millisecond of the host's; false if that was not enough.
    boolean settle() throws InterruptedException {
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

    private void awaitBoard(Line line) throws InterruptedException {
        changed.signalAll();
        try {
            await(virtual ? Long.MAX_VALUE : until(line.next(), ticks.nanos()));
        } finally {
            boardTakes = false;
            boardSends = false;
            boardDrains = false;
        }
        advance();
    }

    private boolean boardWaits() {
        return closed
                || boardTakes && toBoard.length() == 0
                || boardSends && fromBoard.room() == 0
                || boardDrains && fromBoard.sentBy() > ticks.nanos();
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
}
