package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// What all lines of one request are to be, kept so that a change of one leaves the others as they are.
public final class LineConfig {
    private final long[] flags;
    private final long[] debounceMicros;
    private long levels;

    /// Makes the configuration of `count` lines, 1 to 64, all without a direction.
    public LineConfig(int count) {
        flags = new long[count];
        debounceMicros = new long[count];
    }

    /// Returns the flags of a line.
    public long flags(int line) {
        return flags[line];
    }

    /// Sets the flags of a line.
    public void flags(int line, long value) {
        flags[line] = value;
    }

    /// Has a line's changes ignored until they have lasted `micros` microseconds, 0 for at once.
    public void debounce(int line, long micros) {
        debounceMicros[line] = micros;
    }

    /// Returns the levels of the outputs, by bits.
    public long levels() {
        return levels;
    }

    /// Sets the levels of the lines in `mask`.
    public void levels(long mask, long values) {
        levels = levels & ~mask | values & mask;
    }

    /// Writes a `struct gpio_v2_line_config` to `target`, and returns how many attributes it needs, of which the
    /// kernel takes 10: lines that differ in their flags, times of debouncing, and one for the outputs.
    public int write(MemorySegment target) {
        for (long at = 0; at < Uapi.CONFIG_SIZE; at += JAVA_LONG.byteSize()) {
            target.set(JAVA_LONG, at, 0);
        }
        target.set(JAVA_LONG, 0, flags[0]);
        int count = 0;
        long outputs = 0;
        long done = 0;
        for (int i = 0; i < flags.length; i++) {
            outputs |= (flags[i] & Uapi.OUTPUT) == 0 ? 0 : 1L << i;
            if (flags[i] != flags[0] && (done & 1L << i) == 0) {
                long mask = same(flags, i);
                done |= mask;
                attribute(target, count++, Uapi.FLAGS_ATTRIBUTE, flags[i], mask);
            }
        }
        if (outputs != 0) {
            attribute(target, count++, Uapi.VALUES_ATTRIBUTE, levels & outputs, outputs);
        }
        done = 0;
        for (int i = 0; i < debounceMicros.length; i++) {
            if (debounceMicros[i] != 0 && (done & 1L << i) == 0) {
                long mask = same(debounceMicros, i);
                done |= mask;
                attribute(target, count++, Uapi.DEBOUNCE_ATTRIBUTE, debounceMicros[i], mask);
            }
        }
        target.set(JAVA_INT, Uapi.CONFIG_ATTRIBUTES, count);
        return count;
    }

    private static long same(long[] values, int like) {
        long mask = 0;
        for (int i = like; i < values.length; i++) {
            mask |= values[i] == values[like] ? 1L << i : 0;
        }
        return mask;
    }

    private static void attribute(MemorySegment target, int index, int id, long value, long mask) {
        if (index >= Uapi.MOST_ATTRIBUTES) {
            return; // counted, and refused by who asked
        }
        long at = Uapi.CONFIG_FIRST_ATTRIBUTE + (long) index * Uapi.CONFIG_ATTRIBUTE_SIZE;
        target.set(JAVA_INT, at, id);
        if (id == Uapi.DEBOUNCE_ATTRIBUTE) {
            target.set(JAVA_INT, at + Uapi.ATTRIBUTE_VALUE, (int) value);
        } else {
            target.set(JAVA_LONG, at + Uapi.ATTRIBUTE_VALUE, value);
        }
        target.set(JAVA_LONG, at + Uapi.ATTRIBUTE_MASK, mask);
    }
}
