package dev.jumper.gpio;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.random.RandomGenerator;

/// A line of a machine that pauses before everything it does: up to 4 ms, and up to 100 ms before it looks at
/// edges.
record PausedLine(Pin pin, EdgeCapture capture, Ticks ticks, RandomGenerator random) implements Pin, EdgeCapture {
    /// Of these a start signal may have three, and is to take 20 ms at most.
    private static final long SHORT = 4_000_000;

    private static final long LONG = 100_000_000;

    private void pause(long longest) {
        ticks.delay(random.nextLong(longest));
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        pause(SHORT);
        return pin.ioctl(request, argument);
    }

    @Override
    public void arm() throws IOException {
        pause(SHORT);
        capture.arm();
    }

    @Override
    public void disarm() throws IOException {
        pause(SHORT);
        capture.disarm();
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        pause(LONG);
        return capture.take(edges, offset, count, timeoutNanos);
    }

    @Override
    public long lost() throws IOException {
        return capture.lost();
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
