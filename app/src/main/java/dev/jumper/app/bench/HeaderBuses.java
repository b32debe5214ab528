package dev.jumper.app.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The buses that the kernel drives on the header of a Raspberry Pi, where its configuration has switched them on.
///
/// Numbers are GPIOs. Source: Raspberry Pi documentation, "GPIO and the 40-pin header".
///
/// @param devices the folder of devices, `/dev`
/// @param oneWire the folder of 1-Wire buses, `/sys/bus/w1/devices`
record HeaderBuses(Path devices, Path oneWire) {
    static final HeaderBuses SYSTEM = new HeaderBuses(Path.of("/dev"), Path.of("/sys/bus/w1/devices"));

    private static final int SDA = 2;
    private static final int SCL = 3;
    private static final int CE1 = 7;
    private static final int CE0 = 8;
    private static final int MISO = 9;
    private static final int MOSI = 10;
    private static final int SCLK = 11;

    /// Returns the device of the I2C bus on these lines, if there is one.
    Optional<Path> i2c(int scl, int sda) {
        return scl == SCL && sda == SDA ? there(devices.resolve("i2c-1")) : Optional.empty();
    }

    /// Returns the device of the SPI bus on these lines, if there is one.
    Optional<Path> spi(int sck, int mosi, int miso, int cs) {
        return sck == SCLK && mosi == MOSI && miso == MISO && (cs == CE0 || cs == CE1)
                ? there(devices.resolve(cs == CE0 ? "spidev0.0" : "spidev0.1"))
                : Optional.empty();
    }

    /// Tells whether the kernel has a 1-Wire bus on the line that `user` holds.
    boolean isOneWire(String user) {
        return user.startsWith("onewire") && Files.isDirectory(oneWire.resolve("w1_bus_master1"));
    }

    private static Optional<Path> there(Path device) {
        return Optional.of(device).filter(Files::exists);
    }
}
