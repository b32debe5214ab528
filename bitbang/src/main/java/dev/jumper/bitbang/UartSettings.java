package dev.jumper.bitbang;

/// How characters travel on an asynchronous serial line: a start bit (low), the data bits from the lowest up, a
/// parity bit if there is one, and one or two stop bits (high).
///
/// @param baud bits a second, from 1 up
/// @param dataBits 5 to 9
/// @param parity the parity bit
/// @param stopBits the least pause between characters
public record UartSettings(int baud, int dataBits, Parity parity, StopBits stopBits) {
    /// The parity bit.
    public enum Parity {
        /// There is none.
        NONE,
        /// The data bits and the parity bit hold an even number of ones.
        EVEN,
        /// The data bits and the parity bit hold an odd number of ones.
        ODD
    }

    /// How long the line rests high after a character.
    public enum StopBits {
        /// One bit time.
        ONE(2),
        /// One and a half bit times.
        ONE_AND_A_HALF(3),
        /// Two bit times.
        TWO(4);

        private final int halves;

        StopBits(int halves) {
            this.halves = halves;
        }

        int halves() {
            return halves;
        }
    }

    /// Checks the ranges.
    public UartSettings {
        if (baud < 1) {
            throw new IllegalArgumentException("baud rate is " + baud + ", expected 1 or more");
        }
        if (dataBits < 5 || dataBits > 9) {
            throw new IllegalArgumentException("data bits are " + dataBits + ", expected 5 to 9");
        }
    }

    /// Returns the usual format at `baud`: 8 data bits, no parity, 1 stop bit.
    public static UartSettings of(int baud) {
        return new UartSettings(baud, 8, Parity.NONE, StopBits.ONE);
    }

    /// Returns these settings at another speed.
    public UartSettings withBaud(int other) {
        return new UartSettings(other, dataBits, parity, stopBits);
    }

    /// Returns the usual short form, such as `115200 8N1`.
    @Override
    public String toString() {
        String stop = switch (stopBits) {
            case ONE -> "1";
            case ONE_AND_A_HALF -> "1.5";
            case TWO -> "2";
        };
        return baud + " " + dataBits + parity.name().charAt(0) + stop;
    }

    /// Returns when, after the start of a character, `halfBits` half bit times have passed.
    long halfBitsNanos(int halfBits) {
        return halfBits * 500_000_000L / baud;
    }

    /// Returns how many bits stand between the start bit and the stop bit.
    int payloadBits() {
        return parity == Parity.NONE ? dataBits : dataBits + 1;
    }

    /// Returns the parity bit that belongs to `value`.
    int parityBit(int value) {
        int ones = Integer.bitCount(value) & 1;
        return parity == Parity.ODD ? ones ^ 1 : ones;
    }

    /// Returns how long a character takes, its stop bits included.
    long characterNanos() {
        return halfBitsNanos(2 + 2 * payloadBits() + stopBits.halves());
    }
}
