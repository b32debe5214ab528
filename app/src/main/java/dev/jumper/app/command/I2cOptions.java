package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import java.io.IOException;
import picocli.CommandLine.Option;

/// Which pins are an I2C bus, and how fast it is.
final class I2cOptions {
    @Option(names = "--scl", paramLabel = "PIN", description = "Clock of the I2C bus (default: as WHERE says).")
    private String scl;

    @Option(names = "--sda", paramLabel = "PIN", description = "Data of the I2C bus (default: as WHERE says).")
    private String sda;

    @Option(
            names = "--i2c-speed",
            paramLabel = "HERTZ",
            description = "The highest speed of an I2C bus made of pins (default: 100000)."
                    + " A bus of the kernel has its own.")
    private long speed = 100_000;

    /// Returns the bus.
    I2cBus bus(Bench bench) throws IOException {
        String clock = BenchOptions.line(bench, "--scl", scl, "scl", "the clock of the I2C bus");
        String data = BenchOptions.line(bench, "--sda", sda, "sda", "the data of the I2C bus");
        if (clock.equals(data)) {
            throw new IllegalArgumentException(
                    "found " + clock + " for both lines of the I2C bus, expected two pins for --scl and --sda");
        }
        return bench.i2c(clock, data, speed);
    }

    /// Tells whether a pin of the bus was named.
    boolean given() {
        return scl != null || sda != null;
    }

    /// Returns the 7-bit address that `text` says.
    static I2cAddress address(String text) {
        return I2cAddress.of(Numbers.whole("address", text, 0, 0x7F));
    }
}
