package dev.jumper.gpio.mmio;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Registers of a device that is mapped into memory: each read and each write reaches it, in their order.
///
/// Nothing here checks its arguments, nor whether the memory is still mapped: an access is one instruction, and who
/// owns the mapping sees to it that there is none after it ends.
@SuppressWarnings("restricted") // reaching for an address is what this class is for
public final class MappedRegisters implements Registers {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final MemorySegment mapping;
    private final long base;

    /// Makes registers of `mapping`, which lies outside of Java's heap and is aligned to four bytes.
    public MappedRegisters(MemorySegment mapping) {
        this.mapping = mapping;
        base = mapping.address();
    }

    @Override
    public int read(int offset) {
        return (int) INT.getVolatile(MEMORY, base + offset);
    }

    @Override
    public void write(int offset, int value) {
        INT.setRelease(MEMORY, base + offset, value);
    }

    @Override
    public String toString() {
        return "registers in " + mapping;
    }
}
