package dev.jumper.sim.bus;

import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;

/// An SPI bus that keeps every transfer of another, failures included, as a script for a [PlaybackSpi].
///
/// As thread-safe as the other bus, one transfer at a time.
public final class RecordingSpi implements SpiBus {
    private final SpiBus bus;
    private final StringBuilder script = new StringBuilder();

    private RecordingSpi(SpiBus bus) {
        this.bus = bus;
    }

    /// Returns a recording of all that goes through it to `bus`, which stays the caller's to close.
    public static RecordingSpi over(SpiBus bus) {
        return new RecordingSpi(bus);
    }

    /// Returns what was recorded so far, one line for each transfer.
    public String script() {
        return script.toString();
    }

    @Override
    public void transfer(SpiSettings settings, byte[] out, byte[] in) throws IOException {
        String sent = Hex.of(SpiSteps.masked(settings, out)); // the answer may come into the same array
        try {
            bus.transfer(settings, out, in);
        } catch (IOException e) {
            script.append(SpiSteps.line(settings, sent, Hex.missing(in.length)))
                    .append(' ')
                    .append(Failure.of(e))
                    .append('\n');
            throw e;
        }
        script.append(SpiSteps.line(settings, sent, Hex.of(in))).append('\n');
    }

    @Override
    public String toString() {
        return "recording of " + bus;
    }
}
