package dev.jumper.sim;

import dev.jumper.hal.Banked;
import java.io.IOException;

/// Up to 64 host pins of one circuit, read and written at one moment and at the cost of one access.
final class PinBank implements Banked.Bank {
    private final Circuit circuit;
    private final CircuitPin[] pins = new CircuitPin[Long.SIZE];
    private int size;

    PinBank(Circuit circuit) {
        this.circuit = circuit;
    }

    boolean isFull() {
        return size == pins.length;
    }

    /// Gives `pin` the next line, and returns its number.
    int add(CircuitPin pin) {
        pins[size] = pin;
        return size++;
    }

    @Override
    public long read(long mask) throws IOException {
        check(mask);
        circuit.access();
        long levels = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int line = Long.numberOfTrailingZeros(rest);
            levels |= (long) pins[line].sample() << line;
        }
        circuit.reportShort();
        return levels;
    }

    @Override
    public void write(long mask, long levels) throws IOException {
        check(mask);
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            pins[Long.numberOfTrailingZeros(rest)].requireOutput();
        }
        circuit.access();
        boolean outermost = circuit.begin();
        try {
            for (long rest = mask; rest != 0; rest &= rest - 1) {
                int line = Long.numberOfTrailingZeros(rest);
                pins[line].drive((int) (levels >>> line) & 1);
            }
        } finally {
            circuit.end(outermost);
        }
        circuit.reportShort();
    }

    private void check(long mask) {
        if (size < Long.SIZE && mask >>> size != 0) {
            throw new IllegalArgumentException(
                    "%s: mask 0x%x has lines beyond the last, which is %d; use the bits that Banked.line() tells"
                            .formatted(this, mask, size - 1));
        }
    }

    @Override
    public String toString() {
        return "bank of " + pins[0] + (size > 1 ? " to " + pins[size - 1] : "");
    }
}
