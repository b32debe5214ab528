package dev.jumper.bitbang;

import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// Up to eight 74HC165 in a row: 64 more inputs for three pins, each of them a [Pin].
///
/// Line 0 is input D0 of the first chip, the one whose Q7 is read; line 8 is D0 of the second, whose Q7 goes to
/// DS of the first. All are sampled at one moment, the rising edge of PL. Lines are inputs for good: they take
/// [Pin#INPUT] without a resistor, and refuse all else that would change them.
///
/// Not thread-safe. The pins stay the caller's to close.
///
/// Source: Nexperia 74HC165 data sheet, "Pin description", "Dynamic characteristics".
public final class ShiftRegisterInput implements Banked.Bank {
    /// "Dynamic characteristics" at 2 V, the slowest: Q7 follows CP or PL within 250 ns, the longest of them all.
    private static final long DELAY_NANOS = 250;

    private final Pin pl;
    private final Pin cp;
    private final Pin q7;
    private final int lines;
    private final Ticks ticks;
    private boolean ready;

    private ShiftRegisterInput(Pin pl, Pin cp, Pin q7, int lines, Ticks ticks) {
        this.pl = pl;
        this.cp = cp;
        this.q7 = q7;
        this.lines = lines;
        this.ticks = ticks;
    }

    /// Returns the inputs of `chips` chips, 1 to 8.
    public static ShiftRegisterInput over(Pin pl, Pin cp, Pin q7, int chips, Ticks ticks) {
        return new ShiftRegisterInput(pl, cp, q7, ChipRow.lines("74HC165", chips), ticks);
    }

    /// Returns how many lines there are.
    public int lines() {
        return lines;
    }

    /// Returns the pin of input `line`, from 0 up. Each time it is read, all are.
    public Pin pin(int line) {
        ChipRow.requireLine(this, line, lines);
        return new Line(this, line);
    }

    @Override
    public long read(long mask) throws IOException {
        ChipRow.requireMask(this, mask, lines);
        try {
            prepare();
            return sample() & mask;
        } catch (UnsupportedOperationException e) {
            ready = false;
            throw Directions.refused(this, e);
        } catch (IOException | RuntimeException e) {
            ready = false;
            throw e;
        }
    }

    /// Refuses: there is nothing to drive.
    ///
    /// @throws UnsupportedOperationException always
    @Override
    public void write(long mask, long levels) {
        throw new UnsupportedOperationException(this + ": its lines are inputs; drive a 74HC595 instead");
    }

    private void prepare() throws IOException {
        if (!ready) {
            pl.ioctl(Pin.OUTPUT, 1);
            cp.ioctl(Pin.OUTPUT, 0);
            Directions.inputIfKnown(q7);
            ready = true;
        }
    }

    /// Loads all lines, then shifts them out: D7 of the first chip comes first.
    private long sample() throws IOException {
        pl.ioctl(Pin.WRITE, 0);
        Wait.atLeast(ticks, DELAY_NANOS);
        pl.ioctl(Pin.WRITE, 1);
        long levels = 0;
        for (int i = 0; i < lines; i++) {
            Wait.atLeast(ticks, DELAY_NANOS);
            int line = i / ChipRow.CHIP_LINES * ChipRow.CHIP_LINES + ChipRow.CHIP_LINES - 1 - i % ChipRow.CHIP_LINES;
            levels |= (long) q7.ioctl(Pin.READ, 0) << line;
            cp.ioctl(Pin.WRITE, 1);
            Wait.atLeast(ticks, DELAY_NANOS);
            cp.ioctl(Pin.WRITE, 0);
        }
        return levels;
    }

    /// Returns what the chips hang on, such as `74HC165 (PL host pl, CP host cp, Q7 host q7)`.
    @Override
    public String toString() {
        return "74HC165 (PL %s, CP %s, Q7 %s)".formatted(pl, cp, q7);
    }

    private record Line(ShiftRegisterInput register, int line) implements Pin, Banked {
        @Override
        public Bank bank() {
            return register;
        }

        @Override
        public int ioctl(int request, int argument) throws IOException {
            if (request == READ) {
                return (int) (register.read(1L << line) >>> line);
            }
            if (request == INPUT && argument == FLOATING) {
                return 0;
            }
            throw Pin.unknown(this, request);
        }

        @Override
        public String toString() {
            return "line " + line + " of " + register;
        }
    }
}
