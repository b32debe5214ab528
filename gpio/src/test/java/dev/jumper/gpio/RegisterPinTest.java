package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.mmio.Bcm2835;
import dev.jumper.gpio.mmio.MappedRegisters;
import dev.jumper.gpio.mmio.Registers;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RegisterPinTest {
    /// Keeps what is written; functions can be read back.
    private final class Written implements Registers {
        private final int[] values = new int[64];

        @Override
        public int read(int offset) {
            return values[offset / 4];
        }

        @Override
        public void write(int offset, int value) {
            writes.add("%02x=%08x".formatted(offset, value));
            values[offset / 4] = value;
        }
    }

    private final List<String> writes = new ArrayList<>();
    private final GpioRegisters registers =
            new GpioRegisters("registers", Bcm2835.of2711(new Written(), new VirtualTicks(0)), Arena.ofAuto());
    private final RegisterPin pin = registers.pin(4);

    @Test
    void anOutputHasItsLevelBeforeItIsOne() {
        pin.ioctl(Pin.OUTPUT, 1);
        assertEquals(List.of("1c=00000010", "00=00001000"), writes);
    }

    @Test
    void anEdgeIsOneStore() {
        pin.ioctl(Pin.OUTPUT, 0);
        writes.clear();
        pin.ioctl(Pin.WRITE, 1);
        pin.ioctl(Pin.WRITE, 0);
        assertEquals(List.of("1c=00000010", "28=00000010"), writes);
    }

    @Test
    void anOpenDrainLineIsReleasedAsAnInputAndNeverDrivenHigh() {
        pin.ioctl(Pin.OPEN_DRAIN, 1);
        pin.ioctl(Pin.WRITE, 0);
        pin.ioctl(Pin.WRITE, 1);
        assertEquals(List.of("e4=00000000", "28=00000010", "00=00001000", "00=00000000"), writes);
    }

    @Test
    void anInputCannotBeWritten() throws IOException {
        pin.input(Pull.UP);
        assertEquals(
                "registers GPIO4: written while it is an input; make it an output first",
                assertThrows(IllegalStateException.class, () -> pin.ioctl(Pin.WRITE, 1))
                        .getMessage());
        assertEquals(
                "registers GPIO5: written in a bank while it is no output; make it one first",
                assertThrows(IllegalStateException.class, () -> registers.write(1 << 5, 0))
                        .getMessage());
    }

    @Test
    void aBankWritesWhatChangesTogether() throws IOException {
        var other = registers.pin(5);
        pin.output(false);
        other.output(false);
        writes.clear();
        assertEquals(registers, other.bank());
        registers.write(1 << pin.line() | 1 << other.line(), 1 << other.line());
        assertEquals(List.of("1c=00000020", "28=00000010"), writes);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertEquals(
                "registers: GPIO is 54, expected 0 to 53",
                assertThrows(IllegalArgumentException.class, () -> registers.pin(54))
                        .getMessage());
        assertEquals(
                "registers GPIO4: level of WRITE (2) is 2, expected 0 or 1",
                assertThrows(IllegalArgumentException.class, () -> pin.ioctl(Pin.WRITE, 2))
                        .getMessage());
        assertEquals(
                "registers: mask 0x40000000000000 has lines beyond the last, which is 53",
                assertThrows(IllegalArgumentException.class, () -> registers.read(1L << 54))
                        .getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void mappedRegistersReachTheDevice(@TempDir Path folder) throws IOException {
        var device = Files.write(folder.resolve("gpiomem"), new byte[4096]);
        try (var arena = Arena.ofShared()) {
            var mapped = new MappedRegisters(
                    new Calls(arena).map(device.toString(), 4096, arena).orElseThrow());
            mapped.write(0x1C, 0xCAFE);
            assertEquals(0xCAFE, mapped.read(0x1C));
        }
        assertEquals(
                0xCAFE,
                ByteBuffer.wrap(Files.readAllBytes(device))
                        .order(ByteOrder.nativeOrder())
                        .getInt(0x1C));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opensTheDeviceOfAChipThatIsNamed(@TempDir Path folder) throws IOException {
        var device = Files.write(folder.resolve("gpiomem"), new byte[4096]);
        try (var named = GpioRegisters.open(RaspberryPi.Chip.BCM2835, device)) {
            named.pin(17).output(true);
        }
        var written = ByteBuffer.wrap(Files.readAllBytes(device)).order(ByteOrder.nativeOrder());
        assertEquals(1 << 21, written.getInt(0x04), "GPFSEL1: GPIO17 is an output");
        assertEquals(1 << 17, written.getInt(0x1C), "GPSET0");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nothingReachesMemoryThatIsMappedNoMore(@TempDir Path folder) throws IOException {
        var device = Files.write(folder.resolve("gpiomem"), new byte[4096]);
        var mapped = GpioRegisters.open(RaspberryPi.Chip.BCM2711, device);
        var output = mapped.pin(17);
        output.output(true);
        mapped.close();
        mapped.close();
        for (int request = Pin.READ; request <= Pin.OPEN_DRAIN; request++) {
            int wanted = request;
            assertEquals(
                    device + " GPIO17: is closed",
                    assertThrows(IllegalStateException.class, () -> output.ioctl(wanted, 0))
                            .getMessage());
        }
        String closed = device + ": is closed";
        assertEquals(
                closed,
                assertThrows(IllegalStateException.class, () -> mapped.pin(4)).getMessage());
        assertEquals(
                closed,
                assertThrows(IllegalStateException.class, () -> mapped.read(1)).getMessage());
        assertEquals(
                closed,
                assertThrows(IllegalStateException.class, () -> mapped.write(1 << 17, 0))
                        .getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceThatIsNotThereIsNotMapped() {
        assertEquals(
                "/dev/gpiomem-none: No such file or directory (errno 2); join the group that owns it (usermod -aG gpio"
                        + " $USER, then log in again)",
                assertThrows(
                                GpioException.class,
                                () -> GpioRegisters.open(RaspberryPi.Chip.BCM2835, Path.of("/dev/gpiomem-none")))
                        .getMessage());
        var arena = Arena.ofAuto();
        var calls = new Calls(arena);
        assertTrue(calls.map("/dev/gpiomem-none", 4096, arena).isEmpty());
        assertEquals(-2, calls.failure());
    }
}
