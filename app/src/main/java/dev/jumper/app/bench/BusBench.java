package dev.jumper.app.bench;

import dev.jumper.gpio.KernelI2c;
import dev.jumper.gpio.KernelOneWire;
import dev.jumper.gpio.KernelSpi;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One bus of the kernel, which has no pins to choose: `/dev/i2c-N`, `/dev/spidevB.C`, or the folder of a 1-Wire
/// bus, `/sys/bus/w1/devices/w1_bus_masterN`.
sealed interface BusBench extends Bench {
    /// Returns the bus that a device or folder is, if its name says that it is one; opens nothing yet.
    static Optional<Bench> at(String where) {
        if (where.matches("/dev/i2c-\\d+")) {
            return Optional.of(new I2c(Path.of(where)));
        }
        if (where.matches("/dev/spidev\\d+\\.\\d+")) {
            return Optional.of(new Spi(Path.of(where)));
        }
        if (where.matches("/sys/bus/w1/devices/w1_bus_master\\d{1,4}")) {
            return Optional.of(new OneWire(where));
        }
        return Optional.empty();
    }

    /// Returns what the bus calls its lines.
    List<String> purposes();

    @Override
    default Ticks ticks() {
        return Ticks.system();
    }

    @Override
    default Pin pin(String name) {
        throw new IllegalArgumentException(
                this + ": found pin " + name + ", but this is a bus of the kernel and has no pins to choose");
    }

    @Override
    default Optional<String> line(String purpose) {
        return Optional.of(purpose).filter(purposes()::contains);
    }

    /// Checks that nobody asks for other lines than the bus has.
    private void requireOwn(List<String> given) {
        for (String name : given) {
            if (!purposes().contains(name)) {
                pin(name);
            }
        }
    }

    /// `/dev/i2c-N`.
    final class I2c implements BusBench {
        private final Path device;
        private Optional<KernelI2c> bus = Optional.empty();

        I2c(Path device) {
            this.device = device;
        }

        @Override
        public List<String> purposes() {
            return List.of("scl", "sda");
        }

        @Override
        public I2cBus i2c(String scl, String sda, long hertz) throws IOException {
            BusBench.super.requireOwn(List.of(scl, sda));
            if (bus.isEmpty()) {
                bus = Optional.of(KernelI2c.open(device));
            }
            return bus.get();
        }

        @Override
        public String toString() {
            return device.toString();
        }

        @Override
        public void close() {
            bus.ifPresent(KernelI2c::close);
        }
    }

    /// `/dev/spidevB.C`.
    final class Spi implements BusBench {
        private final Path device;
        private Optional<KernelSpi> bus = Optional.empty();

        Spi(Path device) {
            this.device = device;
        }

        @Override
        public List<String> purposes() {
            return List.of("sck", "mosi", "miso", "cs");
        }

        @Override
        public SpiBus spi(String sck, Optional<String> mosi, Optional<String> miso, Optional<String> cs)
                throws IOException {
            BusBench.super.requireOwn(List.of(sck, mosi.orElse("mosi"), miso.orElse("miso"), cs.orElse("cs")));
            if (bus.isEmpty()) {
                bus = Optional.of(KernelSpi.open(device));
            }
            return bus.get();
        }

        @Override
        public String toString() {
            return device.toString();
        }

        @Override
        public void close() {
            bus.ifPresent(KernelSpi::close);
        }
    }

    /// A 1-Wire bus in sysfs.
    record OneWire(String folder) implements BusBench {
        @Override
        public List<String> purposes() {
            return List.of("onewire");
        }

        @Override
        public OneWireBus oneWire(String pin) throws IOException {
            BusBench.super.requireOwn(List.of(pin));
            return KernelOneWire.of(Integer.parseInt(folder.substring(folder.lastIndexOf('r') + 1)));
        }

        @Override
        public String toString() {
            return folder;
        }

        @Override
        public void close() {
            // the kernel's files are opened for each transaction
        }
    }
}
