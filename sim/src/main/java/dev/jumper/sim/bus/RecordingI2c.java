package dev.jumper.sim.bus;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;

/// An I2C bus that keeps every transaction of another, failures included, as a script for a [PlaybackI2c].
///
/// As thread-safe as the other bus, one transfer at a time.
public final class RecordingI2c implements I2cBus {
    private final I2cBus bus;
    private final StringBuilder script = new StringBuilder();

    private RecordingI2c(I2cBus bus) {
        this.bus = bus;
    }

    /// Returns a recording of all that goes through it to `bus`, which stays the caller's to close.
    public static RecordingI2c over(I2cBus bus) {
        return new RecordingI2c(bus);
    }

    /// Returns what was recorded so far, one line for each transaction.
    public String script() {
        return script.toString();
    }

    @Override
    public void transfer(I2cAddress address, I2cMessage... messages) throws IOException {
        var asked = I2cSteps.runs(messages, false);
        try {
            bus.transfer(address, messages);
        } catch (IOException e) {
            script.append(I2cSteps.line(address, asked))
                    .append(' ')
                    .append(Failure.of(e))
                    .append('\n');
            throw e;
        }
        // what was read may lie where what was written did
        var answered = I2cSteps.answered(asked, I2cSteps.runs(messages, true));
        script.append(I2cSteps.line(address, answered)).append('\n');
    }

    @Override
    public String toString() {
        return "recording of " + bus;
    }
}
