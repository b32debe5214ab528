package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jumper.hal.bus.SpiSettings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// A transfer as the kernel takes it: `struct spi_ioc_transfer`.
///
/// Source: `include/uapi/linux/spi/spidev.h`, `include/uapi/linux/spi/spi.h`.
public final class SpiTransfer {
    /// `SPI_IOC_MESSAGE(1)`.
    public static final long MESSAGE = 0x40206B00L;
    /// `SPI_IOC_WR_MODE32`.
    public static final long SET_MODE = 0x40046B05L;

    private static final int SIZE = 32;
    private static final int RECEIVE = 8;
    private static final int LENGTH = 16;
    private static final int SPEED = 20;
    private static final int WORD_BITS = 26;
    private static final int LSB_FIRST = 0x08; // SPI_LSB_FIRST

    private SpiTransfer() {}

    /// Returns the mode that the settings ask for.
    public static int mode(SpiSettings settings) {
        return settings.mode().ordinal() | (settings.lsbFirst() ? LSB_FIRST : 0);
    }

    /// Lays a transfer out whose bytes are sent from, and if `receives` received into, `bytes`.
    public static MemorySegment write(Arena arena, SpiSettings settings, MemorySegment bytes, boolean receives) {
        var transfer = arena.allocate(SIZE, Long.BYTES);
        transfer.set(JAVA_LONG, 0, bytes.address());
        transfer.set(JAVA_LONG, RECEIVE, receives ? bytes.address() : 0);
        transfer.set(JAVA_INT, LENGTH, (int) bytes.byteSize());
        transfer.set(JAVA_INT, SPEED, (int) Math.min(settings.hertz(), Integer.MAX_VALUE));
        transfer.set(JAVA_BYTE, WORD_BITS, (byte) settings.wordBits());
        return transfer;
    }

    /// Returns words of `wordBytes` bytes, most significant first, in the order of this machine; and back.
    public static byte[] swapped(byte[] bytes, int wordBytes) {
        if (wordBytes == 1 || ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            return bytes;
        }
        var swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int word = i / wordBytes * wordBytes;
            swapped[i] = bytes[word + wordBytes - 1 - (i - word)];
        }
        return swapped;
    }
}
