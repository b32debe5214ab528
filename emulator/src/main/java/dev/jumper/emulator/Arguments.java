package dev.jumper.emulator;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.util.Objects;

/// What Python code passed to a [HardwareFunction]. Arguments of another kind than asked for, or too few of them,
/// are a [ClassCastException], an [ArrayIndexOutOfBoundsException] or a [NullPointerException].
record Arguments(Instance instance, Object[] values) {
    /// A Python function, by the number under which the interpreter keeps it.
    record Function(int number) {}

    int number(int index) {
        return (int) values[index];
    }

    boolean flag(int index) {
        return (int) values[index] != 0;
    }

    double real(int index) {
        return ((Number) values[index]).doubleValue();
    }

    /// Returns nanoseconds, at most 36 years' worth of them.
    long nanos(int index) {
        return (long) Math.min(real(index), 1L << 60);
    }

    String text(int index) {
        return (String) values[index];
    }

    int function(int index) {
        return ((Function) values[index]).number();
    }

    /// Returns the bytes of a buffer of Python, of which the arguments from `index` on are address and length.
    byte[] bytes(int index) {
        requireMemory(number(index), number(index + 1));
        return instance.memory().readBytes(number(index), number(index + 1));
    }

    /// Writes `bytes` to the address that the argument `index` is.
    void fill(int index, byte[] bytes) {
        requireMemory(number(index), bytes.length);
        instance.memory().write(number(index), bytes);
    }

    private void requireMemory(int address, int length) {
        Objects.checkFromIndexSize(address, length, instance.memory().pages() * Memory.PAGE_SIZE);
    }
}
