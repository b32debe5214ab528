package dev.jumper.hal.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;

/// An I2C bus, seen by a master.
///
/// # On the wire
///
/// Here `S` is a start condition, `P` a stop, `A` and `N` an acknowledge and its absence; what the chip sends is in
/// parentheses. [#transfer] of a write of two bytes and a read of two bytes is one transaction:
///
/// ```
/// S addr+W (A) byte (A) byte (A)  S addr+R (A) (byte) A (byte) N  P
/// ```
///
/// Every change of direction is a repeated start; a message that follows one of the same direction continues it,
/// with neither start nor address of its own. There is one stop, at the end, whatever happens.
@FunctionalInterface
public interface I2cBus {
    /// Performs one transaction with the chip at `address`.
    ///
    /// Blocks for nine clocks a byte and for as long as the chip stretches them, within the limit of the bus. Keeps
    /// neither array nor messages.
    ///
    /// @throws DeviceException if the chip does not acknowledge or holds the bus; the bus is idle again unless the
    ///     message says that it stays stuck
    /// @throws IllegalArgumentException if there is no message at all
    void transfer(I2cAddress address, I2cMessage... messages) throws IOException;

    /// Writes `bytes`; none at all asks only whether the chip is there.
    default void write(I2cAddress address, byte... bytes) throws IOException {
        transfer(address, I2cMessage.write(bytes));
    }

    /// Reads `count` bytes, at least one.
    default byte[] read(I2cAddress address, int count) throws IOException {
        var bytes = new byte[count];
        transfer(address, I2cMessage.read(bytes));
        return bytes;
    }

    /// Writes `bytes`, then reads `count` bytes in the same transaction: how registers are read.
    default byte[] writeRead(I2cAddress address, byte[] bytes, int count) throws IOException {
        var answer = new byte[count];
        transfer(address, I2cMessage.write(bytes), I2cMessage.read(answer));
        return answer;
    }

    /// Tells whether a chip acknowledges `address`, by a write without bytes.
    default boolean probe(I2cAddress address) throws IOException {
        try {
            write(address);
            return true;
        } catch (DeviceException e) {
            if (e.kind() == DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED) {
                return false;
            }
            throw e;
        }
    }
}
