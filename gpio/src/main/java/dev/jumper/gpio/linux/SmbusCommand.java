package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jumper.hal.bus.I2cMessage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A transaction as an adapter takes it that knows SMBus commands alone: `struct i2c_smbus_ioctl_data`.
///
/// Such adapters write up to 33 bytes, read one, or write one and read up to 32 in the same transaction.
///
/// Source: `include/uapi/linux/i2c.h`; Linux kernel documentation, "The SMBus Protocol".
public final class SmbusCommand {
    /// `I2C_SMBUS`.
    public static final long TRANSFER = 0x0720;
    /// `I2C_SLAVE`.
    public static final long ADDRESS = 0x0703;

    private static final int COMMAND = 1;
    private static final int SIZE = 4;
    private static final int DATA = 8;
    private static final int DATA_SIZE = 34; // I2C_SMBUS_BLOCK_MAX + 2
    private static final int MOST = 32; // I2C_SMBUS_BLOCK_MAX

    private static final int WRITE = 0;
    private static final int READ = 1;
    private static final int QUICK = 0;
    private static final int BYTE = 1;
    private static final int BYTE_DATA = 2;
    private static final int WORD_DATA = 3;
    private static final int I2C_BLOCK_DATA = 8;

    private final MemorySegment memory;
    private final MemorySegment data;
    private final I2cMessage answer;
    private final int dataAt;

    private SmbusCommand(Arena arena, int direction, int command, int size, int dataAt, I2cMessage answer) {
        memory = arena.allocate(2L * Long.BYTES, Long.BYTES);
        data = arena.allocate(DATA_SIZE, Long.BYTES);
        this.answer = answer;
        this.dataAt = dataAt;
        memory.set(JAVA_BYTE, 0, (byte) direction);
        memory.set(JAVA_BYTE, COMMAND, (byte) command);
        memory.set(JAVA_INT, SIZE, size);
        memory.set(JAVA_LONG, DATA, data.address());
    }

    /// Returns the command that does on the wire what `messages` say, if there is one.
    public static Optional<SmbusCommand> of(Arena arena, I2cMessage... messages) {
        var first = messages[0];
        if (messages.length == 1 && first instanceof I2cMessage.Write) {
            return write(arena, first);
        }
        if (messages.length == 1 && first.length() == 1) {
            return Optional.of(new SmbusCommand(arena, READ, 0, BYTE, 0, first));
        }
        if (messages.length == 2
                && first instanceof I2cMessage.Write
                && first.length() == 1
                && messages[1] instanceof I2cMessage.Read answer
                && answer.length() <= MOST) {
            return Optional.of(read(arena, first.bytes()[first.offset()], answer));
        }
        return Optional.empty();
    }

    private static Optional<SmbusCommand> write(Arena arena, I2cMessage message) {
        int length = message.length();
        if (length > MOST + 1) {
            return Optional.empty();
        }
        int size = switch (length) {
            case 0 -> QUICK;
            case 1 -> BYTE;
            case 2 -> BYTE_DATA;
            case 3 -> WORD_DATA;
            default -> I2C_BLOCK_DATA;
        };
        int command = length == 0 ? 0 : message.bytes()[message.offset()];
        var made = new SmbusCommand(arena, WRITE, command, size, size == I2C_BLOCK_DATA ? 1 : 0, message);
        if (length > 1) {
            made.data.set(JAVA_BYTE, 0, (byte) (length - 1));
            MemorySegment.copy(message.bytes(), message.offset() + 1, made.data, JAVA_BYTE, made.dataAt, length - 1);
        }
        return Optional.of(made);
    }

    private static SmbusCommand read(Arena arena, int command, I2cMessage answer) {
        int size = answer.length() == 1 ? BYTE_DATA : I2C_BLOCK_DATA;
        var made = new SmbusCommand(arena, READ, command, size, size == I2C_BLOCK_DATA ? 1 : 0, answer);
        made.data.set(JAVA_BYTE, 0, (byte) answer.length());
        return made;
    }

    /// Returns what is to be handed to the kernel.
    public MemorySegment memory() {
        return memory;
    }

    /// Fills the message that reads with what the kernel has read.
    public void deliver() {
        if (answer instanceof I2cMessage.Read) {
            MemorySegment.copy(data, JAVA_BYTE, dataAt, answer.bytes(), answer.offset(), answer.length());
        }
    }
}
