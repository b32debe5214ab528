package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;
import java.util.List;

/// An I2C bus that expects a script of transactions and answers from it.
///
/// Address, direction, every byte written and the number of bytes read must be those of the script; messages of one
/// direction that follow each other are one, as on the wire. Not thread-safe.
public final class PlaybackI2c implements I2cBus, AutoCloseable {
    private final Script script = new Script("I2C playback");

    /// Starts with an empty script.
    public PlaybackI2c() {}

    /// Reads a script, in the form that the package describes.
    public static PlaybackI2c parse(String text) {
        var bus = new PlaybackI2c();
        Script.lines(text).forEach(bus::expect);
        return bus;
    }

    /// Expects the transaction of one line of a script.
    public PlaybackI2c expect(String line) {
        script.add(I2cSteps.parse(line));
        return this;
    }

    /// Expects a write of `bytes`; none is a probe.
    public PlaybackI2c expectWrite(I2cAddress address, String bytes) {
        script.add(I2cSteps.step(address, List.of(new I2cSteps.Run(true, Hex.normal(bytes)))));
        return this;
    }

    /// Expects a read of as many bytes as `answer` has, and answers with those.
    public PlaybackI2c expectRead(I2cAddress address, String answer) {
        script.add(I2cSteps.step(address, List.of(new I2cSteps.Run(false, Hex.normal(answer)))));
        return this;
    }

    /// Expects a write of `bytes` and, after a repeated start, a read, which it answers with `answer`.
    public PlaybackI2c expectWriteRead(I2cAddress address, String bytes, String answer) {
        script.add(I2cSteps.step(
                address,
                List.of(new I2cSteps.Run(true, Hex.normal(bytes)), new I2cSteps.Run(false, Hex.normal(answer)))));
        return this;
    }

    /// Makes the transaction expected last fail with `kind`.
    public PlaybackI2c fail(DeviceException.Kind kind) {
        return fail(kind, -1);
    }

    /// Makes the transaction expected last fail with `kind`, at the byte `index` of those written.
    public PlaybackI2c fail(DeviceException.Kind kind, int index) {
        script.fail(kind, index);
        return this;
    }

    @Override
    public void transfer(I2cAddress address, I2cMessage... messages) throws IOException {
        var runs = I2cSteps.runs(messages, false);
        byte[] answer = Hex.bytes(script.play(I2cSteps.step(address, runs).request()));
        int taken = 0;
        for (var message : messages) {
            if (message instanceof I2cMessage.Read(byte[] bytes, int offset, int length)) {
                System.arraycopy(answer, taken, bytes, offset, length);
                taken += length;
            }
        }
    }

    /// Complains by an [AssertionError] about what never happened; a second time does nothing.
    @Override
    public void close() {
        script.close();
    }

    @Override
    public String toString() {
        return "I2C playback";
    }
}
