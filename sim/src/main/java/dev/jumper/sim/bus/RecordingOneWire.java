package dev.jumper.sim.bus;

import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A 1-Wire bus that keeps everything that goes through it to another, failures included, as a script for a
/// [PlaybackOneWire].
///
/// As thread-safe as the other bus, one transfer at a time.
public final class RecordingOneWire implements OneWireBus {
    private final OneWireBus bus;
    private final StringBuilder script = new StringBuilder();

    private RecordingOneWire(OneWireBus bus) {
        this.bus = bus;
    }

    /// Returns a recording of all that goes through it to `bus`, which stays the caller's to close.
    public static RecordingOneWire over(OneWireBus bus) {
        return new RecordingOneWire(bus);
    }

    /// Returns what was recorded so far, one line for each transaction, reset, slot or byte.
    public String script() {
        return script.toString();
    }

    @Override
    public boolean reset() throws IOException {
        try {
            boolean present = bus.reset();
            keep(OneWireSteps.reset(present ? "1" : "0"));
            return present;
        } catch (IOException e) {
            throw kept(OneWireSteps.reset(""), e);
        }
    }

    @Override
    public int slot(int bit) throws IOException {
        try {
            int read = bus.slot(bit);
            keep(OneWireSteps.slot(bit, Integer.toString(read)));
            return read;
        } catch (IOException e) {
            throw kept(OneWireSteps.slot(bit, ""), e);
        }
    }

    @Override
    public int octet(int value) throws IOException {
        try {
            int read = bus.octet(value);
            keep(OneWireSteps.octet(value, "%02x".formatted(read)));
            return read;
        } catch (IOException e) {
            throw kept(OneWireSteps.octet(value, ""), e);
        }
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws IOException {
        String written = Hex.of(write); // the answer may come into the same array
        try {
            bus.transfer(write, read);
        } catch (IOException e) {
            throw kept(OneWireSteps.transfer(written, Hex.missing(read.length)), e);
        }
        keep(OneWireSteps.transfer(written, Hex.of(read)));
    }

    @Override
    public void transferThenPower(byte[] write, Duration duration) throws IOException {
        var step = OneWireSteps.power(Hex.of(write), duration);
        try {
            bus.transferThenPower(write, duration);
        } catch (IOException e) {
            throw kept(step, e);
        }
        keep(step);
    }

    @Override
    public List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
        try {
            var found = bus.search(family, alarmed);
            keep(OneWireSteps.search(family, alarmed, found));
            return found;
        } catch (IOException e) {
            throw kept(OneWireSteps.search(family, alarmed, List.of()), e);
        }
    }

    private void keep(Step step) {
        script.append(OneWireSteps.line(step)).append('\n');
    }

    private IOException kept(Step step, IOException error) {
        keep(step.failing(Failure.of(error)));
        return error;
    }

    @Override
    public String toString() {
        return "recording of " + bus;
    }
}
