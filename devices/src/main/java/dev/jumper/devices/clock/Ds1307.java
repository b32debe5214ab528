package dev.jumper.devices.clock;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Registers;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.time.Instant;

/// DS1307 clock with 56 bytes of memory that its battery keeps, on I2C up to 100 kHz.
///
/// The time is UTC, from 2000 to 2099. What another program has set in 12-hour mode is read as it is meant.
/// [#trusted] is false while the oscillator is halted, as it is after the chip has lost its battery, until the
/// clock is set.
///
/// Quoted titles are sections of the data sheet "DS1307 64 x 8, Serial, I2C Real-Time Clock" (Analog Devices
/// 19-5326). Not thread-safe. The bus stays the caller's to close.
public final class Ds1307 implements Rtc {
    /// How this clock is attached.
    public static final Chip<Ds1307> CHIP = Chip.<Ds1307>named("DS1307", "clock", "Analog Devices 19-5326")
            .overI2c((bus, address, _) -> open(bus, address), 0x68);

    /// How many bytes of memory there are.
    public static final int MEMORY = 56;

    private static final int SECONDS = 0x00; // table "Timekeeper Registers", as all registers
    private static final int CONTROL = 0x07;
    private static final int FIRST_MEMORY = 0x08;
    private static final int HALTED = 0x80; // of the seconds, "Clock and Calendar"
    private static final int UNUSED_CONTROL = 0b0110_1100; // "Control Register", read as 0

    /// What the pin SQW/OUT does.
    public enum Output {
        /// It is low.
        LOW(0x00),
        /// It is let go: high by its pull-up.
        HIGH(0x80),
        /// A square wave of 1 Hz.
        HZ_1(0x10),
        /// A square wave of 4.096 kHz.
        HZ_4096(0x11),
        /// A square wave of 8.192 kHz.
        HZ_8192(0x12),
        /// A square wave of 32.768 kHz.
        HZ_32768(0x13);

        private final int control; // "Control Register"

        Output(int control) {
            this.control = control;
        }
    }

    private final Registers registers;

    private Ds1307(Registers registers) {
        this.registers = registers;
    }

    /// Returns the clock at `address`, which is always 0x68, having read its control register to prove that it
    /// answers. The chip has no mark of identity; one whose unused bits are set is refused.
    public static Ds1307 open(I2cBus bus, I2cAddress address) throws IOException {
        var clock = new Ds1307(new Registers.OverI2c(bus, CHIP.require(address)));
        int control = clock.registers.read(CONTROL);
        if ((control & UNUSED_CONTROL) != 0) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: is another chip, for register 0x07 is 0x%02x, expected bits 6, 5, 3 and 2 to be 0"
                            .formatted(clock, control));
        }
        return clock;
    }

    @Override
    public Instant now() throws IOException {
        return CalendarRegisters.time(registers.read(SECONDS, CalendarRegisters.COUNT), 2000, toString());
    }

    /// Sets the clock to a second from 2000 to 2099, and starts it. A fraction of a second is dropped.
    @Override
    public void set(Instant time) throws IOException {
        registers.write(SECONDS, CalendarRegisters.of(time, toString()));
    }

    @Override
    public boolean trusted() throws IOException {
        return (registers.read(SECONDS) & HALTED) == 0;
    }

    /// Has the pin SQW/OUT do something else.
    public void output(Output output) throws IOException {
        registers.write(CONTROL, output.control);
    }

    /// Returns `count` bytes of the memory from `offset` on.
    public byte[] readMemory(int offset, int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException(this + ": " + count + " bytes of memory asked for, expected 1 to 56");
        }
        requireMemory(offset, count);
        return registers.read(FIRST_MEMORY + offset, count);
    }

    /// Writes `bytes` into the memory from `offset` on.
    public void writeMemory(int offset, byte... bytes) throws IOException {
        requireMemory(offset, bytes.length);
        var values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xFF;
        }
        registers.write(FIRST_MEMORY + offset, values);
    }

    private void requireMemory(int offset, int count) {
        if (offset < 0 || count > MEMORY - offset) {
            throw new IllegalArgumentException("%s: bytes %d to %d of memory, expected 0 to 55"
                    .formatted(this, offset, (long) offset + count - 1));
        }
    }

    /// Returns what this is and where, `DS1307 at 0x68`.
    @Override
    public String toString() {
        return "DS1307 " + registers;
    }
}
