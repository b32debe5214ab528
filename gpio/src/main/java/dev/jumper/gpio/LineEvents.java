package dev.jumper.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.linux.Uapi;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantLock;

/// The events of one request, read in the order in which the kernel kept them.
final class LineEvents {
    /// How many events are read by one call.
    static final int AT_ONCE = 64;

    private static final int BROKEN = Calls.POLLERR | Calls.POLLHUP;

    private final int descriptor;
    private final Calls calls;
    private final Calls ending;
    private final MemorySegment memory;
    private final ReentrantLock waiting = new ReentrantLock();
    private int wake = -1;
    private volatile boolean over;

    LineEvents(Arena arena, int descriptor) {
        this.descriptor = descriptor;
        calls = new Calls(arena);
        ending = new Calls(arena);
        memory = arena.allocate((long) AT_ONCE * Uapi.EVENT_SIZE, Long.BYTES);
        wake = calls.eventDescriptor();
    }

    /// Whoever takes events.
    interface Taker {
        /// Takes an edge of `line`, its `number`th.
        void edge(GpioLine line, int number, long nanos, int level);
    }

    /// Waits for events of `lines`, at most `millis`, -1 for ever, and hands them to `taker`; tells whether there
    /// were any.
    boolean collect(GpioLines lines, int millis, Taker taker) throws IOException {
        waiting.lock();
        try {
            if (over) {
                return false;
            }
            int ready = calls.poll(descriptor, wake, millis);
            if (ready == -Calls.EINTR || ready == 0 || over) {
                return false;
            }
            if (ready < 0) {
                throw GpioException.of(lines.toString(), ready, "");
            }
            if ((ready & BROKEN) != 0 && (ready & Calls.POLLIN) == 0) {
                throw new IOException(lines + ": the chip is gone; open it again when it is back");
            }
            int count = calls.read(descriptor, memory, AT_ONCE * Uapi.EVENT_SIZE);
            if (count < 0) {
                throw GpioException.of(lines.toString(), count, GpioLines.remedy(-count));
            }
            for (long at = 0; at < count; at += Uapi.EVENT_SIZE) {
                taker.edge(
                        lines.at(memory.get(JAVA_INT, at + Uapi.EVENT_OFFSET)),
                        memory.get(JAVA_INT, at + Uapi.EVENT_NUMBER),
                        memory.get(JAVA_LONG, at),
                        memory.get(JAVA_INT, at + Uapi.EVENT_ID) == Uapi.RISING ? 1 : 0);
            }
            return count > 0;
        } finally {
            waiting.unlock();
        }
    }

    /// Ends the wait of the thread that listens, and any that it begins before [#forgetWaking].
    synchronized void wakeListener() {
        if (!over) {
            ending.raise(wake);
        }
    }

    /// Lets threads wait again, when the one that was woken has ended.
    synchronized void forgetWaking() {
        if (!over) {
            ending.forget(wake);
        }
    }

    /// Ends every wait, and returns when there is none any more.
    synchronized void end() {
        over = true;
        ending.raise(wake);
        waiting.lock();
        try {
            ending.close(wake);
        } finally {
            waiting.unlock();
        }
    }
}
