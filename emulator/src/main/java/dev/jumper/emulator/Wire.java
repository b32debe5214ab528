package dev.jumper.emulator;

/// What a board's console hangs on.
public sealed interface Wire {
    /// A cable that takes no time and loses nothing; a sender waits while the receiver's buffer is full, as with
    /// USB.
    ///
    /// @param toBoard bytes that the board's side holds until they are read, 1 or more
    /// @param fromBoard bytes that the host's side holds
    record Direct(int toBoard, int fromBoard) implements Wire {
        /// Checks the sizes.
        public Direct {
            atLeastOne("buffer towards the board", toBoard);
            atLeastOne("buffer from the board", fromBoard);
        }
    }

    /// A serial line without flow control, 8 data bits, no parity, 1 stop bit: bytes take their time, those that
    /// find the receiver's buffer full are lost, and those sent at another rate arrive as others.
    ///
    /// @param hostBaud the rate of the host's side, which [dev.jumper.hal.stream.ByteStream#BAUD] changes
    /// @param boardBaud the rate of the board
    /// @param buffer bytes that the board's side holds until they are read
    /// @param queue bytes that the board can send without waiting for the line
    record Uart(int hostBaud, int boardBaud, int buffer, int queue) implements Wire {
        /// Checks the rates and sizes.
        public Uart {
            atLeastOne("baud rate of the host", hostBaud);
            atLeastOne("baud rate of the board", boardBaud);
            atLeastOne("buffer of the board", buffer);
            atLeastOne("queue of the board", queue);
        }
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("wire: " + what + " is " + value + ", expected 1 or more");
        }
    }
}
