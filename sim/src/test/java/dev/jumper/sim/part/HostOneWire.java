package dev.jumper.sim.part;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.io.IOException;

/// The smallest 1-Wire master there is, at standard speed or at overdrive, after the tables of Analog Devices
/// application note 126, "1-Wire Communication Through Software".
final class HostOneWire implements OneWireBus {
    private final Pin line;
    private final Ticks ticks;
    private boolean fast;

    HostOneWire(Circuit circuit) throws IOException {
        circuit.net("owr").pulledUp();
        line = circuit.pin("owr");
        ticks = circuit.ticks();
        line.ioctl(Pin.OPEN_DRAIN, 1);
    }

    void overdrive(boolean on) {
        fast = on;
    }

    @Override
    public boolean reset() throws IOException {
        pulse(fast ? 70_000 : 480_000);
        ticks.delay(fast ? 8_500 : 70_000);
        boolean present = line.ioctl(Pin.READ, 0) == 0;
        ticks.delay(fast ? 40_000 : 410_000);
        return present;
    }

    @Override
    public int slot(int bit) throws IOException {
        if (bit == 0) {
            pulse(fast ? 7_500 : 60_000);
            ticks.delay(fast ? 2_500 : 10_000);
            return 0;
        }
        pulse(fast ? 1_000 : 6_000);
        ticks.delay(fast ? 1_000 : 9_000);
        int level = line.ioctl(Pin.READ, 0);
        ticks.delay(fast ? 7_000 : 55_000);
        return level;
    }

    /// Pulls the line low for `nanos`.
    void pulse(long nanos) throws IOException {
        line.ioctl(Pin.WRITE, 0);
        ticks.delay(nanos);
        line.ioctl(Pin.WRITE, 1);
    }

    void delay(long nanos) {
        ticks.delay(nanos);
    }

    boolean isIdle() throws IOException {
        return line.ioctl(Pin.READ, 0) == 1;
    }

    @Override
    public String toString() {
        return "test bus";
    }
}
