package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// A 1-Wire bus made of one pin, which needs a pull-up, 4.7 kΩ as a rule.
///
/// A pin that knows open-drain is used so; another becomes an output to drive low and an input to release. The
/// line is let go by the first reset or slot.
///
/// A device keeps its bit for 15 µs (2 µs in overdrive), and this machine may pause for longer. Each slot is
/// therefore measured, and one that took too long throws a [DeviceException] of kind [Kind#MISSED]: what it read
/// is never passed on. A slot cannot be had again, but what begins with a reset can: see [#withAttempts].
///
/// Not thread-safe. The pin stays the caller's to close.
///
/// Sources: see [OneWireBus]; Maxim application note 126, "1-Wire Communication Through Software".
public final class SoftOneWire implements OneWireBus {
    private static final int OVERDRIVE_SKIP_ROM = 0x3C; // DS2431 data sheet, "1-Wire ROM Function Commands"
    private static final int OVERDRIVE_MATCH_ROM = 0x69;
    private static final int ATTEMPTS = 3;
    private static final byte[] NOTHING = {};

    private final Pin pin;
    private final Ticks ticks;
    private final int attempts;
    private final boolean flipped;
    private final OneWireLoop loop;

    private SoftOneWire(Pin pin, Ticks ticks, int attempts, boolean flipped) {
        this.pin = pin;
        this.ticks = ticks;
        this.attempts = attempts;
        this.flipped = flipped;
        this.loop = new OneWireLoop(this, pin, ticks, flipped);
    }

    /// Returns a bus at standard speed that makes up to three attempts.
    public static SoftOneWire over(Pin pin, Ticks ticks) {
        return new SoftOneWire(pin, ticks, ATTEMPTS, false);
    }

    /// Returns this bus with another number of attempts at a reset, a transaction or a search in which a bit was
    /// missed. One, for transactions that must not be begun twice, and always in overdrive.
    public SoftOneWire withAttempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("1-Wire attempts are " + most + ", expected at least 1");
        }
        return new SoftOneWire(pin, ticks, most, flipped);
    }

    /// Returns this bus with a line that is released by making the pin an input, even if it knows open-drain.
    public SoftOneWire withFlippedDirections() {
        return new SoftOneWire(pin, ticks, attempts, true);
    }

    /// Resets the bus and takes all devices that can to overdrive speed, until [#standard].
    ///
    /// A pause of this machine may hold the line low for 480 µs or more, and that is a reset to standard speed. So
    /// whatever is missed in overdrive ends it: the error of kind [Kind#MISSED] comes without a further attempt,
    /// the bus is at standard speed again, and so are the devices after the next reset. Call this again to go on
    /// in overdrive.
    ///
    /// @throws DeviceException if no device answers the reset
    public void overdrive() throws IOException {
        standard();
        transfer(new byte[] {OVERDRIVE_SKIP_ROM}, NOTHING);
        loop.times(OneWireTimes.OVERDRIVE);
    }

    /// Resets the bus, selects the device `rom` and takes it to overdrive speed, until [#standard] or the first
    /// miss, as [#overdrive()]; other devices wait for a reset at standard speed.
    ///
    /// @throws DeviceException if no device answers the reset
    public void overdrive(RomCode rom) throws IOException {
        standard();
        transfer(new byte[] {OVERDRIVE_MATCH_ROM}, NOTHING);
        loop.times(OneWireTimes.OVERDRIVE);
        for (byte value : rom.bytes()) {
            octet(value & 0xFF);
        }
    }

    /// Goes back to standard speed, which the next reset tells to the devices.
    public void standard() {
        loop.times(OneWireTimes.STANDARD);
    }

    @Override
    public boolean reset() throws IOException {
        for (int left = retries(); ; left--) {
            try {
                return loop.reset();
            } catch (DeviceException e) {
                requireAnotherAttempt(e, left);
            }
        }
    }

    @Override
    public int slot(int bit) throws IOException {
        return loop.slot(bit);
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws IOException {
        for (int left = retries(); ; left--) {
            try {
                OneWireBus.super.transfer(write, read);
                return;
            } catch (DeviceException e) {
                requireAnotherAttempt(e, left);
            }
        }
    }

    @Override
    public List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
        for (int left = retries(); ; left--) {
            try {
                return OneWireBus.super.search(family, alarmed);
            } catch (DeviceException e) {
                requireAnotherAttempt(e, left);
            }
        }
    }

    @Override
    public void transferThenPower(byte[] write, Duration duration) throws IOException {
        loop.requirePower();
        int left = retries();
        while (!writeThenPower(write, left)) {
            left--;
        }
        long start = ticks.nanos();
        ticks.delay(duration);
        boolean interrupted = Thread.currentThread().isInterrupted() && ticks.nanos() - start < duration.toNanos();
        loop.release();
        if (interrupted) {
            throw new InterruptedIOException(this + ": interrupted while it powered the devices; the line is let go");
        }
    }

    /// Returns whether all was written; throws if it was not, and there are no attempts left.
    private boolean writeThenPower(byte[] write, int left) throws IOException {
        try {
            OneWireBus.super.transfer(write.length == 0 ? write : Arrays.copyOf(write, write.length - 1), NOTHING);
            if (write.length == 0) {
                loop.power();
                return true;
            }
            int last = write[write.length - 1];
            for (int i = 0; i < 7; i++) {
                loop.slot(last >> i & 1);
            }
            loop.slotThenPower(last >> 7 & 1);
            return true;
        } catch (DeviceException e) {
            requireAnotherAttempt(e, left);
            return false;
        }
    }

    /// Returns how often something may be begun again: never in overdrive, which a miss ends.
    private int retries() {
        return loop.isOverdrive() ? 0 : attempts - 1;
    }

    /// Throws `e` unless it may help to begin again, and that is allowed `left` times more.
    private static void requireAnotherAttempt(DeviceException e, int left) throws DeviceException {
        if (e.kind() != Kind.MISSED || left <= 0) {
            throw e;
        }
    }

    /// Returns what the bus is made of, such as `1-Wire bus (host owr)`.
    @Override
    public String toString() {
        return "1-Wire bus (%s)".formatted(pin);
    }
}
