package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// The resets and time slots of [SoftOneWire], each measured.
///
/// Whatever fails, the line is let go. There are no copies of this class: its times are a thousand calls of a
/// pin.
final class OneWireLoop {
    private final Object bus;
    private final Pin pin;
    private final Ticks ticks;
    private final boolean flipped;
    private Pin line = Unconnected.LINE;
    private boolean ready;
    private OneWireTimes times = OneWireTimes.STANDARD;

    /// Makes a loop for `bus`, whose name is in the messages.
    OneWireLoop(Object bus, Pin pin, Ticks ticks, boolean flipped) {
        this.bus = bus;
        this.pin = pin;
        this.ticks = ticks;
        this.flipped = flipped;
    }

    void times(OneWireTimes next) {
        times = next;
    }

    /// Returns whether the loop is at overdrive speed, which it leaves by itself when it misses something.
    boolean isOverdrive() {
        return times == OneWireTimes.OVERDRIVE;
    }

    /// Resets the devices, and tells whether any is there.
    boolean reset() throws IOException {
        try {
            prepare();
            return resetInTime();
        } catch (UnsupportedOperationException e) {
            throw abandon(Directions.refused(bus, e));
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Performs one slot, and returns what was read.
    int slot(int bit) throws IOException {
        try {
            prepare();
            requireHigh("before a time slot");
            return bit == 0 ? zero() : one();
        } catch (UnsupportedOperationException e) {
            throw abandon(Directions.refused(bus, e));
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Writes a bit, and drives the line high hard in place of the release that ends a 0, or after the slot of a
    /// 1.
    void slotThenPower(int bit) throws IOException {
        if (bit != 0) {
            slot(bit);
            power();
            return;
        }
        try {
            requireHigh("before a time slot");
            long start = fall();
            Wait.atLeast(ticks, times.zeroLow());
            line.ioctl(Pin.OUTPUT, 1);
            requireInTime("write a 0", start, times.longestZero());
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Drives the line high hard.
    void power() throws IOException {
        try {
            line.ioctl(Pin.OUTPUT, 1);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Lets the line go.
    void release() throws IOException {
        try {
            line.ioctl(Pin.OPEN_DRAIN, 1);
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Throws unless the pin can drive the idle line high hard.
    ///
    /// @throws UnsupportedOperationException if the pin refuses
    void requirePower() throws IOException {
        try {
            prepare();
            requireHigh("before the strong pull-up");
            line.ioctl(Pin.OUTPUT, 1);
            line.ioctl(Pin.OPEN_DRAIN, 1);
        } catch (UnsupportedOperationException e) {
            throw abandon(new UnsupportedOperationException(
                    bus + ": has no strong pull-up, for its pin cannot drive high; power the device from its supply"
                            + " pin",
                    e));
        } catch (IOException | RuntimeException e) {
            throw failed(e);
        }
    }

    /// Lets the line go at first use, and again after a failure, when devices may have taken for a reset what was
    /// none, and are answering.
    private void prepare() throws IOException {
        if (ready) {
            return;
        }
        if (line == Unconnected.LINE) {
            line = OpenDrain.release(bus, pin, flipped);
        } else {
            line.ioctl(Pin.OPEN_DRAIN, 1);
            Wait.atLeast(ticks, OneWireTimes.STANDARD.presence() + OneWireTimes.STANDARD.afterPresence());
        }
        ready = true;
    }

    private boolean resetInTime() throws IOException {
        requireHigh("before a reset");
        long start = fall();
        Wait.atLeast(ticks, times.resetLow());
        if (line.ioctl(Pin.READ, 0) != 0) {
            throw new DeviceException(
                    Kind.STUCK,
                    bus + ": the line stays high although it is driven low; it is wired to the supply, or not at all");
        }
        long risen = ticks.nanos();
        line.ioctl(Pin.WRITE, 1);
        requireInTime("hold the line low for a reset", start, times.longestReset());
        waitUntil(risen, times.presence());
        boolean present = line.ioctl(Pin.READ, 0) == 0;
        long sampled = ticks.nanos() - risen;
        waitUntil(risen, times.presence() + times.afterPresence());
        requireHigh("after a presence pulse");
        if (!present && sampled > times.latestPresence()) {
            throw missed("look for a presence pulse", sampled, times.latestPresence());
        }
        return present;
    }

    private int zero() throws IOException {
        long start = fall();
        Wait.atLeast(ticks, times.zeroLow());
        line.ioctl(Pin.WRITE, 1);
        requireInTime("write a 0", start, times.longestZero());
        Wait.atLeast(ticks, times.recovery());
        return 0;
    }

    private int one() throws IOException {
        long start = fall();
        Wait.atLeast(ticks, times.oneLow());
        line.ioctl(Pin.WRITE, 1);
        waitUntil(start, times.sample());
        int read = line.ioctl(Pin.READ, 0);
        long took = ticks.nanos() - start;
        waitUntil(start, times.slot());
        if (took > times.latestSample()) {
            throw missed("read a bit", took, times.latestSample());
        }
        return read;
    }

    /// Drives the line low, and returns the time just before.
    private long fall() throws IOException {
        long start = ticks.nanos();
        line.ioctl(Pin.WRITE, 0);
        return start;
    }

    private void waitUntil(long start, long nanos) {
        long left = nanos - (ticks.nanos() - start);
        if (left > 0) {
            Wait.atLeast(ticks, left);
        }
    }

    /// Throws unless the line is high, or becomes so within the time of a slot.
    private void requireHigh(String when) throws IOException {
        if (line.ioctl(Pin.READ, 0) == 0) {
            Wait.atLeast(ticks, times.slot());
            if (line.ioctl(Pin.READ, 0) == 0) {
                throw new DeviceException(
                        Kind.STUCK,
                        "%s: the line is low %s; something holds it, or it has no pull-up of 4.7 kΩ"
                                .formatted(bus, when));
            }
        }
    }

    private void requireInTime(String what, long start, long limit) throws DeviceException {
        long took = ticks.nanos() - start;
        if (took > limit) {
            throw missed(what, took, limit);
        }
    }

    /// Returns the error, and goes back to standard speed: the line may have been low for so long that the devices
    /// did, and those that did not are told by the next reset.
    private DeviceException missed(String what, long took, long limit) {
        times = OneWireTimes.STANDARD;
        return new DeviceException(
                Kind.MISSED,
                "%s: this machine took %.1f µs to %s, expected at most %.1f µs; try again"
                        .formatted(bus, took / 1000.0, what, limit / 1000.0));
    }

    /// Lets the line go, and returns what to throw: an error of a device with the name of the bus, any other as it
    /// is.
    private IOException failed(Exception e) {
        if (e instanceof DeviceException device) {
            return abandon(DriverConflict.named(bus, device));
        }
        abandon(e);
        if (e instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return (IOException) e;
    }

    private <E extends Exception> E abandon(E cause) {
        letGo(cause);
        return cause;
    }

    /// Lets the line go, whatever happened; the next use sets its direction anew.
    private void letGo(Exception cause) {
        Recovery.after(cause, () -> line.ioctl(Pin.OPEN_DRAIN, 1));
        ready = false;
    }
}
