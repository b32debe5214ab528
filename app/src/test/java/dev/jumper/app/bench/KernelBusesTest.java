package dev.jumper.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which bus of the kernel is taken for which lines.
@EnabledOnOs(OS.LINUX)
class KernelBusesTest {
    @TempDir
    private Path folder;

    @Test
    void aBusOfTheHeaderIsTakenWhereItIsOnItsOwnLinesAlone() throws IOException {
        var buses = new HeaderBuses(folder, folder);
        assertEquals(Optional.empty(), buses.i2c(3, 2));
        assertEquals(Optional.empty(), buses.spi(11, 10, 9, 8));
        assertFalse(buses.isOneWire("onewire@4"));
        for (String device : new String[] {"i2c-1", "spidev0.0", "spidev0.1"}) {
            Files.createFile(folder.resolve(device));
        }
        Files.createDirectory(folder.resolve("w1_bus_master1"));
        assertEquals(Optional.of(folder.resolve("i2c-1")), buses.i2c(3, 2));
        assertEquals(Optional.empty(), buses.i2c(2, 3));
        assertEquals(Optional.of(folder.resolve("spidev0.0")), buses.spi(11, 10, 9, 8));
        assertEquals(Optional.of(folder.resolve("spidev0.1")), buses.spi(11, 10, 9, 7));
        assertEquals(Optional.empty(), buses.spi(11, 10, 9, 25));
        assertEquals(Optional.empty(), buses.spi(11, 9, 10, 8));
        assertTrue(buses.isOneWire("onewire@4"));
        assertFalse(buses.isOneWire("blink"));
        assertFalse(buses.isOneWire(""));
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/i2c-1, 'scl sda', sck",
        "/dev/spidev0.1, 'sck mosi miso cs', sda",
        "/sys/bus/w1/devices/w1_bus_master2, onewire, dht"
    })
    void aDeviceHasTheLinesOfItsBusAndNoPins(String device, String own, String other) throws IOException {
        try (var bench = Bench.open(device)) {
            assertEquals(device, bench.toString());
            for (String purpose : own.split(" ")) {
                assertEquals(Optional.of(purpose), bench.line(purpose));
            }
            assertEquals(Optional.empty(), bench.line(other));
            assertEquals(
                    device + ": found pin GPIO4, but this is a bus of the kernel and has no pins to choose",
                    assertThrows(IllegalArgumentException.class, () -> bench.pin("GPIO4"))
                            .getMessage());
        }
    }

    @Test
    void otherLinesThanThoseOfTheBusAreRefusedBeforeItIsOpened() throws IOException {
        try (var i2c = Bench.open("/dev/i2c-77");
                var spi = Bench.open("/dev/spidev7.7");
                var wire = Bench.open("/sys/bus/w1/devices/w1_bus_master77")) {
            assertThrows(IllegalArgumentException.class, () -> i2c.i2c("GPIO3", "sda", 100_000));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> spi.spi("sck", Optional.of("mosi"), Optional.empty(), Optional.of("GPIO7")));
            assertThrows(IllegalArgumentException.class, () -> wire.oneWire("GPIO4"));
            assertThrows(IllegalArgumentException.class, () -> wire.i2c("scl", "sda", 100_000));
            assertEquals(
                    "I2C bus /dev/i2c-77: No such file or directory (errno 2); load the module i2c-dev, and on a"
                            + " Raspberry Pi put dtparam=i2c_arm=on into config.txt and restart",
                    assertThrows(IOException.class, () -> i2c.i2c("scl", "sda", 100_000))
                            .getMessage());
            assertEquals(
                    "1-Wire: /sys/bus/w1/devices/w1_bus_master77 is not there; on a Raspberry Pi put dtoverlay=w1-gpio"
                            + " into config.txt and restart, or bit-bang the bus on a line",
                    assertThrows(IOException.class, () -> wire.oneWire("onewire"))
                            .getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Pi", "gpiochip:", "/dev/i2c-", "/dev/i2c-1/x", "/dev/spidev0", "/dev/gpiochip", "sim:"})
    void whatIsNoPlaceIsRefused(String where) {
        assertEquals(
                "--on " + where
                        + ": found no such place, expected sim:FILE.toml, a circuit described by a file; pi, the header"
                        + " of this Raspberry Pi; gpiochip:LABEL, a GPIO chip of this machine; or a device such as"
                        + " /dev/i2c-1",
                assertThrows(IllegalArgumentException.class, () -> Bench.open(where))
                        .getMessage());
    }
}
