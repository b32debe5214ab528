package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Buses of the kernel on trees of files like those of sysfs: nothing simulates 1-Wire and PWM, so that what the
/// kernel makes of what is written here has not been tried.
@EnabledOnOs(OS.LINUX)
class KernelBusTest {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");
    private static final String NAME = "28-0000070e41ac"; // family, then the serial number, most significant first

    @TempDir
    private Path tree;

    private Path master;

    @BeforeEach
    void plantTree() throws IOException {
        master = Files.createDirectories(tree.resolve("w1_bus_master1"));
        Files.writeString(master.resolve("w1_master_slaves"), NAME + "\n10-00080278b7cd\n");
        Files.createDirectory(master.resolve(NAME));
        Files.write(master.resolve(NAME).resolve("rw"), new byte[9]);
    }

    private static byte[] hex(String text) {
        return HexFormat.ofDelimiter(" ").parseHex(text);
    }

    @Test
    void oneWireDevicesAreThoseThatTheKernelFound() throws IOException {
        var bus = KernelOneWire.of(tree, 1);
        assertTrue(bus.reset());
        assertEquals(List.of(ROM), bus.search(OptionalInt.of(0x28), false));
        assertEquals(2, bus.search().size());
        Files.writeString(master.resolve("w1_master_slaves"), "not found.\n");
        assertEquals(List.of(), bus.search());
        assertEquals(false, bus.reset());
    }

    @Test
    void theKernelSelectsTheDeviceAndGetsWhatFollows() throws IOException {
        var file = master.resolve(NAME).resolve("rw");
        Files.write(file, hex("be 50 05 4b 46 7f ff 0c 10"));
        var bus = KernelOneWire.of(tree, 1);
        bus.transfer(hex("55 28 ac 41 0e 07 00 00 74 44"), new byte[0]);
        assertArrayEquals(hex("44 50 05 4b 46 7f ff 0c 10"), Files.readAllBytes(file));
        var answer = new byte[9];
        bus.transfer(hex("55 28 ac 41 0e 07 00 00 74"), answer);
        assertArrayEquals(hex("44 50 05 4b 46 7f ff 0c 10"), answer);
    }

    @Test
    void skipRomNeedsOneDeviceAlone() throws IOException {
        var bus = KernelOneWire.of(tree, 1);
        var e = assertThrows(DeviceException.class, () -> bus.transfer(hex("cc be"), new byte[9]));
        assertEquals(
                "w1_bus_master1: found 2 devices for Skip ROM, expected 1; select one by its code", e.getMessage());
        Files.writeString(master.resolve("w1_master_slaves"), NAME + "\n");
        var answer = new byte[9];
        bus.transfer(hex("cc be"), answer);
        assertEquals((byte) 0xBE, answer[0]);
    }

    @Test
    void aDeviceThatADriverHasSaysHowToGetItBack() throws IOException {
        Files.delete(master.resolve(NAME).resolve("rw"));
        var bus = KernelOneWire.of(tree, 1);
        var e = assertThrows(IOException.class, () -> bus.transfer(hex("55 28 ac 41 0e 07 00 00 74 be"), new byte[9]));
        var device = master.resolve(NAME);
        assertEquals(
                "w1_bus_master1 " + NAME + ": a driver of the kernel has it; give it back by echo " + NAME + " > "
                        + device.resolve("driver/unbind") + ", or read what the driver offers there",
                e.getMessage());
    }

    @Test
    void whatTheKernelCannotDoIsSaid() throws IOException {
        var bus = KernelOneWire.of(tree, 1);
        assertEquals(
                "w1_bus_master1: transaction begins with f0, expected Match ROM (55) and a code, or Skip ROM (cc);"
                        + " bit-bang the bus on a line for others",
                assertThrows(UnsupportedOperationException.class, () -> bus.transfer(hex("f0"), new byte[0]))
                        .getMessage());
        assertEquals(
                "1-Wire: " + tree.resolve("w1_bus_master2") + " is not there; on a Raspberry Pi put dtoverlay=w1-gpio"
                        + " into config.txt and restart, or bit-bang the bus on a line",
                assertThrows(IOException.class, () -> KernelOneWire.of(tree, 2)).getMessage());
    }

    @Test
    void aPwmChannelHasItsPeriodAndWidthInNanoseconds() throws IOException {
        var channel = Files.createDirectories(tree.resolve("pwmchip0/pwm1"));
        Files.writeString(tree.resolve("pwmchip0/npwm"), "2\n");
        try (var pwm = KernelPwm.open(tree, 0, 1)) {
            pwm.pulse(Duration.ofMillis(20), Duration.ofNanos(1_500_000));
            assertEquals("20000000", Files.readString(channel.resolve("period")));
            assertEquals("1500000", Files.readString(channel.resolve("duty_cycle")));
            assertEquals("1", Files.readString(channel.resolve("enable")));
            assertEquals(
                    channel + ": pulse of PT0.003S every PT0.002S, expected a width within a period above 0",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> pwm.pulse(Duration.ofMillis(2), Duration.ofMillis(3)))
                            .getMessage());
        }
        assertEquals("0", Files.readString(channel.resolve("enable")));
        assertEquals("1", Files.readString(tree.resolve("pwmchip0/unexport")));
        assertEquals(
                tree.resolve("pwmchip0") + ": channel is 2, expected 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> KernelPwm.open(tree, 0, 2))
                        .getMessage());
    }

    @Test
    void busesThatAreNotThereSaySo() {
        assertEquals(
                "I2C bus /dev/i2c-none: No such file or directory (errno 2); load the module i2c-dev, and on a"
                        + " Raspberry Pi put dtparam=i2c_arm=on into config.txt and restart",
                assertThrows(GpioException.class, () -> KernelI2c.open(Path.of("/dev/i2c-none")))
                        .getMessage());
        assertEquals(
                "/dev/null: is no I2C bus: Inappropriate ioctl for device (errno 25); name a /dev/i2c-*",
                assertThrows(GpioException.class, () -> KernelI2c.open(Path.of("/dev/null")))
                        .getMessage());
        assertEquals(
                "SPI bus /dev/spidev-none: No such file or directory (errno 2); on a Raspberry Pi put dtparam=spi=on"
                        + " into config.txt and restart",
                assertThrows(GpioException.class, () -> KernelSpi.open(Path.of("/dev/spidev-none")))
                        .getMessage());
    }

    @Test
    void realTimeIsForPlatformThreads() throws InterruptedException {
        var messages = new java.util.concurrent.ArrayBlockingQueue<String>(1);
        Thread.ofVirtual()
                .start(() -> messages.add(assertThrows(IllegalStateException.class, () -> RealTime.enter(10))
                        .getMessage()))
                .join();
        assertEquals("real time is for platform threads, and this one is virtual", messages.take());
        assertEquals(
                "real-time priority is 0, expected 1 to 99",
                assertThrows(IllegalArgumentException.class, () -> RealTime.enter(0))
                        .getMessage());
    }
}
