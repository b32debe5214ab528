package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.gpio.mmio.Bcm2835;
import dev.jumper.hal.Pull;
import dev.jumper.hal.time.VirtualTicks;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The map of the registers against QEMU's model of the chips, which nobody here wrote. Its outputs can be read
/// back; its inputs hang on nothing, and it has no resistors.
class EmulatedBoardTest {
    /// "BCM2835 ARM Peripherals", "Register View" of chapter 6, whose addresses are those of the bus; the processor
    /// sees the peripherals at 0x20000000 on a BCM2835 and at 0x3F000000 on a BCM2837 ("ARM physical addresses").
    @ParameterizedTest
    @CsvSource({"raspi0, 0x20200000", "raspi3b, 0x3F200000"})
    void eachLineIsAnOutputAtItsPlaceAndCanBeReadBack(String machine, long base) throws IOException {
        skipUnlessThereIsAnEmulator();
        try (var emulated = EmulatedRegisters.of(machine, base);
                var registers = over(emulated)) {
            for (int line = 0; line < 54; line++) {
                var pin = registers.pin(line);
                pin.output(true);
                assertEquals(0b001, emulated.read(line / 10 * 4) >>> line % 10 * 3 & 0b111, "function of " + line);
                assertEquals(1L << line, registers.read(-1L >>> 10), "levels with " + line + " high");
                assertEquals(true, pin.isHigh());
                pin.set(false);
                assertEquals(0, registers.read(-1L >>> 10), "levels with " + line + " low");
                pin.input(Pull.NONE);
                assertEquals(0b000, emulated.read(line / 10 * 4) >>> line % 10 * 3 & 0b111, "function of " + line);
            }
        }
    }

    @Test
    void linesOfABankChangeTogether() throws IOException {
        skipUnlessThereIsAnEmulator();
        try (var emulated = EmulatedRegisters.of("raspi3b", 0x3F200000L);
                var registers = over(emulated)) {
            long mask = 1L << 4 | 1L << 17 | 1L << 33;
            for (int line : new int[] {4, 17, 33}) {
                registers.pin(line).output(line == 4);
            }
            assertEquals(1L << 4, registers.read(mask));
            registers.write(mask, 1L << 17 | 1L << 33);
            assertEquals(1L << 17 | 1L << 33, registers.read(mask));
        }
    }

    private static GpioRegisters over(EmulatedRegisters emulated) {
        return new GpioRegisters("emulated registers", Bcm2835.of(emulated, new VirtualTicks(0)), Arena.ofShared());
    }

    private static void skipUnlessThereIsAnEmulator() {
        boolean able = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, EmulatedRegisters.EMULATOR)));
        String why = EmulatedRegisters.EMULATOR + " is not there; install qemu-system-arm (Debian)";
        if (!able) {
            System.out.println("Skipped: tests of registers on an emulated Raspberry Pi: " + why);
        }
        assumeTrue(able, why);
    }
}
