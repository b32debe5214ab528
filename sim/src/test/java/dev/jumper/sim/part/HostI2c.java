package dev.jumper.sim.part;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.io.IOException;

/// The smallest I2C master there is: one call for each thing on the wire, a clock of 100 kHz, no mercy.
final class HostI2c {
    private static final long HALF = 5_000;

    private final Pin scl;
    private final Pin sda;
    private final Ticks ticks;

    HostI2c(Circuit circuit) throws IOException {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        scl = circuit.pin("scl");
        sda = circuit.pin("sda");
        ticks = circuit.ticks();
        scl.ioctl(Pin.OPEN_DRAIN, 1);
        sda.ioctl(Pin.OPEN_DRAIN, 1);
    }

    void start() throws IOException {
        sda.ioctl(Pin.WRITE, 1);
        ticks.delay(HALF);
        raise();
        ticks.delay(HALF);
        sda.ioctl(Pin.WRITE, 0);
        ticks.delay(HALF);
        scl.ioctl(Pin.WRITE, 0);
    }

    void stop() throws IOException {
        sda.ioctl(Pin.WRITE, 0);
        ticks.delay(HALF);
        raise();
        ticks.delay(HALF);
        sda.ioctl(Pin.WRITE, 1);
        ticks.delay(HALF);
    }

    /// Sends a byte and returns whether it was acknowledged.
    boolean write(int value) throws IOException {
        for (int i = 7; i >= 0; i--) {
            bit(value >> i & 1);
        }
        return bit(1) == 0;
    }

    int read(boolean last) throws IOException {
        int value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 1 | bit(1);
        }
        bit(last ? 1 : 0);
        return value;
    }

    /// Sends a bit and returns what was on the line; a 1 reads.
    int bit(int value) throws IOException {
        ticks.delay(HALF / 2);
        sda.ioctl(Pin.WRITE, value);
        ticks.delay(HALF / 2);
        raise();
        ticks.delay(HALF);
        int level = sda.ioctl(Pin.READ, 0);
        scl.ioctl(Pin.WRITE, 0);
        return level;
    }

    /// Lets the clock rise, for which it waits a millisecond at most.
    private void raise() throws IOException {
        scl.ioctl(Pin.WRITE, 1);
        for (int i = 0; scl.ioctl(Pin.READ, 0) == 0; i++) {
            if (i == 1000) {
                throw new IOException("clock stays low");
            }
            ticks.delay(1000);
        }
    }

    /// Lets go of both lines, as one does that has lost the bus.
    void release() throws IOException {
        sda.ioctl(Pin.WRITE, 1);
        scl.ioctl(Pin.WRITE, 1);
    }

    boolean isIdle() throws IOException {
        return scl.ioctl(Pin.READ, 0) == 1 && sda.ioctl(Pin.READ, 0) == 1;
    }
}
