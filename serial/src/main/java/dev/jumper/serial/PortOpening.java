package dev.jumper.serial;

import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.jsc.LibraryPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Locale;

/// Opens a port, or says why not.
///
/// On Linux a descriptor of our own comes first: it tells missing, forbidden and busy apart, and later keeps other
/// programs out, leaves the modem lines alone on close, and carries the bytes. The library opens and sets up the
/// port on every system.
final class PortOpening {
    private PortOpening() {}

    static SerialPort open(String path, SerialOptions options, Ticks ticks, boolean linux) throws IOException {
        String name = "serial port " + path;
        boolean file = linux || path.startsWith("/");
        if (file) {
            requireDevice(name, path);
        }
        LibraryPort.load(); // takes as long as the preparation of our own calls, which goes on here
        int fd = linux ? descriptor(name, path) : -1;
        int patient = -1;
        LibraryPort port = null;
        try {
            try {
                port = library(name, path, options);
            } catch (LibraryPort.OpenFailure e) {
                boolean locked = false;
                if (fd >= 0) {
                    // after a lock that was refused the library's error number is that of something later
                    locked = options.exclusive() && Posix.isLocked(fd);
                    Posix.close(fd); // or the search for who has the port open would find us
                    fd = -1;
                }
                throw locked ? busy(name, path) : failure(name, path, e.code());
            }
            if (!linux) {
                var opened = new SerialPort(path, port, new LibraryLine(name, port, ticks), options.baud(), ticks);
                port = null;
                return opened;
            }
            patient = Posix.openPatient(path);
            require(name, "be opened twice", patient);
            if (options.exclusive()) {
                require(name, "be had for us alone", Posix.ioctl(fd, Posix.TIOCEXCL));
            }
            require(name, "be set up", Posix.correctSettings(fd));
            int baud = Posix.baud(fd);
            if (baud > 0) {
                requireBaud(name, options.baud(), baud);
            }
            int taken = fd;
            int second = patient;
            fd = -1;
            patient = -1;
            var line = DescriptorLine.over(name, taken, second, ticks);
            var opened = new SerialPort(path, port, line, options.baud(), ticks);
            port = null;
            return opened;
        } finally {
            if (fd >= 0) {
                Posix.close(fd);
            }
            if (patient >= 0) {
                Posix.close(patient);
            }
            if (port != null) {
                port.close();
            }
        }
    }

    private static void requireDevice(String name, String path) throws IOException {
        var file = Path.of(path);
        if (!Files.exists(file)) {
            throw absent(name, path);
        }
        if (Files.isDirectory(file) || Files.isRegularFile(file)) {
            throw new StreamOpenException(
                    Reason.UNSUITABLE,
                    name + ": found a " + (Files.isDirectory(file) ? "directory" : "plain file")
                            + ", expected a serial port; the ports there are: " + portNames());
        }
    }

    /// Opens a descriptor of our own, which proves that the port is there, ours to open, free, and a terminal.
    private static int descriptor(String name, String path) throws IOException {
        int fd = Posix.open(path);
        if (fd < 0) {
            throw failure(name, path, -fd);
        }
        int flags = Posix.controlFlags(fd);
        if (flags < 0) {
            Posix.close(fd);
            throw failure(name, path, -flags);
        }
        return fd;
    }

    private static LibraryPort library(String name, String path, SerialOptions options) throws IOException {
        var port = LibraryPort.open(
                path,
                options.baud(),
                options.dataBits(),
                options.stopBits().ordinal() + 2,
                options.parity().name().charAt(0),
                switch (options.flow()) {
                    case NONE -> 'N';
                    case RTS_CTS -> 'H';
                    case XON_XOFF -> 'S';
                },
                options.exclusive());
        if (port == null) {
            throw absent(name, path);
        }
        return port;
    }

    private static void requireBaud(String name, int asked, int taken) throws IOException {
        var missed = SerialOptions.missedBaud(asked, taken);
        if (missed.isPresent()) {
            throw new StreamOpenException(Reason.UNSUITABLE, name + ": " + missed.get());
        }
    }

    private static void require(String name, String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException(name + ": cannot " + what + ": " + Posix.message(result));
        }
    }

    private static IOException failure(String name, String path, int errno) {
        return switch (errno) {
            case Posix.ENOENT, Posix.ENODEV, Posix.ENXIO -> absent(name, path);
            case Posix.EACCES, Posix.EPERM -> denied(name, path);
            case Posix.EBUSY, Posix.EAGAIN -> busy(name, path);
            case Posix.ENOTTY, Posix.EINVAL ->
                new StreamOpenException(
                        Reason.UNSUITABLE,
                        name + ": found a device that is not a serial port; the ports there are: " + portNames());
            case Posix.EIO ->
                new StreamOpenException(
                        Reason.ABSENT,
                        name + ": the system lists it, but there is no device behind it (errno 5); plug it in again");
            default -> onOtherSystems(name, errno);
        };
    }

    /// Windows has numbers of its own: "System Error Codes", ERROR_FILE_NOT_FOUND 2, ERROR_ACCESS_DENIED 5 (also
    /// busy).
    private static IOException onOtherSystems(String name, int error) {
        return new IOException(name + ": not to be opened: error " + error + "; is it plugged in, and free?");
    }

    private static StreamOpenException absent(String name, String path) {
        return new StreamOpenException(
                Reason.ABSENT, name + ": there is no " + path + "; the ports there are: " + portNames());
    }

    private static StreamOpenException denied(String name, String path) {
        String group = "dialout";
        String mode = "";
        try {
            var attributes = Files.readAttributes(Path.of(path), PosixFileAttributes.class);
            group = attributes.group().getName();
            mode = " (its group is " + group + ")";
        } catch (IOException | UnsupportedOperationException e) {
            // the usual group will do
        }
        String remedy = group.equals("root")
                ? "ask the administrator for a udev rule that gives it to dialout"
                : "add yourself to it: sudo usermod -aG " + group + " $USER, then log in again";
        return new StreamOpenException(
                Reason.DENIED,
                "%s: permission denied for user %s%s; %s"
                        .formatted(name, System.getProperty("user.name"), mode, remedy));
    }

    private static StreamOpenException busy(String name, String path) {
        return new StreamOpenException(
                Reason.BUSY,
                name + ": in use by " + PortHolders.of(Path.of(path)).orElse("another program")
                        + "; close it there and try again");
    }

    private static String portNames() {
        try {
            var ports = PortFinder.system().ports();
            return ports.isEmpty()
                    ? "none"
                    : String.join(
                            ", ", ports.stream().map(PortFinder.Port::path).toList());
        } catch (IOException e) {
            return "not to be listed (" + e.getMessage().toLowerCase(Locale.ROOT) + ")";
        }
    }
}
