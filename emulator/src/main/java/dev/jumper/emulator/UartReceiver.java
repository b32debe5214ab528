package dev.jumper.emulator;

/// The receiving half of a UART, 8 data bits, no parity, 1 stop bit: makes bytes of the levels on a line.
///
/// A falling edge begins a byte, every bit is sampled in its middle, the least significant first. The stop
/// bit is not insisted on: the byte counts whatever its level is, as with most USB adapters, which pass on
/// bytes with framing errors. At the wrong rate the bytes are therefore those that a real one would see.
///
/// Times are nanoseconds. Not thread-safe; no clock of its own.
final class UartReceiver {
    private static final int STOP = 9;

    private double bit;
    private boolean high = true;
    private boolean inByte;
    private double start;
    private int sample;
    private int bits;
    private long framingErrors;

    /// Takes each byte, and when its stop bit was sampled.
    interface Sink {
        void arrived(int value, long nanos);
    }

    UartReceiver(int baud) {
        baud(baud);
    }

    /// Changes the rate; a byte that is on its way is spoilt.
    void baud(int baud) {
        bit = 1e9 / baud;
    }

    /// Tells how many bytes had a stop bit that was low.
    long framingErrors() {
        return framingErrors;
    }

    /// Tells whether a byte has begun and not ended.
    boolean busy() {
        return inByte;
    }

    /// Returns when the byte that has begun will have been received.
    long done() {
        return (long) Math.ceil(start + (STOP + 0.5) * bit);
    }

    /// The line has had this level since the end of the last call, until `until`.
    void level(boolean level, double from, double until, Sink sink) {
        if (high && !level && !inByte) {
            begin(from);
        }
        high = level;
        while (inByte) {
            double at = start + (sample + 0.5) * bit;
            if (at >= until) {
                return;
            }
            sampled(level, (long) at, sink);
        }
    }

    private void begin(double at) {
        inByte = true;
        start = at;
        sample = 0;
        bits = 0;
    }

    private void sampled(boolean level, long at, Sink sink) {
        if (sample == 0) {
            inByte = !level; // else it was no start bit, only a spike
        } else if (sample < STOP) {
            bits = bits >> 1 | (level ? 0x80 : 0);
        } else {
            inByte = false;
            framingErrors += level ? 0 : 1;
            sink.arrived(bits, at);
        }
        sample++;
    }
}
