package dev.jumper.gpio;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// A line on which everything takes `factor` times as long as its reader is told, for machines that cannot keep
/// microseconds.
record StretchedLine(GpioLine line, int factor) implements Pin, EdgeCapture {
    /// Waits above this are not for a signal but for a sensor to rest.
    private static final long LONGEST_SIGNAL = 100_000_000;

    /// Returns the clock of such a reader. A rest is left out: who replays a sensor needs none.
    Ticks ticks() {
        return new Ticks() {
            @Override
            public long nanos() {
                return Ticks.system().nanos() / factor;
            }

            @Override
            public void delay(long nanos) {
                if (nanos <= LONGEST_SIGNAL) {
                    Ticks.system().delay(nanos * factor);
                }
            }
        };
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        return line.ioctl(request, argument);
    }

    @Override
    public void arm() throws IOException {
        line.arm();
    }

    @Override
    public void disarm() throws IOException {
        line.disarm();
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        int taken = line.take(edges, offset, count, timeoutNanos * factor);
        for (int i = offset; i < offset + taken; i++) {
            edges[i] = EdgeCapture.edge(EdgeCapture.nanos(edges[i]) / factor, EdgeCapture.level(edges[i]));
        }
        return taken;
    }

    @Override
    public long lost() throws IOException {
        return line.lost();
    }

    @Override
    public String toString() {
        return line.toString();
    }
}
