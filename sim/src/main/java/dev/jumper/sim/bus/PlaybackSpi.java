package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;

/// An SPI bus that expects a script of transfers and answers from it.
///
/// Mode, speed, word size, bit order, every word sent, and whether the answer is read must be those of the script.
/// Not thread-safe.
public final class PlaybackSpi implements SpiBus, AutoCloseable {
    private final Script script = new Script("SPI playback");

    /// Starts with an empty script.
    public PlaybackSpi() {}

    /// Reads a script, in the form that the package describes.
    public static PlaybackSpi parse(String text) {
        var bus = new PlaybackSpi();
        Script.lines(text).forEach(bus::expect);
        return bus;
    }

    /// Expects the transfer of one line of a script.
    public PlaybackSpi expect(String line) {
        script.add(SpiSteps.parse(line));
        return this;
    }

    /// Expects a transfer of `out`, and answers with `in`, as many bytes; an empty `in` expects that nobody reads.
    public PlaybackSpi expect(SpiSettings settings, String out, String in) {
        var sent = Hex.of(SpiSteps.masked(settings, Hex.bytes(out)));
        script.add(SpiSteps.step(settings, sent, Hex.of(SpiSteps.masked(settings, Hex.bytes(in)))));
        return this;
    }

    /// Makes the transfer expected last fail with `kind`.
    public PlaybackSpi fail(DeviceException.Kind kind) {
        script.fail(kind, -1);
        return this;
    }

    @Override
    public void transfer(SpiSettings settings, byte[] out, byte[] in) throws IOException {
        SpiSteps.check(settings, out.length, in.length);
        String reads = in.length == 0 ? "" : Hex.missing(out.length);
        var asked = SpiSteps.step(settings, Hex.of(SpiSteps.masked(settings, out)), reads);
        byte[] answer = Hex.bytes(script.play(asked.request()));
        System.arraycopy(answer, 0, in, 0, in.length);
    }

    /// Complains by an [AssertionError] about what never happened; a second time does nothing.
    @Override
    public void close() {
        script.close();
    }

    @Override
    public String toString() {
        return "SPI playback";
    }
}
