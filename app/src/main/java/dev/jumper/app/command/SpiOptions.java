package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.hal.bus.SpiBus;
import java.io.IOException;
import picocli.CommandLine.Option;

/// Which pins are an SPI bus with one chip.
final class SpiOptions {
    @Option(names = "--sck", paramLabel = "PIN", description = "Clock of the SPI bus (default: as WHERE says).")
    private String sck;

    @Option(names = "--mosi", paramLabel = "PIN", description = "Data to the chip (default: as WHERE says).")
    private String mosi;

    @Option(names = "--miso", paramLabel = "PIN", description = "Data from the chip (default: as WHERE says).")
    private String miso;

    @Option(names = "--cs", paramLabel = "PIN", description = "Chip select, active low (default: as WHERE says).")
    private String cs;

    /// Returns the bus.
    SpiBus bus(Bench bench) throws IOException {
        return bench.spi(
                BenchOptions.line(bench, "--sck", sck, "sck", "the clock of the SPI bus"),
                BenchOptions.given(bench, mosi, "mosi"),
                BenchOptions.given(bench, miso, "miso"),
                BenchOptions.given(bench, cs, "cs"));
    }

    /// Tells whether a pin of the bus was named.
    boolean given() {
        return sck != null || mosi != null || miso != null || cs != null;
    }
}
