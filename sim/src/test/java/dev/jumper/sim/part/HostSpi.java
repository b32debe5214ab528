package dev.jumper.sim.part;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.io.IOException;

/// The smallest SPI master there is, one bit after the other.
final class HostSpi {
    private static final long HALF = 500;

    private final SpiSettings settings;
    private final Pin sck;
    private final Pin mosi;
    private final Pin miso;
    private final Pin cs;
    private final Ticks ticks;

    HostSpi(Circuit circuit, SpiSettings settings) throws IOException {
        this.settings = settings;
        sck = circuit.pin("sck");
        mosi = circuit.pin("mosi");
        miso = circuit.pin("miso");
        cs = circuit.pin("cs");
        ticks = circuit.ticks();
        cs.ioctl(Pin.OUTPUT, 1);
        sck.ioctl(Pin.OUTPUT, settings.mode().polarity());
        mosi.ioctl(Pin.OUTPUT, 0);
    }

    void select() throws IOException {
        cs.ioctl(Pin.WRITE, 0);
        ticks.delay(HALF);
    }

    void deselect() throws IOException {
        ticks.delay(HALF);
        cs.ioctl(Pin.WRITE, 1);
        ticks.delay(HALF);
    }

    int exchange(int word) throws IOException {
        int rest = settings.mode().polarity();
        int read = 0;
        for (int i = 0; i < settings.wordBits(); i++) {
            int position = settings.lsbFirst() ? i : settings.wordBits() - 1 - i;
            if (settings.mode().phase() == 0) {
                mosi.ioctl(Pin.WRITE, word >>> position & 1);
                ticks.delay(HALF);
                read |= miso.ioctl(Pin.READ, 0) << position;
                sck.ioctl(Pin.WRITE, rest ^ 1);
                ticks.delay(HALF);
                sck.ioctl(Pin.WRITE, rest);
            } else {
                sck.ioctl(Pin.WRITE, rest ^ 1);
                mosi.ioctl(Pin.WRITE, word >>> position & 1);
                ticks.delay(HALF);
                read |= miso.ioctl(Pin.READ, 0) << position;
                sck.ioctl(Pin.WRITE, rest);
                ticks.delay(HALF);
            }
        }
        return read;
    }
}
