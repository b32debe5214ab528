package dev.jumper.devices;

import static java.util.stream.Collectors.joining;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
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

    /// Returns this chip, which also hangs on SPI with a line that tells commands from data.
    public Chip<D> overDisplaySpi(Attachment.DisplaySpiOpener<D> opener) {
        return with(new Attachment.OverDisplaySpi<>(opener));
    }

    /// Returns this chip, which also hangs on 1-Wire with a ROM code of `family`.
    public Chip<D> overOneWire(int family, Attachment.OneWireOpener<D> opener) {
        return with(new Attachment.OverOneWire<>(family, opener));
    }

    /// Returns this chip, which also hangs alone on the line of a DHT sensor.
    public Chip<D> overDhtLine(Attachment.DhtOpener<D> opener) {
        return with(new Attachment.OverDhtLine<>(opener));
    }

    /// Returns `address`, at which a driver is about to be opened.
    ///
    /// @throws IllegalArgumentException if this chip cannot have it
    public I2cAddress require(I2cAddress address) {
        var known = attachments.stream()
                .filter(Attachment.OverI2c.class::isInstance)
                .flatMap(way -> ((Attachment.OverI2c<D>) way).addresses().stream())
                .toList();
        if (!known.contains(address)) {
            throw new IllegalArgumentException("%s address is %s, expected %s"
                    .formatted(
                            name,
                            address,
                            known.stream().map(I2cAddress::toString).collect(joining(" or "))));
        }
        return address;
    }

    /// Returns `rom`, the code of the device for which a driver is about to be opened.
    ///
    /// @throws IllegalArgumentException if this chip's codes have another family
    public RomCode require(RomCode rom) {
        for (var way : attachments) {
            if (way instanceof Attachment.OverOneWire<D> oneWire && rom.family() != oneWire.family()) {
                throw new IllegalArgumentException("%s is no %s: its family is 0x%02x, expected 0x%02x"
                        .formatted(rom, name, rom.family(), oneWire.family()));
            }
        }
        return rom;
    }

    private Chip<D> with(Attachment<D> attachment) {
        return new Chip<>(
                name,
                kind,
                dataSheet,
                Stream.concat(attachments.stream(), Stream.of(attachment)).toList());
    }
}
