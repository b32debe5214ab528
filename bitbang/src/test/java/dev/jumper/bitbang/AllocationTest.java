package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// Transfers allocate nothing, as the JVM counts it for this thread. A few bytes are its own, for compiling.
class AllocationTest {
    private static final int WARM = 20_000;
    private static final int COUNTED = 20_000;
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    private interface Transfer {
        void run() throws IOException;
    }

    @Test
    void anSpiTransferAllocatesNothing() throws IOException {
        var spi = SoftSpi.over(new Wire(), new Wire(), new Wire(), new Wire(), Ticks.system());
        var settings = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);
        byte[] bytes = new byte[16];
        allocatesNothing(() -> spi.transfer(settings, bytes, bytes));
    }

    @Test
    void anI2cTransferAllocatesNothing() throws IOException {
        var scl = new Clock();
        var i2c = SoftI2c.over(scl, new Answering(scl), Ticks.system()).withSpeed(I2cSpeed.UNLIMITED);
        var address = I2cAddress.of(0x48);
        I2cMessage[] write = {I2cMessage.write(new byte[4])};
        I2cMessage[] read = {I2cMessage.read(new byte[4])};
        allocatesNothing(() -> {
            scl.acknowledgedClocks = 5 * 9;
            i2c.transfer(address, write);
            scl.acknowledgedClocks = 9;
            i2c.transfer(address, read);
        });
    }

    @Test
    void aPulseAllocatesNothing() throws IOException {
        var timer = new PulseTimer(Ticks.system());
        var pin = new Toggling();
        allocatesNothing(() -> timer.measureNanos(pin, 1, TIMEOUT_NANOS));
    }

    private static void allocatesNothing(Transfer transfer) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(transfer, WARM);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(transfer, COUNTED);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < COUNTED, bytes + " bytes in " + COUNTED + " transfers");
    }

    private static void repeat(Transfer transfer, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            transfer.run();
        }
    }

    private static class Wire implements Pin {
        private int level = 1;

        @Override
        public int ioctl(int request, int argument) {
            if (request != READ) {
                level = argument;
            }
            return request == READ ? level : 0;
        }
    }

    /// A clock that counts its rising edges since the last start.
    private static final class Clock implements Pin {
        private int level = 1;
        private int edges;
        private int acknowledgedClocks;

        @Override
        public int ioctl(int request, int argument) {
            if (request == READ) {
                return level;
            }
            edges += argument & ~level;
            level = argument;
            return 0;
        }
    }

    /// An SDA that reads as it was written, but low at each ninth clock that somebody acknowledges.
    private static final class Answering implements Pin {
        private final Clock clock;
        private int level = 1;

        Answering(Clock clock) {
            this.clock = clock;
        }

        @Override
        public int ioctl(int request, int argument) {
            if (request == READ) {
                boolean acknowledged =
                        clock.edges > 0 && clock.edges % 9 == 0 && clock.edges <= clock.acknowledgedClocks;
                return acknowledged ? 0 : level;
            }
            if (clock.level == 1 && argument < level) {
                clock.edges = 0;
            }
            level = argument;
            return 0;
        }
    }

    private static final class Toggling implements Pin {
        private int reads;

        @Override
        public int ioctl(int request, int argument) {
            return request == READ ? reads++ / 5 & 1 : 0;
        }
    }
}
