package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A 1-Wire bus that expects a script of transactions and answers from it.
///
/// Where the script has single resets, slots and bytes in the place of a transfer or a search, these are made of
/// them, as on a bus that can do nothing else. Not thread-safe.
public final class PlaybackOneWire implements OneWireBus, AutoCloseable {
    private final Script script = new Script("1-Wire playback");

    /// Starts with an empty script.
    public PlaybackOneWire() {}

    /// Reads a script, in the form that the package describes.
    public static PlaybackOneWire parse(String text) {
        var bus = new PlaybackOneWire();
        Script.lines(text).forEach(bus::expect);
        return bus;
    }

    /// Expects what one line of a script says.
    public PlaybackOneWire expect(String line) {
        script.add(OneWireSteps.parse(line));
        return this;
    }

    /// Expects a transfer that writes `bytes` and reads as many bytes as `answer` has, and answers with those.
    public PlaybackOneWire expect(String bytes, String answer) {
        script.add(OneWireSteps.transfer(Hex.normal(bytes), Hex.normal(answer)));
        return this;
    }

    /// Expects a transfer that writes `bytes` and then powers the line for `duration`.
    public PlaybackOneWire expectThenPower(String bytes, Duration duration) {
        script.add(OneWireSteps.power(Hex.normal(bytes), duration));
        return this;
    }

    /// Expects a search for all devices, and finds those called `found`.
    public PlaybackOneWire expectSearch(RomCode... found) {
        return expectSearch(OptionalInt.empty(), false, found);
    }

    /// Expects a search with these filters, and finds the devices called `found`.
    public PlaybackOneWire expectSearch(OptionalInt family, boolean alarmed, RomCode... found) {
        script.add(OneWireSteps.search(family, alarmed, List.of(found)));
        return this;
    }

    /// Makes what is expected last fail with `kind`.
    public PlaybackOneWire fail(DeviceException.Kind kind) {
        script.fail(kind, -1);
        return this;
    }

    @Override
    public boolean reset() throws IOException {
        return script.play("reset").equals("1");
    }

    @Override
    public int slot(int bit) throws IOException {
        if ((bit & ~1) != 0) {
            throw new IllegalArgumentException("1-Wire slot is " + bit + ", expected 0 or 1");
        }
        return Integer.parseInt(script.play("slot " + bit), 16);
    }

    @Override
    public int octet(int value) throws IOException {
        if (value < 0 || value > 0xFF) {
            throw new IllegalArgumentException("1-Wire byte is 0x%x, expected 0x00 to 0xff".formatted(value));
        }
        if (nextIs("slot")) {
            return OneWireBus.super.octet(value);
        }
        return Integer.parseInt(script.play("octet %02x".formatted(value)), 16);
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws IOException {
        if (nextIs("reset")) {
            OneWireBus.super.transfer(write, read);
            return;
        }
        var asked = OneWireSteps.transfer(Hex.of(write), Hex.missing(read.length));
        byte[] answer = Hex.bytes(script.play(asked.request()));
        System.arraycopy(answer, 0, read, 0, read.length);
    }

    @Override
    public void transferThenPower(byte[] write, Duration duration) throws IOException {
        script.play(OneWireSteps.power(Hex.of(write), duration).request());
    }

    @Override
    public List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
        if (nextIs("reset")) {
            return OneWireBus.super.search(family, alarmed);
        }
        return OneWireSteps.codes(
                script.play(OneWireSteps.search(family, alarmed, List.of()).request()));
    }

    /// Complains by an [AssertionError] about what never happened; a second time does nothing.
    @Override
    public void close() {
        script.close();
    }

    private boolean nextIs(String word) {
        return script.peek().filter(s -> s.request().startsWith(word)).isPresent();
    }

    @Override
    public String toString() {
        return "1-Wire playback";
    }
}
