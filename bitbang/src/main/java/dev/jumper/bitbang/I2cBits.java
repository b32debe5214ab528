package dev.jumper.bitbang;

import java.io.IOException;

/// The conditions and bits of an I2C transaction. What goes wrong is told by [#failure], until the next start.
interface I2cBits {
    /// What kept a condition or a byte from being done.
    enum Failure {
        NONE,
        NOT_ACKNOWLEDGED,
        STRETCHED,
        LOST,
        CLOCK_STUCK,
        DATA_STUCK
    }

    /// Returns what went wrong.
    Failure failure();

    /// Waits until SCL is high, for as long as a chip may stretch it; returns whether it is.
    boolean awaitClock() throws IOException;

    /// Tells whether SDA is held low while nobody drives a clock: no other master is at work, but a chip hangs.
    boolean isHung() throws IOException;

    /// Clocks out whatever holds SDA, nine clocks at most, and makes a stop; returns whether both lines are free.
    /// SCL is high before.
    boolean recover() throws IOException;

    /// Makes a start on an idle bus.
    void start() throws IOException;

    /// Makes a repeated start; SCL is low before.
    boolean restart() throws IOException;

    /// Writes bytes until one is not acknowledged; returns how many were.
    int write(byte[] bytes, int offset, int length) throws IOException;

    /// Reads bytes; returns how many there were.
    ///
    /// @param end whether the last one is the last of the reading, and so not acknowledged
    int read(byte[] bytes, int offset, int length, boolean end) throws IOException;

    /// Makes a stop; SCL is low before.
    boolean stop() throws IOException;
}
