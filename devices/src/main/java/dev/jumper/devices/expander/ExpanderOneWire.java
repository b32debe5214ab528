package dev.jumper.devices.expander;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// A 1-Wire bus on two lines of an expander, one that pulls low through a diode and one that reads.
///
/// A slot is one transaction, in which the chip stays at its port register:
///
/// ```
///   S addr+W (A) GPIO (A) low (A) high (A)  S addr+R (A) (sample) N P
///                           ^falls   ^rises             ^is read, 19 or 20 clocks after the fall
/// ```
///
/// What happens inside it cannot be measured, but what takes 15 µs there takes 36 clocks longer from outside, and
/// the chip knows no clock above 1.7 MHz.
///
/// Sources: as of [OneWireBus]; data sheet of [PortRegisters], "I2C Interface AC Characteristics".
final class ExpanderOneWire implements OneWireBus {
    private static final long CLOCK = 588; // of 1.7 MHz, in nanoseconds
    private static final long LONGEST_SLOT = 15_000 + 36 * CLOCK; // tRDV, and what is outside of fall and sample
    private static final long BEFORE_FALL = 27 * CLOCK; // address, register and the byte itself
    private static final long SLOT = 90_000; // from the start of the transaction: 60 µs of slot, and recovery
    private static final long ZERO_LOW = 60_000; // tLOW0
    private static final long LONGEST_ZERO = 120_000;
    private static final long RECOVERY = 10_000;
    private static final long RESET_LOW = 480_000; // tRSTL
    private static final long PRESENCE = 50_000; // and 29 clocks until the sample: within 60 to 75 µs
    private static final long LATEST_PRESENCE = 75_000; // tPDHIGH and tPDLOW, minima
    private static final long AFTER_SAMPLE = 10 * CLOCK;
    private static final long AFTER_RESET = 480_000; // tRSTH

    private final Pin drive;
    private final Pin sense;
    private final PortRegisters registers;
    private final Ticks ticks;
    private final int port;
    private final int driveBit;
    private final int senseBit;
    private boolean ready;

    ExpanderOneWire(ExpanderPin drive, ExpanderPin sense, PortRegisters registers, Ticks ticks) {
        this.drive = drive;
        this.sense = sense;
        this.registers = registers;
        this.ticks = ticks;
        this.port = drive.line() >> 3;
        this.driveBit = 1 << (drive.line() & 7);
        this.senseBit = 1 << (sense.line() & 7);
    }

    @Override
    public boolean reset() throws IOException {
        try {
            prepare();
            return resetInTime();
        } catch (IOException | RuntimeException e) {
            letGo(e);
            throw e;
        }
    }

    @Override
    public int slot(int bit) throws IOException {
        try {
            prepare();
            return bit == 0 ? zero() : one();
        } catch (IOException | RuntimeException e) {
            letGo(e);
            throw e;
        }
    }

    private void prepare() throws IOException {
        if (!ready) {
            sense.ioctl(Pin.INPUT, Pin.FLOATING);
            drive.ioctl(Pin.OUTPUT, 1);
            ready = true;
        }
        registers.burst(); // before anything is timed
    }

    private boolean resetInTime() throws IOException {
        if (!isHigh()) {
            throw trouble(
                    Kind.STUCK, "the line is low before a reset; something holds it, or it has no pull-up of 4.7 kΩ");
        }
        low();
        pause(RESET_LOW);
        if (isHigh()) {
            throw trouble(
                    Kind.STUCK,
                    "the line stays high although it is driven low; check the diode, its cathode belongs to the line"
                            + " that drives");
        }
        long start = ticks.nanos();
        high();
        pause(PRESENCE);
        boolean present = !isHigh();
        long sampled = ticks.nanos() - start - BEFORE_FALL - AFTER_SAMPLE;
        pause(AFTER_RESET - (ticks.nanos() - start) + BEFORE_FALL + AFTER_SAMPLE);
        if (!isHigh()) {
            throw trouble(
                    Kind.STUCK, "the line is low after a presence pulse; something holds it, or it has no pull-up");
        }
        if (!present) {
            requireInTime("look for a presence pulse", sampled, LATEST_PRESENCE);
        }
        return present;
    }

    private int one() throws IOException {
        long start = ticks.nanos();
        int read = registers.pulse(port, others(), others() | driveBit) & senseBit;
        long took = ticks.nanos() - start;
        pause(SLOT - took);
        requireInTime("do the transaction of a slot", took, LONGEST_SLOT);
        return read == 0 ? 0 : 1;
    }

    private int zero() throws IOException {
        long start = ticks.nanos();
        low();
        pause(ZERO_LOW);
        high();
        long took = ticks.nanos() - start - BEFORE_FALL;
        pause(RECOVERY);
        requireInTime("write a 0", took, LONGEST_ZERO);
        return 0;
    }

    private boolean isHigh() throws IOException {
        return (registers.sample(port) & senseBit) != 0;
    }

    private void low() throws IOException {
        registers.latch(port, others());
    }

    private void high() throws IOException {
        registers.latch(port, others() | driveBit);
    }

    /// Returns what the other lines of the port are driven to.
    private int others() {
        return registers.value(PortRegisters.OLAT) >> 8 * port & 0xFF & ~driveBit;
    }

    private void pause(long nanos) {
        long start = ticks.nanos();
        for (long left = nanos; left > 0; left = nanos - (ticks.nanos() - start)) {
            ticks.delay(left); // an interrupt ends it early, and must not shorten a slot
        }
    }

    /// Lets the line go, and sets up both lines anew at the next use.
    private void letGo(Exception cause) {
        ready = false;
        try {
            high();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void requireInTime(String what, long took, long limit) throws DeviceException {
        if (took > limit) {
            throw trouble(
                    Kind.MISSED,
                    "took %.1f µs to %s, expected at most %.1f µs; run the I2C bus at 1.6 to 1.7 MHz, or try again"
                            .formatted(took / 1000.0, what, limit / 1000.0));
        }
    }

    private DeviceException trouble(Kind kind, String what) {
        return new DeviceException(kind, this + ": " + what);
    }

    /// Returns what the bus is made of, `1-Wire bus (GPA0 of MCP23017 at 0x20, GPA1 of MCP23017 at 0x20)`.
    @Override
    public String toString() {
        return "1-Wire bus (%s, %s)".formatted(drive, sense);
    }
}
