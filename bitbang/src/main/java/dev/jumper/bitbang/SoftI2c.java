package dev.jumper.bitbang;

import dev.jumper.bitbang.I2cBits.Failure;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An I2C bus made of two pins, which need pull-ups: 2.2 kΩ to 10 kΩ as a rule.
///
/// Pins that know open-drain are used so; others become outputs to drive low and inputs to release. Both are let
/// go by the first transfer. The speed is a ceiling: the time that the pins take comes on top.
///
/// A chip may stretch the clock up to a limit. If a chip that hangs holds SDA, it is cleared with up to nine
/// clocks and a stop. Whatever fails, a stop is made if the lines allow it, and both are let go; the next
/// transfer starts anew. If another master wins the bus, that is seen and reported, and the bus left to it;
/// whether one is at work when a transfer starts shows only while it holds a line low.
///
/// A transfer that succeeds allocates nothing. Not thread-safe. The pins stay the caller's to close.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", "The I2C-bus protocol", "Bus clear".
public final class SoftI2c implements I2cBus {
    /// How long a chip may stretch the clock unless told otherwise: tTIMEOUT of "System Management Bus (SMBus)
    /// Specification" 3.2, "SMBus AC specifications", is 25 ms at least.
    private static final Duration STRETCH = Duration.ofMillis(25);

    private static final int TEN_BIT = 0b1111_0000; // "10-bit addressing"
    private static final int FIRST_ADDRESS = 0x08; // "Reserved addresses", as also the next
    private static final int LAST_ADDRESS = 0x77;

    private final Pin scl;
    private final Pin sda;
    private final Ticks ticks;
    private final I2cSpeed speed;
    private final Duration stretch;
    private final boolean flipped;
    private final byte[] addressBytes = new byte[2];
    private Pin clock = Unconnected.LINE;
    private Pin data = Unconnected.LINE;
    private I2cBits loop;
    private boolean ready;
    private Failure failure = Failure.NONE;
    private boolean inAddress;
    private int done;

    private SoftI2c(Pin scl, Pin sda, Ticks ticks, I2cSpeed speed, Duration stretch, boolean flipped) {
        this.scl = scl;
        this.sda = sda;
        this.ticks = ticks;
        this.speed = speed;
        this.stretch = stretch;
        this.flipped = flipped;
    }

    /// Returns a bus in standard mode, 100 kHz, whose chips may stretch the clock for 25 ms.
    public static SoftI2c over(Pin scl, Pin sda, Ticks ticks) {
        return new SoftI2c(scl, sda, ticks, I2cSpeed.STANDARD, STRETCH, false);
    }

    /// Returns this bus at another speed.
    public SoftI2c withSpeed(I2cSpeed ceiling) {
        return new SoftI2c(scl, sda, ticks, ceiling, stretch, flipped);
    }

    /// Returns this bus with another limit to how long a chip may stretch the clock at a time.
    public SoftI2c withStretchLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("I2C stretch limit is " + limit + ", expected up to a minute");
        }
        return new SoftI2c(scl, sda, ticks, speed, limit, flipped);
    }

    /// Returns this bus with lines that are released by making the pin an input, even if it knows open-drain.
    public SoftI2c withFlippedDirections() {
        return new SoftI2c(scl, sda, ticks, speed, stretch, true);
    }

    /// Returns the addresses from 0x08 to 0x77 at which a chip acknowledges a write without bytes.
    public List<I2cAddress> scan() throws IOException {
        var found = new ArrayList<I2cAddress>();
        for (int value = FIRST_ADDRESS; value <= LAST_ADDRESS; value++) {
            var address = I2cAddress.of(value);
            if (probe(address)) {
                found.add(address);
            }
        }
        return found;
    }

    @Override
    public void transfer(I2cAddress address, I2cMessage... messages) throws IOException {
        if (messages.length == 0) {
            throw new IllegalArgumentException(
                    "%s: no message for %s, expected at least one; probe with an empty write".formatted(this, address));
        }
        boolean whole;
        try {
            prepare();
            whole = perform(address, messages);
        } catch (UnsupportedOperationException e) {
            var refused = Directions.refused(this, e);
            abandon(refused);
            throw refused;
        } catch (DeviceException e) {
            var named = DriverConflict.named(this, e);
            abandon(named);
            throw named;
        } catch (IOException | RuntimeException e) {
            abandon(e);
            throw e;
        }
        if (!whole) {
            throw failed(address, messages);
        }
    }

    /// Lets the lines go at first use, and again after a pin has failed.
    private void prepare() throws IOException {
        if (ready) {
            return;
        }
        if (loop == null) {
            data = OpenDrain.release(this, sda, flipped);
            clock = OpenDrain.release(this, scl, flipped);
            loop = LoopCopies.COMMON.make(
                    I2cBits.class, I2cLoop.class, List.of(clock, data), clock, data, ticks, speed, stretch.toNanos());
        } else {
            data.ioctl(Pin.OPEN_DRAIN, 1);
            clock.ioctl(Pin.OPEN_DRAIN, 1);
        }
        ready = true;
    }

    /// Performs the transaction and leaves the bus idle; returns whether all went well, else see [#failure].
    private boolean perform(I2cAddress address, I2cMessage[] messages) throws IOException {
        if (!loop.awaitClock()) {
            failure = Failure.CLOCK_STUCK;
            return false;
        }
        failure = Failure.LOST;
        if (!freeData()) {
            return false;
        }
        if (exchange(address, messages) && loop.stop()) {
            return true;
        }
        failure = loop.failure();
        if (failure == Failure.NOT_ACKNOWLEDGED) {
            loop.stop();
        }
        letGo();
        if (failure != Failure.STRETCHED) {
            freeData();
        }
        return false;
    }

    /// Sees to it that SDA is high, and clears it if a chip holds it; returns whether it is.
    private boolean freeData() throws IOException {
        if (data.ioctl(Pin.READ, 0) != 0) {
            return true;
        }
        if (!loop.isHung()) {
            return data.ioctl(Pin.READ, 0) != 0;
        }
        if (loop.recover()) {
            return true;
        }
        letGo();
        failure = Failure.DATA_STUCK;
        return false;
    }

    private boolean exchange(I2cAddress address, I2cMessage[] messages) throws IOException {
        done = 0;
        boolean reading = false;
        for (int i = 0; i < messages.length; i++) {
            var message = messages[i];
            boolean reads = message instanceof I2cMessage.Read;
            if (i == 0 || reads != reading) {
                inAddress = true;
                if (!begin(address, reads, i == 0)) {
                    return false;
                }
                inAddress = false;
                reading = reads;
            }
            int length = message.length();
            if (reads) {
                boolean end = i == messages.length - 1 || messages[i + 1] instanceof I2cMessage.Write;
                if (loop.read(message.bytes(), message.offset(), length, end) < length) {
                    return false;
                }
            } else {
                int acknowledged = loop.write(message.bytes(), message.offset(), length);
                done += acknowledged;
                if (acknowledged < length) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Makes a start and sends the address: two bytes if it has ten bits, and for a read the first one once more.
    private boolean begin(I2cAddress address, boolean reads, boolean first) throws IOException {
        if (first) {
            loop.start();
        } else if (!loop.restart()) {
            return false;
        }
        int read = reads ? 1 : 0;
        if (!address.tenBit()) {
            addressBytes[0] = (byte) (address.value() << 1 | read);
            return loop.write(addressBytes, 0, 1) == 1;
        }
        int head = TEN_BIT | address.value() >> 8 << 1;
        addressBytes[0] = (byte) head;
        addressBytes[1] = (byte) address.value();
        if ((first || !reads) && loop.write(addressBytes, 0, 2) < 2) {
            return false;
        }
        if (!reads) {
            return true;
        }
        addressBytes[0] = (byte) (head | 1);
        return (!first || loop.restart()) && loop.write(addressBytes, 0, 1) == 1;
    }

    private void letGo() throws IOException {
        data.ioctl(Pin.WRITE, 1);
        clock.ioctl(Pin.WRITE, 1);
    }

    /// Makes a stop if the pins still can, and lets the lines go.
    private void abandon(Exception cause) {
        if (ready) {
            Recovery.after(cause, () -> {
                clock.ioctl(Pin.WRITE, 0);
                if (!loop.stop()) {
                    loop.recover(); // a chip may just have begun to acknowledge
                }
            });
        }
        Recovery.after(cause, () -> data.ioctl(Pin.WRITE, 1));
        Recovery.after(cause, () -> clock.ioctl(Pin.WRITE, 1));
        ready = false;
    }

    private DeviceException failed(I2cAddress address, I2cMessage[] messages) {
        return switch (failure) {
            case NOT_ACKNOWLEDGED ->
                inAddress
                        ? trouble(
                                Kind.ADDRESS_NOT_ACKNOWLEDGED,
                                "nobody acknowledged %s; check supply, wiring and pull-ups, or see who answers a scan",
                                address)
                        : new DeviceException(
                                Kind.DATA_NOT_ACKNOWLEDGED,
                                ("%s: %s did not acknowledge byte %d (0x%02x) of those written, counted from 0; it is"
                                                + " busy or does not know the value")
                                        .formatted(this, address, done, byteWritten(messages)),
                                done);
            case STRETCHED ->
                trouble(
                        Kind.STRETCHED_TOO_LONG,
                        "%s held SCL low for more than %s, and may still; if it needs the time, set"
                                + " withStretchLimit, else power the chip off and on",
                        address,
                        stretchLimit());
            case LOST ->
                trouble(
                        Kind.ARBITRATION_LOST,
                        "SDA was low where it should have been free, in a transfer with %s: another master won the"
                                + " bus, or a chip hung in the middle of a byte; try again",
                        address);
            case CLOCK_STUCK ->
                trouble(
                        Kind.STUCK,
                        "SCL stays low for more than %s before a transfer with %s: something holds it, or it has no"
                                + " pull-up; power the chips off and on",
                        stretchLimit(),
                        address);
            case DATA_STUCK ->
                trouble(
                        Kind.STUCK,
                        "SDA stays low in a transfer with %s, after nine clocks and a stop: something holds it, or"
                                + " it has no pull-up; power the chips off and on",
                        address);
            case NONE -> throw new IllegalStateException(this + ": failed for no reason");
        };
    }

    private String stretchLimit() {
        long nanos = stretch.toNanos();
        if (nanos < 1000) {
            return nanos + " ns";
        }
        return nanos < 1_000_000 ? nanos / 1000 + " µs" : nanos / 1_000_000 + " ms";
    }

    private DeviceException trouble(Kind kind, String what, Object... arguments) {
        return new DeviceException(kind, this + ": " + what.formatted(arguments));
    }

    private int byteWritten(I2cMessage[] messages) {
        int before = done;
        for (var message : messages) {
            if (message instanceof I2cMessage.Write write) {
                if (before < write.length()) {
                    return write.bytes()[write.offset() + before] & 0xFF;
                }
                before -= write.length();
            }
        }
        throw new IllegalStateException(this + ": no byte " + done + " was written");
    }

    /// Returns what the bus is made of, such as `I2C bus (SCL host scl, SDA host sda)`.
    @Override
    public String toString() {
        return "I2C bus (SCL %s, SDA %s)".formatted(scl, sda);
    }
}
