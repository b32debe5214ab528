package dev.jumper.hal.bus;

import java.util.Objects;

/// One part of an I2C transaction: bytes to write, or room for bytes to read.
///
/// A message is made once and may be used for any number of transactions; nothing is copied.
public sealed interface I2cMessage {
    /// Returns the array that is written from or read into.
    byte[] bytes();

    /// Returns where in the array the message starts.
    int offset();

    /// Returns how many bytes it has.
    int length();

    /// Bytes to write; none at all is allowed, and asks only whether anybody acknowledges.
    record Write(byte[] bytes, int offset, int length) implements I2cMessage {
        /// Checks the range.
        public Write {
            Objects.checkFromIndexSize(offset, length, bytes.length);
        }
    }

    /// Room to read into, at least one byte: a chip that was addressed to send cannot be stopped before it has.
    record Read(byte[] bytes, int offset, int length) implements I2cMessage {
        /// Checks the range.
        public Read {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                throw new IllegalArgumentException("an I2C read has no bytes, expected at least 1; probe with a write");
            }
        }
    }

    /// Returns a message that writes all of `bytes`.
    static Write write(byte... bytes) {
        return new Write(bytes, 0, bytes.length);
    }

    /// Returns a message that fills all of `bytes`.
    static Read read(byte[] bytes) {
        return new Read(bytes, 0, bytes.length);
    }
}
