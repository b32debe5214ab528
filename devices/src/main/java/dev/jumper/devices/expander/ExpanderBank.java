package dev.jumper.devices.expander;

import dev.jumper.hal.Banked;
import java.io.IOException;

/// All lines of an expander: their directions, and operations on several at once.
final class ExpanderBank implements Banked.Bank {
    private final PortRegisters registers;
    private int outputs;
    private int openDrains;

    ExpanderBank(PortRegisters registers) {
        this.registers = registers;
    }

    /// Takes the directions that the chip has.
    void adopt() {
        outputs = ~registers.value(PortRegisters.IODIR) & PortRegisters.BOTH;
        openDrains = 0;
    }

    /// Returns the name that the data sheet gives to `line`, and its chip.
    String nameOf(int line) {
        return ExpanderPin.name(line) + " of " + registers;
    }

    @Override
    public long read(long mask) throws IOException {
        requireLines(mask);
        return mask == 0 ? 0 : registers.read(PortRegisters.GPIO, (int) mask);
    }

    @Override
    public void write(long mask, long levels) throws IOException {
        requireLines(mask);
        int lines = (int) mask;
        if ((lines & ~outputs) != 0) {
            throw notAnOutput(nameOf(Integer.numberOfTrailingZeros(lines & ~outputs)));
        }
        int driven = lines & ~openDrains;
        int released = lines & openDrains;
        if (driven != 0) {
            registers.write(PortRegisters.OLAT, driven, (int) levels);
        }
        if (released != 0) {
            registers.write(PortRegisters.IODIR, released, (int) levels);
        }
    }

    void input(int bit, boolean pulledUp) throws IOException {
        registers.put(PortRegisters.GPPU, bit, pulledUp ? bit : 0);
        registers.write(PortRegisters.IODIR, bit, bit);
        outputs &= ~bit;
        openDrains &= ~bit;
    }

    void output(int bit, int level) throws IOException {
        registers.write(PortRegisters.OLAT, bit, level == 0 ? 0 : bit);
        registers.put(PortRegisters.IODIR, bit, 0);
        registers.put(PortRegisters.GPPU, bit, 0);
        outputs |= bit;
        openDrains &= ~bit;
    }

    /// Makes a line open-drain: its latch is 0, and its direction says the level. A line that is driven high is let
    /// go before its latch changes.
    void openDrain(int bit, int level) throws IOException {
        int direction = level == 0 ? 0 : bit;
        if (direction != 0) {
            registers.put(PortRegisters.IODIR, bit, bit);
        }
        registers.put(PortRegisters.GPPU, bit, 0);
        registers.put(PortRegisters.OLAT, bit, 0);
        registers.write(PortRegisters.IODIR, bit, direction);
        outputs |= bit;
        openDrains |= bit;
    }

    static IllegalStateException notAnOutput(Object pin) {
        return new IllegalStateException(pin + ": written while it is an input; make it an output first");
    }

    private void requireLines(long mask) {
        if ((mask & ~(long) PortRegisters.BOTH) != 0) {
            throw new IllegalArgumentException(
                    "%s: mask 0x%x has lines beyond the last, which is 15; use the bits that Banked.line() tells"
                            .formatted(this, mask));
        }
    }

    @Override
    public String toString() {
        return "bank of " + registers;
    }
}
