package dev.jumper.devices;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.List;

/// One way in which a chip can hang on a bus, and how its driver is opened over it.
///
/// @param <D> the driver's class
public sealed interface Attachment<D> {
    /// On an I2C bus at one of `addresses`, the usual one first; never none.
    record OverI2c<D>(List<I2cAddress> addresses, I2cOpener<D> opener) implements Attachment<D> {
        /// Copies the addresses.
        public OverI2c {
            addresses = List.copyOf(addresses);
        }
    }

    /// On an SPI bus.
    record OverSpi<D>(SpiOpener<D> opener) implements Attachment<D> {}

    /// On an SPI bus with a line besides, D/C, that is low for commands and high for data, as displays have it.
    record OverDisplaySpi<D>(DisplaySpiOpener<D> opener) implements Attachment<D> {}

    /// On a 1-Wire bus, with a ROM code of `family`, 0x01 to 0xFF.
    record OverOneWire<D>(int family, OneWireOpener<D> opener) implements Attachment<D> {}

    /// Alone on the line of a DHT sensor.
    record OverDhtLine<D>(DhtOpener<D> opener) implements Attachment<D> {}

    /// Opens a driver on an I2C bus, as the driver's `open` does.
    @FunctionalInterface
    interface I2cOpener<D> {
        /// Opens the driver; the bus stays the caller's.
        D open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException;
    }

    /// Opens a driver on an SPI bus, as the driver's `open` does.
    @FunctionalInterface
    interface SpiOpener<D> {
        /// Opens the driver; the bus stays the caller's.
        D open(SpiBus bus, Ticks ticks) throws IOException;
    }

    /// Opens a driver on an SPI bus with the line D/C, as the driver's `open` does.
    @FunctionalInterface
    interface DisplaySpiOpener<D> {
        /// Opens the driver; bus and pin stay the caller's.
        D open(SpiBus bus, Pin dataCommand, Ticks ticks) throws IOException;
    }

    /// Opens a driver on a 1-Wire bus, as the driver's `open` does.
    @FunctionalInterface
    interface OneWireOpener<D> {
        /// Opens the driver; the bus stays the caller's.
        D open(OneWireBus bus, RomCode rom, Ticks ticks) throws IOException;
    }

    /// Opens a driver on the line of a DHT sensor, as the driver's `open` does.
    @FunctionalInterface
    interface DhtOpener<D> {
        /// Opens the driver; the line stays the caller's.
        D open(DhtLine line, Ticks ticks) throws IOException;
    }
}
