package dev.jumper.serial;

import java.util.Optional;

/// How a serial port is set up.
///
/// @param baud bits a second, 1 or more; need not be a usual rate
/// @param dataBits 5 to 8
/// @param parity what the parity bit is
/// @param stopBits how a character ends
/// @param flow who says when to pause
/// @param exclusive whether to keep other programs out while the port is open
public record SerialOptions(int baud, int dataBits, Parity parity, StopBits stopBits, Flow flow, boolean exclusive) {
    /// 115200 baud, 8 data bits, no parity, 1 stop bit, no flow control, exclusive: what MicroPython boards speak.
    public static final SerialOptions DEFAULT =
            new SerialOptions(115_200, 8, Parity.NONE, StopBits.ONE, Flow.NONE, true);

    /// The parity bit.
    public enum Parity {
        /// There is none.
        NONE,
        /// Makes the number of ones odd.
        ODD,
        /// Makes the number of ones even.
        EVEN,
        /// Is always 1.
        MARK,
        /// Is always 0.
        SPACE
    }

    /// The length of the pause after a character.
    public enum StopBits {
        /// One bit.
        ONE,
        /// One and a half bits.
        ONE_AND_A_HALF,
        /// Two bits.
        TWO
    }

    /// Flow control.
    public enum Flow {
        /// None.
        NONE,
        /// By the lines RTS and CTS; RTS is then not ours to drive.
        RTS_CTS,
        /// By the characters XON and XOFF, which data must then not contain.
        XON_XOFF
    }

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is out of range
    public SerialOptions {
        requireBaud(baud);
        if (dataBits < 5 || dataBits > 8) {
            throw new IllegalArgumentException("data bits: found " + dataBits + ", expected 5 to 8");
        }
    }

    /// Returns these options with another rate.
    public SerialOptions withBaud(int other) {
        return new SerialOptions(other, dataBits, parity, stopBits, flow, exclusive);
    }

    /// Says how `taken`, the rate that the driver runs at, misses the one that was asked for.
    ///
    /// @return nothing if it is within 2 %, which Linux, too, takes for the same rate (`tty_baudrate.c`,
    ///     `tty_termios_encode_baud_rate`), and which a receiver of ten bits a character forgives
    static Optional<String> missedBaud(long asked, long taken) {
        return Math.abs(taken - asked) * 50 <= asked
                ? Optional.empty()
                : Optional.of("asked for " + asked + " baud, but its driver took " + taken
                        + "; choose a rate that it can make, usually 115200 or one that divides it");
    }

    static void requireBaud(long baud) {
        if (baud < 1 || baud > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("baud rate: found " + baud + ", expected 1 or more, usually 115200");
        }
    }
}
