package dev.jumper.gpio;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jumper.gpio.linux.SpiTransfer;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;

/// An SPI bus of the kernel with one of its chip selects, `/dev/spidevB.C`.
///
/// A transfer is one system call (`SPI_IOC_MESSAGE`). The kernel takes no more than `bufsiz` bytes at once, a
/// parameter of the module `spidev`, 4096 unless it was changed. Not every controller has every mode, word size or
/// bit order; the kernel refuses what it cannot do. Used by one thread at a time.
///
/// Source: Linux kernel documentation, "SPI userspace API"; `include/uapi/linux/spi/spidev.h`.
public final class KernelSpi implements SpiBus, AutoCloseable {
    private static final int EMSGSIZE = 90;
    private static final int EINVAL = 22;

    private final Device device;
    private final MemorySegment mode;
    private Optional<Integer> modeSet = Optional.empty();

    private KernelSpi(Device device) {
        this.device = device;
        mode = device.allocate(Integer.BYTES);
    }

    /// Opens the bus at `device`, such as `/dev/spidev0.0`.
    ///
    /// @throws GpioException if it is not there or not ours to open
    public static KernelSpi open(Path device) throws IOException {
        return new KernelSpi(Device.open("SPI bus", device, KernelSpi::remedy));
    }

    private static String remedy(int errno) {
        return switch (errno) {
            case 1, 13 -> "join the group that owns it (usermod -aG spi $USER, then log in again)";
            case 2 -> "on a Raspberry Pi put dtparam=spi=on into config.txt and restart";
            default -> "";
        };
    }

    @Override
    public void transfer(SpiSettings settings, byte[] out, byte[] in) throws IOException {
        device.requireOpen(device);
        if (in.length != 0 && in.length != out.length) {
            throw new IllegalArgumentException("%s: room for %d bytes, expected 0 or the %d that are sent"
                    .formatted(device, in.length, out.length));
        }
        if (out.length % settings.wordBytes() != 0) {
            throw new IllegalArgumentException("%s: %d bytes to send, expected a multiple of %d for words of %d bits"
                    .formatted(device, out.length, settings.wordBytes(), settings.wordBits()));
        }
        if (out.length == 0) {
            return;
        }
        int wanted = SpiTransfer.mode(settings);
        if (!modeSet.equals(Optional.of(wanted))) {
            mode.set(JAVA_INT, 0, wanted);
            check(device.ioctl(SpiTransfer.SET_MODE, mode), out.length);
            modeSet = Optional.of(wanted);
        }
        try (var memory = Arena.ofConfined()) {
            var bytes = memory.allocate(out.length, Long.BYTES);
            MemorySegment.copy(SpiTransfer.swapped(out, settings.wordBytes()), 0, bytes, JAVA_BYTE, 0, out.length);
            var transfer = SpiTransfer.write(memory, settings, bytes, in.length != 0);
            check(device.ioctl(SpiTransfer.MESSAGE, transfer), out.length);
            if (in.length != 0) {
                var read = bytes.toArray(JAVA_BYTE);
                System.arraycopy(SpiTransfer.swapped(read, settings.wordBytes()), 0, in, 0, in.length);
            }
        }
    }

    private void check(int result, int length) throws GpioException {
        if (result < 0) {
            throw GpioException.of(
                    device.toString(),
                    result,
                    switch (-result) {
                        case EMSGSIZE ->
                            length
                                    + " bytes are more than spidev takes at once; raise its parameter bufsiz, or send"
                                    + " less";
                        case EINVAL -> "the controller has no such mode, word size, bit order or speed";
                        default -> "";
                    });
        }
    }

    /// Closes the bus; does nothing the second time.
    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
