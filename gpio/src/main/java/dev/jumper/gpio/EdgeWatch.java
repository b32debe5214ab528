package dev.jumper.gpio;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource.Listening;
import java.io.IOException;

/// The thread that tells a listener of the edges of one request.
///
/// A platform thread, for the wait is a call of C that would keep a virtual thread's carrier, the only one on a
/// machine of one core. A daemon: that somebody listens does not keep a program from ending.
final class EdgeWatch implements Listening, LineEvents.Taker {
    private final GpioLines lines;
    private final LineEvents events;
    private final long mask;
    private final EdgeListener listener;
    private final Thread thread;
    private final GpioLine[] pins = new GpioLine[LineEvents.AT_ONCE];
    private final long[] nanos = new long[LineEvents.AT_ONCE];
    private final int[] levels = new int[LineEvents.AT_ONCE];
    private final int[] losses = new int[LineEvents.AT_ONCE];
    private int count;
    private volatile boolean over;
    private volatile boolean failed;

    /// Makes the watch of those lines of the request that are in `mask`.
    EdgeWatch(GpioLines lines, LineEvents events, long mask, EdgeListener listener) {
        this.lines = lines;
        this.events = events;
        this.mask = mask;
        this.listener = listener;
        thread = Thread.ofPlatform().name("edges of " + lines).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Tells whether the edges of the line at `index` of the request are told.
    boolean covers(int index) {
        return (mask >>> index & 1) != 0;
    }

    private void run() {
        while (!over) {
            count = 0;
            try {
                events.collect(lines, -1, this);
            } catch (IOException e) {
                over = true;
                failed = true;
                try {
                    listener.failed(e);
                } catch (IOException | RuntimeException thrown) {
                    handOver(thrown);
                }
                return;
            }
            for (int i = 0; i < count && !over; i++) {
                tell(i);
            }
        }
    }

    private void tell(int event) {
        var pin = pins[event];
        if (losses[event] > 0) {
            try {
                listener.lost(pin, losses[event]);
            } catch (IOException | RuntimeException e) {
                handOver(e);
            }
        }
        if (!over) {
            try {
                listener.changed(pin, nanos[event], levels[event]);
            } catch (IOException | RuntimeException e) {
                handOver(e);
            }
        }
    }

    /// Does what would happen if the thread died of `thrown`, except that it lives on.
    private void handOver(Exception thrown) {
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }

    @Override
    public void edge(GpioLine line, int number, long time, int level) {
        int missed = line.missed(number);
        if (covers(line.line())) {
            pins[count] = line;
            nanos[count] = time;
            levels[count] = level;
            losses[count++] = missed;
        }
    }

    /// Ends the thread, and waits until it has, unless it is this one.
    void end() {
        over = true;
        if (Thread.currentThread() != thread) {
            events.wakeListener();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true; // told on below: what the listener uses must not be closed before it is done
                }
            }
            events.forgetWaking();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        end();
        lines.ended(this, failed ? 0 : mask);
    }

    @Override
    public String toString() {
        return thread.getName();
    }
}
