package dev.jumper.devices;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;

/// The registers of a chip, one byte each with a number of one byte, over whichever bus the chip hangs on.
///
/// A driver that is written over these has one way for both buses. What `toString` says is where the chip is, for
/// messages: `"BME280 " + registers` is `BME280 at 0x76`. Not thread-safe; the bus stays the caller's.
public sealed interface Registers {
    /// Reads `count` registers from `first` on in one transaction; the chip moves on from one to the next.
    byte[] read(int first, int count) throws IOException;

    /// Writes `values`, 0 to 255 each, from register `first` on in one transaction. Several only if the chip moves
    /// on when it is written to, as the data sheet has to say.
    void write(int first, int... values) throws IOException;

    /// Reads one register, 0 to 255.
    default int read(int register) throws IOException {
        return read(register, 1)[0] & 0xFF;
    }

    /// Registers over I2C: the number, then the values, or a repeated start and the values.
    ///
    /// ```
    ///   write   S addr+W (A) number (A) value (A) value (A) P
    ///   read    S addr+W (A) number (A) S addr+R (A) (value) A (value) N P
    /// ```
    record OverI2c(I2cBus bus, I2cAddress address) implements Registers {
        @Override
        public byte[] read(int first, int count) throws IOException {
            return bus.writeRead(address, new byte[] {(byte) first}, count);
        }

        @Override
        public void write(int first, int... values) throws IOException {
            bus.write(address, numbered(first, values));
        }

        @Override
        public String toString() {
            return "at " + address;
        }
    }

    /// Registers over SPI, of at most 128: the number with its highest bit 1 to read and 0 to write, then the
    /// values.
    record OverSpi(SpiBus bus, SpiSettings settings) implements Registers {
        private static final int READ = 0x80;

        @Override
        public byte[] read(int first, int count) throws IOException {
            return bus.writeRead(settings, new byte[] {(byte) (first | READ)}, count);
        }

        @Override
        public void write(int first, int... values) throws IOException {
            bus.write(settings, numbered(first & ~READ, values));
        }

        @Override
        public String toString() {
            return "on " + bus;
        }
    }

    private static byte[] numbered(int first, int[] values) {
        var bytes = new byte[1 + values.length];
        bytes[0] = (byte) first;
        for (int i = 0; i < values.length; i++) {
            bytes[1 + i] = (byte) values[i];
        }
        return bytes;
    }
}
