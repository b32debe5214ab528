package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import java.time.Instant;

/// A DS1307 clock, for an [I2cTarget] at 0x68. It starts as one that has just been given power for the first time:
/// on 1 January 2000, its oscillator halted.
///
/// Source: Analog Devices DS1307 data sheet (19-5326), "Clock and Calendar", "Control Register", "RTC and RAM
/// Address Map".
public final class Ds1307Model implements I2cChip {
    private static final int COUNT = 64;
    private static final int CONTROL = 7;
    private static final int HALTED = 0x80;

    private final I2cRegisters registers = I2cRegisters.of(COUNT);
    private final CalendarCounter counter = new CalendarCounter(registers, HALTED);
    private Circuit circuit = Circuit.create();
    private boolean pointerComes;

    private Ds1307Model() {
        powerUp();
    }

    /// Returns a clock that has just been given power for the first time.
    public static Ds1307Model create() {
        return new Ds1307Model();
    }

    /// Sets and starts the clock as somebody would have long ago, and returns this.
    public Ds1307Model showing(Instant time) {
        registers.set(0, 0);
        counter.restart(circuit.nanos());
        counter.show(time);
        return this;
    }

    /// Sets registers from `first` on to what no program would write, and returns this.
    public Ds1307Model set(int first, int... bytes) {
        registers.set(first, bytes);
        return this;
    }

    /// Returns the register at `index`, 0 to 255, as it was when the chip was last addressed.
    public int register(int index) {
        return registers.value(index);
    }

    /// Takes supply and battery away for a moment: the clock halts, the memory is lost.
    public void powerLost() {
        powerUp();
        for (int i = CONTROL + 1; i < COUNT; i++) {
            registers.set(i, circuit.random().nextInt(256));
        }
    }

    private void powerUp() {
        registers.set(0, HALTED, 0, 0, 1, 1, 1, 0, 0x03);
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
        counter.restart(to.nanos());
    }

    @Override
    public boolean started(boolean reading) {
        if ((registers.value(0) & HALTED) == 0) {
            counter.catchUp(circuit.nanos());
        } else {
            counter.restart(circuit.nanos());
        }
        pointerComes = !reading;
        return registers.started(reading);
    }

    @Override
    public boolean written(int value) {
        if (pointerComes) {
            pointerComes = false;
        } else if (registers.pointer() == 0) {
            counter.restart(circuit.nanos());
        } else if (registers.pointer() == CONTROL) {
            return registers.written(value & 0x93); // the others are always 0
        }
        return registers.written(value);
    }

    @Override
    public int next() {
        return registers.next();
    }
}
