package dev.jumper.serial.jsc;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A port of the serial library, with those of its calls that behave. Results are the library's own.
public final class LibraryPort {
    private final SerialPort port;
    private int mode = SerialPort.TIMEOUT_NONBLOCKING;

    private LibraryPort(SerialPort port) {
        this.port = port;
    }

    /// A port as the library describes it; ids are 0 or less, and texts null or "Unknown", when they are not known.
    ///
    /// @param path what opens it
    /// @param description what the driver calls it
    /// @param vendor the USB vendor id
    /// @param product the USB product id
    /// @param serial the USB serial number
    /// @param maker the USB manufacturer
    public record Entry(String path, String description, int vendor, int product, String serial, String maker) {}

    /// Loads the library ahead of its first use, on a thread of its own. What fails here fails again, and is told,
    /// when the library is used.
    public static void load() {
        Thread.ofPlatform().daemon().name("jumper-serial-library").start(() -> {
            try {
                NativeLibrary.prepare();
                SerialPort.getVersion();
            } catch (IOException | LinkageError e) {
                // whoever opens a port is told
            }
        });
    }

    /// Returns the ports that the library finds.
    ///
    /// @throws IOException if its native part is not to be had
    public static List<Entry> list() throws IOException {
        NativeLibrary.prepare();
        return Arrays.stream(SerialPort.getCommPorts())
                .map(port -> new Entry(
                        port.getSystemPortPath(),
                        port.getPortDescription(),
                        port.getVendorID(),
                        port.getProductID(),
                        port.getSerialNumber(),
                        port.getManufacturer()))
                .toList();
    }

    /// Opens the port; DTR and RTS come up together.
    ///
    /// @param stopBits in halves: 2, 3 or 4
    /// @param parity N, O, E, M or S
    /// @param flow N none, H by RTS and CTS, S by XON and XOFF
    /// @return null if there is no such port
    /// @throws IOException if the native part is not to be had
    /// @throws OpenFailure if the port cannot be opened
    public static LibraryPort open(
            String path, int baud, int dataBits, int stopBits, char parity, char flow, boolean exclusive)
            throws IOException {
        NativeLibrary.prepare();
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path);
        } catch (SerialPortInvalidPortException e) {
            return null;
        }
        port.setComPortParameters(
                baud,
                dataBits,
                switch (stopBits) {
                    case 2 -> SerialPort.ONE_STOP_BIT;
                    case 3 -> SerialPort.ONE_POINT_FIVE_STOP_BITS;
                    default -> SerialPort.TWO_STOP_BITS;
                },
                switch (parity) {
                    case 'O' -> SerialPort.ODD_PARITY;
                    case 'E' -> SerialPort.EVEN_PARITY;
                    case 'M' -> SerialPort.MARK_PARITY;
                    case 'S' -> SerialPort.SPACE_PARITY;
                    default -> SerialPort.NO_PARITY;
                });
        port.setFlowControl(
                switch (flow) {
                    case 'H' -> SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
                    case 'S' ->
                        SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
                    default -> SerialPort.FLOW_CONTROL_DISABLED;
                });
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (!exclusive) {
            port.disableExclusiveLock();
        }
        if (!port.openPort(0)) {
            throw new OpenFailure(port.getLastErrorCode());
        }
        return new LibraryPort(port);
    }

    /// The library could not open a port; the message is for the caller to make.
    public static final class OpenFailure extends IOException {
        private static final long serialVersionUID = 1;

        private final int code;

        OpenFailure(int code) {
            super("the serial library failed to open a port: error " + code);
            this.code = code;
        }

        /// Returns the error number of the operating system.
        public int code() {
            return code;
        }
    }

    /// Reads what is there; `waiting` holds until the first byte, 100 ms at most. Returns -1 at the end, 0 for
    /// nothing.
    public int read(byte[] target, boolean waiting) {
        int wanted = waiting ? SerialPort.TIMEOUT_READ_SEMI_BLOCKING : SerialPort.TIMEOUT_NONBLOCKING;
        if (mode != wanted) {
            port.setComPortTimeouts(wanted, waiting ? 100 : 0, 0);
            mode = wanted;
        }
        return port.readBytes(target, target.length);
    }

    /// Returns how many bytes have arrived, -1 when the port is gone.
    public int available() {
        return port.bytesAvailable();
    }

    /// Writes all; waits as long as the far end takes nothing, until [#close].
    public int write(byte[] source) {
        return port.writeBytes(source, source.length);
    }

    /// Returns how many bytes have not left yet.
    public int waitingToLeave() {
        return port.bytesAwaitingWrite();
    }

    /// Changes the baud rate.
    public boolean baud(int baud) {
        return port.setBaudRate(baud);
    }

    /// Drives both outputs in one operation.
    public boolean lines(boolean dtr, boolean rts) {
        return port.setDTRandRTS(dtr, rts);
    }

    /// Returns DTR, RTS, CTS, DSR, CD and RI as bits 0 to 5.
    public int lines() {
        return (port.getDTR() ? 1 : 0)
                | (port.getRTS() ? 2 : 0)
                | (port.getCTS() ? 4 : 0)
                | (port.getDSR() ? 8 : 0)
                | (port.getDCD() ? 16 : 0)
                | (port.getRI() ? 32 : 0);
    }

    /// Begins or ends a break.
    public boolean sendBreak(boolean on) {
        return on ? port.setBreak() : port.clearBreak();
    }

    /// Returns the error number of the operating system; means something only right after a failure.
    public int errorCode() {
        return port.getLastErrorCode();
    }

    /// Closes the port and frees whoever reads or writes.
    public boolean close() {
        return port.closePort();
    }
}
