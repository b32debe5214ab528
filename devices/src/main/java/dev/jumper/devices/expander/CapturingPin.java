package dev.jumper.devices.expander;

import dev.jumper.hal.Banked;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.Objects;

/// A line of an expander whose interrupts reach a pin of the host.
final class CapturingPin implements Pin, Banked, EdgeCapture {
    private final ExpanderPin pin;
    private final ExpanderInterrupts interrupts;

    CapturingPin(ExpanderPin pin, ExpanderInterrupts interrupts) {
        this.pin = pin;
        this.interrupts = interrupts;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        return pin.ioctl(request, argument);
    }

    @Override
    public Bank bank() {
        return pin.bank();
    }

    @Override
    public int line() {
        return pin.line();
    }

    @Override
    public void arm() throws IOException {
        interrupts.arm(pin.line());
    }

    @Override
    public void disarm() throws IOException {
        interrupts.disarm(pin.line());
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        Objects.checkFromIndexSize(offset, count, edges.length);
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException(
                    this + ": timeout of a capture is " + timeoutNanos + " ns, expected 0 or more");
        }
        return interrupts.take(pin.line(), edges, offset, count, timeoutNanos);
    }

    @Override
    public long lost() {
        return interrupts.lost(pin.line());
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
