package dev.jumper.gpio.mmio;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// Registers of a device that is mapped into memory: each read and each write reaches it, in their order.
public final class MappedRegisters implements Registers {
    private static final VarHandle INT = JAVA_INT.varHandle();

    private final MemorySegment memory;

    /// Makes registers of `memory`, aligned to four bytes.
    public MappedRegisters(MemorySegment memory) {
        this.memory = memory;
    }

    @Override
    public int read(int offset) {
        return (int) INT.getVolatile(memory, (long) offset);
    }

    @Override
    public void write(int offset, int value) {
        INT.setRelease(memory, (long) offset, value);
    }
}
