package dev.jumper.bitbang;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import java.io.IOException;

/// A pin that keeps its edges, of a machine that pauses for 3 ms before each time it takes some.
record PausingCapture(Pin pin, EdgeCapture capture, Circuit circuit) implements Pin, EdgeCapture {
    PausingCapture(Pin pin, Circuit circuit) {
        this(pin, (EdgeCapture) pin, circuit);
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        return pin.ioctl(request, argument);
    }

    @Override
    public void arm() throws IOException {
        capture.arm();
    }

    @Override
    public void disarm() throws IOException {
        capture.disarm();
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        circuit.ticks().delay(3_000_000);
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
