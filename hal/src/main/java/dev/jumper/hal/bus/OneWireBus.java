package dev.jumper.hal.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// A 1-Wire bus, seen by its only master.
///
/// # On the wire
///
/// Everything is made of [#reset] and of time slots, one [#slot] each: the master's write of a 1 is the same slot
/// as its read. Bytes travel least significant bit first.
///
/// # For authors of buses
///
/// A bus whose hardware does whole bytes, whole transactions or the search by itself overrides [#octet],
/// [#transfer] and [#search] too.
///
/// Source: Analog Devices DS18B20 data sheet, "1-Wire Bus System", "1-Wire Signaling"; application note 187,
/// "1-Wire Search Algorithm".
public interface OneWireBus {
    /// Resets all devices, and tells whether any answered with a presence pulse. Blocks for about 1 ms.
    ///
    /// @throws DeviceException if the line does not rise again: held low, or without a pull-up
    boolean reset() throws IOException;

    /// Performs one time slot: writes `bit`, 0 or 1, and returns what the line then said. Blocks for about 70 µs.
    ///
    /// @return for a 1, the bit that a device sent, 1 if none did; for a 0 always 0
    int slot(int bit) throws IOException;

    /// Writes the byte `value` and returns the byte read in the same slots; to read, write 0xFF.
    default int octet(int value) throws IOException {
        int read = 0;
        for (int i = 0; i < 8; i++) {
            read |= slot(value >> i & 1) << i;
        }
        return read;
    }

    /// Resets the bus, writes all of `write`, then fills all of `read`, as one transaction.
    ///
    /// @throws DeviceException of kind [DeviceException.Kind#ABSENT] if no device answers the reset
    default void transfer(byte[] write, byte[] read) throws IOException {
        if (!reset()) {
            throw new DeviceException(
                    DeviceException.Kind.ABSENT,
                    this + ": no device answered the reset; check its supply, its ground and the 4.7 kΩ pull-up");
        }
        for (byte value : write) {
            octet(value & 0xFF);
        }
        for (int i = 0; i < read.length; i++) {
            read[i] = (byte) octet(0xFF);
        }
    }

    /// Resets the bus, writes all of `write`, and drives the line high hard from the end of the last slot on, for
    /// `duration`, for devices that take their power from it.
    ///
    /// @throws UnsupportedOperationException if this bus cannot do it
    default void transferThenPower(byte[] write, Duration duration) throws IOException {
        throw new UnsupportedOperationException(this
                + ": has no strong pull-up for devices without a supply of their own; power the device from"
                + " its supply pin");
    }

    /// Finds the devices on the bus, in the order of their codes as the search meets them.
    ///
    /// @param family only those of this family, or all; others are skipped on the wire already
    /// @param alarmed only those whose alarm is set
    /// @return their codes, none if no device answers
    /// @throws DeviceException of kind [DeviceException.Kind#CHECKSUM] if a code does not fit its CRC,
    ///     [DeviceException.Kind#WRONG_ANSWER] if devices fall silent within the search and
    ///     [DeviceException.Kind#ABSENT] if they do between its passes: a part of the codes is never returned
    default List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
        return new OneWireSearch(this, alarmed).find(family);
    }

    /// Finds all devices on the bus.
    default List<RomCode> search() throws IOException {
        return search(OptionalInt.empty(), false);
    }
}
