package dev.jumper.devices;

import dev.jumper.hal.bus.I2cAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What there is to know about a chip that has a driver: its name, what it is, and how it is attached.
///
/// ```
///   public static final Chip<Ds3231> CHIP = Chip.named("DS3231", "clock", "Analog Devices 19-5170")
///           .overI2c(Ds3231::open, 0x68);
/// ```
///
/// @param <D> the driver's class
/// @param name as its maker writes it, `DS3231`
/// @param kind what it is, in small letters: `clock`, `thermometer`; the package of its driver is called so
/// @param dataSheet the maker and number of the data sheet that the driver follows
/// @param attachments the ways in which it can be attached, the usual one first
public record Chip<D>(String name, String kind, String dataSheet, List<Attachment<D>> attachments) {
    /// Copies the attachments.
    public Chip {
        attachments = List.copyOf(attachments);
    }

    /// Returns a chip with no way to attach it yet.
    public static <D> Chip<D> named(String name, String kind, String dataSheet) {
        return new Chip<>(name, kind, dataSheet, List.of());
    }

    /// Returns this chip, which also hangs on I2C at one of `addresses`, the usual one first.
    public Chip<D> overI2c(Attachment.I2cOpener<D> opener, int... addresses) {
        return with(new Attachment.OverI2c<>(
                Arrays.stream(addresses).mapToObj(I2cAddress::of).toList(), opener));
    }

    /// Returns this chip, which also hangs on SPI.
    public Chip<D> overSpi(Attachment.SpiOpener<D> opener) {
        return with(new Attachment.OverSpi<>(opener));
    }

    /// Returns this chip, which also hangs on 1-Wire with a ROM code of `family`.
    public Chip<D> overOneWire(int family, Attachment.OneWireOpener<D> opener) {
        return with(new Attachment.OverOneWire<>(family, opener));
    }

    /// Returns this chip, which also hangs alone on the line of a DHT sensor.
    public Chip<D> overDhtLine(Attachment.DhtOpener<D> opener) {
        return with(new Attachment.OverDhtLine<>(opener));
    }

    private Chip<D> with(Attachment<D> attachment) {
        return new Chip<>(
                name,
                kind,
                dataSheet,
                Stream.concat(attachments.stream(), Stream.of(attachment)).toList());
    }
}
