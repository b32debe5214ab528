package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;

/// A [Wire] in use: the two lines of a console, and what its ends can be asked.
///
/// Not thread-safe: the [Console] guards it.
sealed interface Cable {
    static Cable of(Wire wire, long now) {
        return switch (wire) {
            case Wire.Direct direct -> new Direct(new Ring(direct.toBoard()), new Ring(direct.fromBoard()));
            case Wire.Uart uart -> new Uart(uart, now);
        };
    }

    Line toBoard();

    Line fromBoard();

    /// Performs a request of the host's side that is about the cable.
    ///
    /// @throws UnsupportedOperationException if it is not
    long ioctl(int request, long argument);

    /// Tells whether the board is held in reset.
    boolean holdsReset();

    /// Tells whether the reset that is over leads to the boot loader, and forgets it.
    boolean takeBootLoader();

    /// Sets the rate of what the board sends from now on, if it is a cable that has one, to that of the ROM's boot
    /// log; false if nothing is logged on it.
    boolean beginBootLog();

    /// Sets the rate back to the board's own.
    void endBootLog();

    /// Lines without a rate.
    record Direct(Ring toBoard, Ring fromBoard) implements Cable {
        @Override
        public long ioctl(int request, long argument) {
            throw new UnsupportedOperationException(
                    "embedded board: request " + request + " is not one that its console knows");
        }

        @Override
        public boolean holdsReset() {
            return false;
        }

        @Override
        public boolean takeBootLoader() {
            return false;
        }

        @Override
        public boolean beginBootLog() {
            return false;
        }

        @Override
        public void endBootLog() {
            // there was none
        }
    }

    /// A serial line each way, and the two transistors of a NodeMCU between the modem lines and the chip: RTS
    /// alone holds it in reset, DTR alone holds GPIO0 low, which at the end of a reset means the boot loader; both
    /// together do nothing (NodeMCU DEVKIT V1.0, schematic, "AUTO PROGRAM").
    final class Uart implements Cable {
        // Linux, drivers/usb/serial/usb-serial.c: a write fifo of PAGE_SIZE; drivers/tty/tty_buffer.c: a limit of
        // 65536 bytes for what was received
        private static final int HOST_QUEUE = 4096;
        private static final int HOST_BUFFER = 65_536;
        // "ESP8266 Technical Reference", "ESP8266 Boot Messages": 74880 baud, a 26 MHz crystal where 40 are assumed
        private static final int ROM_BAUD = 74_880;

        private final UartLine toBoard;
        private final UartLine fromBoard;
        private final int boardBaud;
        private int hostBaud;
        private long modem = ByteStream.DTR | ByteStream.RTS; // as Linux opens a port
        private boolean bootLoader;

        Uart(Wire.Uart wire, long now) {
            hostBaud = wire.hostBaud();
            boardBaud = wire.boardBaud();
            toBoard = new UartLine(hostBaud, HOST_QUEUE, wire.buffer(), now);
            toBoard.receiverBaud(boardBaud);
            fromBoard = new UartLine(boardBaud, wire.queue(), HOST_BUFFER, now);
            fromBoard.receiverBaud(hostBaud);
        }

        @Override
        public UartLine toBoard() {
            return toBoard;
        }

        @Override
        public UartLine fromBoard() {
            return fromBoard;
        }

        @Override
        public long ioctl(int request, long argument) {
            return switch (request) {
                case ByteStream.BAUD -> baud(argument);
                case ByteStream.GET_MODEM -> modem;
                case ByteStream.SET_MODEM -> {
                    boolean held = holdsReset();
                    modem = argument & (ByteStream.DTR | ByteStream.RTS);
                    bootLoader |= held && modem == ByteStream.DTR;
                    yield 0;
                }
                case EmbeddedBoard.OVERRUNS -> toBoard.overruns();
                default ->
                    throw new UnsupportedOperationException(
                            "embedded board: request " + request + " is not one that its console knows");
            };
        }

        @Override
        public boolean holdsReset() {
            return modem == ByteStream.RTS;
        }

        @Override
        public boolean takeBootLoader() {
            boolean low = bootLoader || modem == ByteStream.DTR;
            bootLoader = false;
            return low;
        }

        @Override
        public boolean beginBootLog() {
            fromBoard.senderBaud(ROM_BAUD);
            return true;
        }

        @Override
        public void endBootLog() {
            fromBoard.senderBaud(boardBaud);
        }

        private long baud(long baud) {
            int before = hostBaud;
            if (baud != ByteStream.QUERY) {
                if (baud < 1 || baud > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException(
                            "embedded board: baud rate is " + baud + ", expected 1 or more, usually 115200");
                }
                hostBaud = (int) baud;
                toBoard.senderBaud(hostBaud);
                fromBoard.receiverBaud(hostBaud);
            }
            return before;
        }
    }
}
