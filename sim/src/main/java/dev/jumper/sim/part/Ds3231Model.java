package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import java.time.Instant;

/// A DS3231 clock, for an [I2cTarget] at 0x68. It starts as one that has just been given power: on 1 January 2000,
/// with the flag that says that its oscillator had stopped.
///
/// Source: Analog Devices DS3231 data sheet (19-5170), figure "Timekeeping Registers", "Control Register (0Eh)",
/// "Status Register (0Fh)", "Temperature Registers (11h-12h)", "Electrical Characteristics".
public final class Ds3231Model implements I2cChip {
    private static final int COUNT = 0x13;
    private static final int CONTROL = 0x0E;
    private static final int STATUS = 0x0F;
    private static final int CONVERT = 0x20;
    private static final int STOPPED = 0x80;
    private static final int BUSY = 0x04;
    private static final int OUTPUT_32K = 0x08;
    private static final int ALARMS = 0x03;
    private static final long CONVERSION_NANOS = 125_000_000; // tCONV, typical
    private static final long CONVERSION_PERIOD = 64_000_000_000L;

    private final I2cRegisters registers = I2cRegisters.of(COUNT);
    private final CalendarCounter counter = new CalendarCounter(registers, 0);
    private Circuit circuit = Circuit.create();
    private boolean pointerComes;
    private double celsius = 25;
    private long convertedAt;
    private boolean endless;

    private Ds3231Model() {
        powerUp();
    }

    /// Returns a clock that has just been given power.
    public static Ds3231Model create() {
        return new Ds3231Model();
    }

    /// Sets the clock as somebody would have long ago, and returns this.
    public Ds3231Model showing(Instant time) {
        counter.restart(circuit.nanos());
        counter.show(time);
        registers.set(STATUS, registers.value(STATUS) & ~STOPPED);
        return this;
    }

    /// Has the chip be as warm as this, which its next conversion finds, and returns this.
    public Ds3231Model celsius(double temperature) {
        celsius = temperature;
        return this;
    }

    /// Never ends a conversion from now on, and returns this.
    public Ds3231Model neverConverting() {
        endless = true;
        return this;
    }

    /// Sets registers from `first` on to what no program would write, and returns this.
    public Ds3231Model set(int first, int... bytes) {
        registers.set(first, bytes);
        return this;
    }

    /// Returns the register at `index`, 0 to 255, as it was when the chip was last addressed.
    public int register(int index) {
        return registers.value(index);
    }

    /// Takes supply and battery away for a moment: all begins anew.
    public void powerLost() {
        powerUp();
        counter.restart(circuit.nanos());
    }

    private void powerUp() {
        registers.set(0, 0, 0, 0, 1, 1, 1, 0);
        registers.set(7, 0, 0, 0, 0, 0, 0, 0);
        registers.set(CONTROL, 0x1C, STOPPED | OUTPUT_32K, 0);
        convert();
    }

    private void convert() {
        int quarters = (int) Math.round(celsius * 4);
        registers.set(0x11, quarters >> 2 & 0xFF, (quarters & 3) << 6);
        registers.set(CONTROL, registers.value(CONTROL) & ~CONVERT, registers.value(STATUS) & ~BUSY);
        convertedAt = circuit.nanos();
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
        counter.restart(to.nanos());
        convertedAt = to.nanos();
    }

    @Override
    public boolean started(boolean reading) {
        counter.catchUp(circuit.nanos());
        if (!endless && circuit.nanos() - convertedAt >= CONVERSION_PERIOD) {
            convert();
        }
        pointerComes = !reading;
        return registers.started(reading);
    }

    @Override
    public boolean written(int value) {
        if (pointerComes) {
            pointerComes = false;
            return registers.written(value);
        }
        return registers.written(taken(registers.pointer(), value));
    }

    /// Does what a write of `value` to `register` does, and returns what the register then holds.
    private int taken(int register, int value) {
        int old = registers.value(register);
        return switch (register) {
            case 0 -> {
                counter.restart(circuit.nanos());
                yield value & 0x7F;
            }
            case CONTROL -> {
                if ((value & CONVERT) != 0 && (old & CONVERT) == 0) {
                    registers.set(STATUS, registers.value(STATUS) | BUSY);
                    if (!endless) {
                        circuit.after(CONVERSION_NANOS, this::convert);
                    }
                }
                yield value;
            }
            case STATUS -> value & OUTPUT_32K | old & value & (STOPPED | ALARMS) | old & BUSY;
            case 0x11, 0x12 -> old;
            default -> value;
        };
    }

    @Override
    public int next() {
        return registers.next();
    }
}
