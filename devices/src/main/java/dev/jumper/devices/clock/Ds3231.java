package dev.jumper.devices.clock;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Registers;
import dev.jumper.devices.Sensor;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// DS3231 clock with a compensated crystal and a thermometer, on I2C up to 400 kHz.
///
/// The time is UTC. What another program has set in 12-hour mode, or past 2099 by the century bit, is read as it is
/// meant. [#trusted] is false once the oscillator has stopped, until the clock is set.
///
/// Quoted titles are sections of the data sheet "DS3231 Extremely Accurate I2C-Integrated RTC/TCXO/Crystal" (Analog
/// Devices 19-5170). Not thread-safe. The bus stays the caller's to close.
public final class Ds3231 implements Rtc, Sensor {
    /// How this clock is attached.
    public static final Chip<Ds3231> CHIP =
            Chip.<Ds3231>named("DS3231", "clock", "Analog Devices 19-5170").overI2c(Ds3231::open, 0x68);

    private static final int SECONDS = 0x00; // figure "Timekeeping Registers", as all registers
    private static final int CONTROL = 0x0E;
    private static final int STATUS = 0x0F;
    private static final int AGING = 0x10;
    private static final int TEMPERATURE = 0x11;
    private static final int REGISTERS = 0x13;
    private static final int CENTURY = 0x80; // of the month, "Clock and Calendar"
    private static final int OSCILLATOR_OFF = 0x80; // "Control Register (0Eh)", on battery
    private static final int CONVERT = 0x20;
    private static final int STOPPED = 0x80; // "Status Register (0Fh)"
    private static final int BUSY = 0x04;
    private static final int OUTPUT_32K = 0x08;
    private static final int ALARMS = 0x03; // written as 1 they stay as they are
    private static final Duration CONVERSION = Duration.ofMillis(200); // "Electrical Characteristics", tCONV
    private static final Duration POLL = Duration.ofMillis(2);

    private final Registers registers;
    private final Ticks ticks;

    private Ds3231(Registers registers, Ticks ticks) {
        this.registers = registers;
        this.ticks = ticks;
    }

    /// Returns the clock at `address`, which is always 0x68, having seen that its registers are those of a DS3231.
    ///
    /// @throws DeviceException of kind [DeviceException.Kind#WRONG_ANSWER] if they are not
    public static Ds3231 open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException {
        var clock = new Ds3231(new Registers.OverI2c(bus, CHIP.require(address)), ticks);
        if (!clock.wraps() && !clock.wraps()) { // once more, for a second may have ended in between
            throw clock.trouble(
                    DeviceException.Kind.WRONG_ANSWER,
                    "is another chip, for its registers do not begin again after 0x12; a DS1307 has the same address");
        }
        return clock;
    }

    /// Tells whether the register after the last one is the first: "I2C Serial Data Bus" and "Address Map".
    private boolean wraps() throws IOException {
        var all = registers.read(SECONDS, REGISTERS + 1);
        return all[REGISTERS] == all[SECONDS];
    }

    @Override
    public Instant now() throws IOException {
        var shown = registers.read(SECONDS, CalendarRegisters.COUNT);
        return CalendarRegisters.time(shown, (shown[5] & CENTURY) == 0 ? 2000 : 2100, toString());
    }

    /// Sets the clock to a second from 2000 to 2099, has it run on battery too, and forgets that it had stopped. A
    /// fraction of a second is dropped.
    @Override
    public void set(Instant time) throws IOException {
        registers.write(SECONDS, CalendarRegisters.of(time, toString()));
        int control = registers.read(CONTROL);
        if ((control & OSCILLATOR_OFF) != 0) {
            registers.write(CONTROL, control & ~OSCILLATOR_OFF);
        }
        registers.write(STATUS, registers.read(STATUS) & OUTPUT_32K | ALARMS);
    }

    @Override
    public boolean trusted() throws IOException {
        return (registers.read(STATUS) & STOPPED) == 0;
    }

    /// Measures the temperature, blocking up to 400 ms, and returns degrees Celsius in steps of 0.25.
    ///
    /// @throws DeviceException of kind [DeviceException.Kind#NEVER_ENDED] if the chip does not end a conversion
    public double readCelsius() throws IOException {
        awaitIdle("before a conversion"); // "Control Register (0Eh)", CONV: not while it converts by itself
        registers.write(CONTROL, registers.read(CONTROL) | CONVERT);
        awaitIdle("after a conversion began");
        var bytes = registers.read(TEMPERATURE, 2); // "Temperature Registers (11h-12h)"
        return (bytes[0] << 2 | bytes[1] >> 6 & 3) / 4.0;
    }

    @Override
    public List<Reading> read() throws IOException {
        return List.of(new Reading("temperature", readCelsius(), "°C", 2));
    }

    /// Returns by how much the crystal is slowed down, -128 to 127, at 25 °C some 0.1 ppm a step.
    public int agingOffset() throws IOException {
        return (byte) registers.read(AGING);
    }

    /// Sets by how much the crystal is slowed down, -128 to 127; counts from the next conversion on.
    public void agingOffset(int steps) throws IOException {
        if (steps < Byte.MIN_VALUE || steps > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(this + ": aging offset is " + steps + ", expected -128 to 127");
        }
        registers.write(AGING, steps & 0xFF);
    }

    private void awaitIdle(String when) throws IOException {
        var deadline = Deadline.after(ticks, CONVERSION);
        while (true) {
            if ((registers.read(CONTROL) & CONVERT) == 0 && (registers.read(STATUS) & BUSY) == 0) {
                return;
            }
            if (deadline.expired()) {
                throw trouble(
                        DeviceException.Kind.NEVER_ENDED,
                        "still converts 200 ms %s, which is as long as it may take; power it off and on"
                                .formatted(when));
            }
            ticks.delay(POLL);
        }
    }

    private DeviceException trouble(DeviceException.Kind kind, String what) {
        return new DeviceException(kind, this + ": " + what);
    }

    /// Returns what this is and where, `DS3231 at 0x68`.
    @Override
    public String toString() {
        return "DS3231 " + registers;
    }
}
