package dev.jumper.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// What transfers allocate, as the JVM counts it for the thread that makes them; JMH's own count includes what JMH
/// does between iterations.
///
/// @param spi bytes a transfer over SPI
/// @param i2cWrite bytes a transfer that writes over I2C
/// @param i2cRead bytes a transfer that reads over I2C
/// @param pulse bytes a pulse measured
record Allocation(double spi, double i2cWrite, double i2cRead, double pulse) {
    private static final int WARM = 20_000;
    private static final int COUNTED = 100_000;

    private interface Transfer {
        void run() throws IOException;
    }

    /// Measures each in turn.
    static Allocation measure() throws IOException {
        var spi = new SpiBenchmark();
        spi.crowd = Crowd.ONE;
        spi.prepare();
        var i2c = new I2cBenchmark();
        i2c.crowd = Crowd.ONE;
        i2c.prepare();
        var pulse = new PulseBenchmark();
        return new Allocation(
                perTransfer(spi::exchange),
                perTransfer(i2c::write),
                perTransfer(i2c::read),
                perTransfer(pulse::sample));
    }

    private static double perTransfer(Transfer transfer) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        repeat(transfer, WARM);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(transfer, COUNTED);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / COUNTED;
    }

    private static void repeat(Transfer transfer, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            transfer.run();
        }
    }
}
