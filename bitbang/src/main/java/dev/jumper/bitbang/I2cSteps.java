package dev.jumper.bitbang;

import dev.jumper.bitbang.I2cBits.Failure;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// An I2C bus whose conditions and bytes are made one by one, for programs that want it so; all others are better
/// served by [SoftI2c], which leaves the bus idle whatever happens.
///
/// Here the caller makes the stop. Only after an error of a line that does not follow, both lines are let go. The
/// pins are used as by [SoftI2c], and stay the caller's. Not thread-safe.
public final class I2cSteps {
    private final Pin scl;
    private final Pin sda;
    private final Ticks ticks;
    private final I2cSpeed speed;
    private final long stretch;
    private Pin clock = Unconnected.LINE;
    private Pin data = Unconnected.LINE;
    private I2cBits loop;
    private boolean started;

    private I2cSteps(Pin scl, Pin sda, Ticks ticks, I2cSpeed speed, long stretch) {
        this.scl = scl;
        this.sda = sda;
        this.ticks = ticks;
        this.speed = speed;
        this.stretch = stretch;
    }

    /// Returns a bus at this speed, whose chips may stretch the clock for up to `stretch`.
    public static I2cSteps over(Pin scl, Pin sda, Ticks ticks, I2cSpeed speed, Duration stretch) {
        return new I2cSteps(scl, sda, ticks, speed, stretch.toNanos());
    }

    /// Makes a start, or a repeated one if there was no stop since the last.
    ///
    /// @throws DeviceException if a line is low that should be high
    public void start() throws IOException {
        if (!started) {
            data = OpenDrain.release(this, sda, false);
            clock = OpenDrain.release(this, scl, false);
            loop = LoopCopies.COMMON.make(
                    I2cBits.class, I2cLoop.class, List.of(clock, data), clock, data, ticks, speed, stretch);
            if (!loop.awaitClock()) {
                throw failed("SCL stays low before a start");
            }
            if (data.ioctl(Pin.READ, 0) == 0) {
                throw failed("SDA stays low before a start");
            }
            loop.start();
            started = true;
        } else if (!loop.restart()) {
            throw failed("a line stays low before a repeated start");
        }
    }

    /// Writes bytes until one is not acknowledged, and returns how many were.
    public int write(byte... bytes) throws IOException {
        requireStart("write");
        int done = loop.write(bytes, 0, bytes.length);
        if (done < bytes.length && loop.failure() != Failure.NOT_ACKNOWLEDGED) {
            throw failed("byte " + done + " was not written");
        }
        return done;
    }

    /// Fills `bytes`, and acknowledges each; but not the last one if `end`.
    public void read(byte[] bytes, boolean end) throws IOException {
        requireStart("read");
        int done = loop.read(bytes, 0, bytes.length, end);
        if (done < bytes.length) {
            throw failed("byte " + done + " was not read");
        }
    }

    /// Makes a stop; does nothing if there was no start.
    public void stop() throws IOException {
        if (started) {
            started = false;
            if (!loop.stop()) {
                throw failed("a line stays low after a stop");
            }
        }
    }

    private void requireStart(String what) {
        if (!started) {
            throw new IllegalStateException(this + ": a " + what + " without a start; make one before");
        }
    }

    private DeviceException failed(String what) throws IOException {
        started = false;
        data.ioctl(Pin.WRITE, 1);
        clock.ioctl(Pin.WRITE, 1);
        return loop.failure() == Failure.LOST
                ? new DeviceException(Kind.ARBITRATION_LOST, this + ": " + what + "; another master won the bus")
                : new DeviceException(
                        Kind.STUCK,
                        this + ": " + what + ": something holds it, or it has no pull-up; check the wiring");
    }

    /// Returns what the bus is made of, such as `I2C bus (SCL host scl, SDA host sda)`.
    @Override
    public String toString() {
        return "I2C bus (SCL %s, SDA %s)".formatted(scl, sda);
    }
}
