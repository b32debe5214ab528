package dev.jumper.gpio.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Layouts are those of `struct i2c_msg` and `struct i2c_smbus_ioctl_data` (`include/uapi/linux/i2c.h`) on a
/// machine of 64 bits.
class I2cMessagesTest {
    private final Arena arena = Arena.ofAuto();

    @SuppressWarnings("restricted") // looks at what an address in a structure points to
    private static ByteBuffer at(long address, int size) {
        return MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Test
    void aReadOfARegisterIsTwoMessages() {
        var answer = new byte[2];
        var messages =
                new I2cMessages(arena, I2cAddress.of(0x68), I2cMessage.write((byte) 0x0E), I2cMessage.read(answer));
        var whole = at(messages.memory().address(), 16);
        assertEquals(2, whole.getInt(8));
        var list = at(whole.getLong(0), 32);
        assertEquals(0x68, list.getShort(0));
        assertEquals(0, list.getShort(2));
        assertEquals(1, list.getShort(4));
        assertEquals(0x0E, at(list.getLong(8), 1).get(0));
        assertEquals(0x68, list.getShort(16));
        assertEquals(1, list.getShort(18), "I2C_M_RD");
        assertEquals(2, list.getShort(20));
        at(list.getLong(24), 2).put(0, new byte[] {0x12, 0x34});
        messages.deliver();
        assertArrayEquals(new byte[] {0x12, 0x34}, answer);
    }

    @Test
    void messagesOfOneDirectionAreJoined() {
        var first = new byte[1];
        var second = new byte[4];
        var messages = new I2cMessages(
                arena,
                I2cAddress.tenBit(0x168),
                I2cMessage.write((byte) 1, (byte) 2),
                I2cMessage.write((byte) 3),
                I2cMessage.read(first),
                new I2cMessage.Read(second, 1, 2));
        var whole = at(messages.memory().address(), 16);
        assertEquals(2, whole.getInt(8));
        var list = at(whole.getLong(0), 32);
        assertEquals(0x10, list.getShort(2), "I2C_M_TEN");
        assertEquals(3, list.getShort(4));
        var sent = new byte[3];
        at(list.getLong(8), 3).get(sent);
        assertArrayEquals(new byte[] {1, 2, 3}, sent);
        assertEquals(0x11, list.getShort(18));
        at(list.getLong(24), 3).put(0, new byte[] {7, 8, 9});
        messages.deliver();
        assertArrayEquals(new byte[] {7}, first);
        assertArrayEquals(new byte[] {0, 8, 9, 0}, second);
    }

    @Test
    void moreThanTheKernelTakesIsRefused() {
        var many = IntStream.range(0, 43)
                .mapToObj(i -> i % 2 == 0 ? I2cMessage.write((byte) i) : I2cMessage.read(new byte[1]))
                .toArray(I2cMessage[]::new);
        assertEquals(
                "I2C 0x50: transaction has 43 runs of one direction, expected 1 to 42",
                assertThrows(IllegalArgumentException.class, () -> new I2cMessages(arena, I2cAddress.of(0x50), many))
                        .getMessage());
        assertEquals(
                "I2C 0x50: message has 8193 bytes, expected at most 8192",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new I2cMessages(arena, I2cAddress.of(0x50), I2cMessage.write(new byte[8193])))
                        .getMessage());
    }

    private ByteBuffer smbus(I2cMessage... messages) {
        var command = SmbusCommand.of(arena, messages).orElseThrow();
        return at(command.memory().address(), 16);
    }

    @Test
    void aProbeIsAQuickCommand() {
        var quick = smbus(I2cMessage.write());
        assertEquals(0, quick.get(0), "I2C_SMBUS_WRITE");
        assertEquals(0, quick.getInt(4), "I2C_SMBUS_QUICK");
    }

    @Test
    void aWriteIsTheCommandOfItsLength() {
        assertEquals(1, smbus(I2cMessage.write((byte) 5)).getInt(4), "I2C_SMBUS_BYTE");
        var data = smbus(I2cMessage.write((byte) 5, (byte) 6));
        assertEquals(2, data.getInt(4), "I2C_SMBUS_BYTE_DATA");
        assertEquals(5, data.get(1));
        assertEquals(6, at(data.getLong(8), 1).get(0));
        var word = smbus(I2cMessage.write((byte) 5, (byte) 6, (byte) 7));
        assertEquals(3, word.getInt(4), "I2C_SMBUS_WORD_DATA");
        assertEquals(
                0x0706, at(word.getLong(8), 2).order(ByteOrder.LITTLE_ENDIAN).getShort(0));
        var block = smbus(I2cMessage.write((byte) 5, (byte) 6, (byte) 7, (byte) 8));
        assertEquals(8, block.getInt(4), "I2C_SMBUS_I2C_BLOCK_DATA");
        assertEquals(
                0x08070603,
                at(block.getLong(8), 4).order(ByteOrder.LITTLE_ENDIAN).getInt(0));
    }

    @Test
    void aReadOfRegistersIsABlock() {
        var answer = new byte[3];
        var command = SmbusCommand.of(arena, I2cMessage.write((byte) 9), I2cMessage.read(answer))
                .orElseThrow();
        var fields = at(command.memory().address(), 16);
        assertEquals(1, fields.get(0), "I2C_SMBUS_READ");
        assertEquals(9, fields.get(1));
        assertEquals(8, fields.getInt(4));
        var data = at(fields.getLong(8), 4);
        assertEquals(3, data.get(0));
        data.put(1, new byte[] {4, 5, 6});
        command.deliver();
        assertArrayEquals(new byte[] {4, 5, 6}, answer);
    }

    @Test
    void whatNoCommandDoesIsNone() {
        assertEquals(true, SmbusCommand.of(arena, I2cMessage.read(new byte[2])).isEmpty());
        assertEquals(
                true, SmbusCommand.of(arena, I2cMessage.write(new byte[34])).isEmpty());
        assertEquals(
                true,
                SmbusCommand.of(arena, I2cMessage.write((byte) 1, (byte) 2), I2cMessage.read(new byte[1]))
                        .isEmpty());
        assertEquals(
                true,
                SmbusCommand.of(arena, I2cMessage.write((byte) 1), I2cMessage.read(new byte[33]))
                        .isEmpty());
    }

    @Test
    void anSpiTransferIsLaidOutAsTheKernelHasIt() {
        var settings = new dev.jumper.hal.bus.SpiSettings(dev.jumper.hal.bus.SpiMode.MODE_3, 500_000, 12, true);
        var bytes = arena.allocate(4);
        var transfer =
                SpiTransfer.write(arena, settings, bytes, true).asByteBuffer().order(ByteOrder.nativeOrder());
        assertEquals(bytes.address(), transfer.getLong(0), "tx_buf");
        assertEquals(bytes.address(), transfer.getLong(8), "rx_buf");
        assertEquals(4, transfer.getInt(16), "len");
        assertEquals(500_000, transfer.getInt(20), "speed_hz");
        assertEquals(12, transfer.get(26), "bits_per_word");
        assertEquals(3 | 8, SpiTransfer.mode(settings), "SPI_MODE_3 | SPI_LSB_FIRST");
        assertEquals(0, SpiTransfer.write(arena, settings, bytes, false).get(ValueLayout.JAVA_LONG, 8));
    }

    @Test
    void wordsLieInTheOrderOfTheMachine() {
        byte[] words = {0x01, 0x02, 0x03, 0x04};
        byte[] expected = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? words : new byte[] {2, 1, 4, 3};
        assertArrayEquals(expected, SpiTransfer.swapped(words, 2));
        assertArrayEquals(words, SpiTransfer.swapped(SpiTransfer.swapped(words, 4), 4));
        assertArrayEquals(words, SpiTransfer.swapped(words, 1));
    }
}
