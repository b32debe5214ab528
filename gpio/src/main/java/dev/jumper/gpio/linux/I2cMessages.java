package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A transaction as the kernel takes it: `struct i2c_rdwr_ioctl_data`.
///
/// Messages that follow one of the same direction are joined to it, as [dev.jumper.hal.bus.I2cBus] has it; not
/// every adapter can leave out a start.
///
/// Source: `include/uapi/linux/i2c.h`, `include/uapi/linux/i2c-dev.h`.
public final class I2cMessages {
    /// `I2C_FUNCS`.
    public static final long FUNCTIONS = 0x0705;
    /// `I2C_RDWR`.
    public static final long TRANSFER = 0x0707;
    /// `I2C_FUNC_I2C`: the adapter does transactions, rather than SMBus commands alone.
    public static final long PLAIN = 1;
    /// `I2C_FUNC_10BIT_ADDR`.
    public static final long TEN_BIT = 2;

    /// `I2C_RDWR_IOCTL_MAX_MSGS`.
    private static final int MOST_MESSAGES = 42;
    /// The longest message that `i2cdev_ioctl_rdwr` takes.
    private static final int LONGEST = 8192;

    private static final int MESSAGE_SIZE = 16; // u16 addr, u16 flags, u16 len, a gap, a pointer
    private static final int FLAGS = 2;
    private static final int LENGTH = 4;
    private static final int BYTES = 8;
    private static final int READ_FLAG = 0x0001; // I2C_M_RD
    private static final int TEN_FLAG = 0x0010; // I2C_M_TEN

    /// Messages of one direction that follow each other, and their bytes in memory.
    private record Run(List<I2cMessage> messages, MemorySegment bytes) {
        boolean reads() {
            return messages.getFirst() instanceof I2cMessage.Read;
        }
    }

    private final MemorySegment memory;
    private final List<Run> runs = new ArrayList<>();

    /// Lays the transaction out in memory of `arena`.
    ///
    /// @throws IllegalArgumentException if it is more than the kernel takes
    public I2cMessages(Arena arena, I2cAddress address, I2cMessage... messages) {
        for (int i = 0; i < messages.length; ) {
            int end = i + 1;
            while (end < messages.length
                    && messages[end] instanceof I2cMessage.Read == messages[i] instanceof I2cMessage.Read) {
                end++;
            }
            runs.add(run(arena, address, List.of(messages).subList(i, end)));
            i = end;
        }
        if (runs.isEmpty() || runs.size() > MOST_MESSAGES) {
            throw new IllegalArgumentException("I2C %s: transaction has %d runs of one direction, expected 1 to %d"
                    .formatted(address, runs.size(), MOST_MESSAGES));
        }
        var list = arena.allocate((long) MESSAGE_SIZE * runs.size(), Long.BYTES);
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            long at = (long) MESSAGE_SIZE * i;
            list.set(JAVA_SHORT, at, (short) address.value());
            list.set(JAVA_SHORT, at + FLAGS, (short)
                    ((run.reads() ? READ_FLAG : 0) | (address.tenBit() ? TEN_FLAG : 0)));
            list.set(JAVA_SHORT, at + LENGTH, (short) run.bytes.byteSize());
            list.set(JAVA_LONG, at + BYTES, run.bytes.address());
        }
        memory = arena.allocate(2L * Long.BYTES, Long.BYTES);
        memory.set(JAVA_LONG, 0, list.address());
        memory.set(JAVA_INT, Long.BYTES, runs.size());
    }

    private static Run run(Arena arena, I2cAddress address, List<I2cMessage> messages) {
        int length = messages.stream().mapToInt(I2cMessage::length).sum();
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "I2C %s: message has %d bytes, expected at most %d".formatted(address, length, LONGEST));
        }
        var run = new Run(messages, arena.allocate(length));
        long at = 0;
        for (var message : messages) {
            if (!run.reads()) {
                MemorySegment.copy(message.bytes(), message.offset(), run.bytes, JAVA_BYTE, at, message.length());
            }
            at += message.length();
        }
        return run;
    }

    /// Returns what is to be handed to the kernel.
    public MemorySegment memory() {
        return memory;
    }

    /// Fills the messages that read with what the kernel has read.
    public void deliver() {
        for (var run : runs) {
            long at = 0;
            for (var message : run.messages) {
                if (run.reads()) {
                    MemorySegment.copy(run.bytes, JAVA_BYTE, at, message.bytes(), message.offset(), message.length());
                }
                at += message.length();
            }
        }
    }
}
