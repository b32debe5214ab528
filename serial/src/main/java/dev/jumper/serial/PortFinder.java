package dev.jumper.serial;

import dev.jumper.serial.jsc.LibraryPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Lists the serial ports of a machine that a board can hang on.
///
/// Left out are Bluetooth ports (opening one may make the machine call a telephone), consoles, pseudo-terminals,
/// and built-in ports that the driver only keeps a place for. Listing opens nothing: no board is reset by it.
public final class PortFinder {
    private static final Pattern NEVER = Pattern.compile("rfcomm.*|tty\\d*|pty.*|pts.*|console|ptmx|hvc.*|vcs.*");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern BLUETOOTH = Pattern.compile("(?i)bluetooth|/dev/(cu|tty)\\.(bt|blth).*");

    private final Source source;

    private PortFinder(Source source) {
        this.source = source;
    }

    @FunctionalInterface
    private interface Source {
        List<Port> ports() throws IOException;
    }

    /// What a port is attached by.
    public enum Kind {
        /// USB: an adapter, or a board with its own.
        USB,
        /// Part of the machine: a UART on its pins or its back.
        BUILT_IN,
        /// The system does not say.
        OTHER
    }

    /// A serial port that is there.
    ///
    /// @param path what opens it
    /// @param description what it usually is, in words for people; never empty
    /// @param usb its ids, if it is on USB
    /// @param serial the serial number of the USB device, empty if there is none
    /// @param product what the USB device calls itself, empty if it does not
    /// @param manufacturer who the USB device says made it, empty if it does not
    /// @param kind what it is attached by
    public record Port(
            String path,
            String description,
            Optional<UsbId> usb,
            String serial,
            String product,
            String manufacturer,
            Kind kind) {
        /// Returns the path, the ids and the description.
        @Override
        public String toString() {
            return path + usb.map(id -> "  " + id).orElse("") + "  " + description
                    + (serial.isEmpty() ? "" : "  id:" + serial);
        }
    }

    /// Returns a finder for this machine.
    public static PortFinder system() {
        return Posix.available() ? at(Path.of("/")) : new PortFinder(PortFinder::fromLibrary);
    }

    /// Returns a finder for a Linux system whose `sys` folder is below `root`: `/`, or a recorded tree.
    public static PortFinder at(Path root) {
        return new PortFinder(() -> fromSysfs(root.resolve("sys/class/tty")));
    }

    /// Returns the ports that are there now, by path, numbers in their natural order.
    ///
    /// @throws IOException if the system cannot be asked
    public List<Port> ports() throws IOException {
        return source.ports().stream()
                .sorted(Comparator.comparing(port -> naturalOrder(port.path())))
                .toList();
    }

    private static String naturalOrder(String path) {
        return DIGITS.matcher(path)
                .replaceAll(match -> "0".repeat(Math.max(0, 6 - match.group().length())) + match.group());
    }

    private static List<Port> fromSysfs(Path terminals) throws IOException {
        var found = new ArrayList<Port>();
        if (!Files.isDirectory(terminals)) {
            return found; // a container without /sys has no ports
        }
        try (var entries = Files.newDirectoryStream(terminals)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!NEVER.matcher(name).matches() && Files.exists(entry.resolve("device"))) {
                    port(name, entry).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Optional<Port> port(String name, Path entry) throws IOException {
        Path device;
        try {
            device = entry.resolve("device").toRealPath();
        } catch (IOException e) {
            return Optional.empty(); // unplugged while we look
        }
        for (Path part : device) {
            if (part.toString().equals("bluetooth")) {
                return Optional.empty();
            }
        }
        String path = "/dev/" + name;
        for (Path folder = device; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("idVendor"))) {
                var id = new UsbId(hex(folder, "idVendor"), hex(folder, "idProduct"));
                String product = text(folder.resolve("product"));
                return Optional.of(new Port(
                        path,
                        KnownAdapters.describe(id).orElse(product.isEmpty() ? "USB serial port" : product),
                        Optional.of(id),
                        text(folder.resolve("serial")),
                        product,
                        text(folder.resolve("manufacturer")),
                        Kind.USB));
            }
        }
        // linux/serial_core.h: PORT_UNKNOWN 0 marks a place without hardware
        if (text(entry.resolve("type")).equals("0")) {
            return Optional.empty();
        }
        return Optional.of(new Port(path, "built-in serial port", Optional.empty(), "", "", "", Kind.BUILT_IN));
    }

    private static int hex(Path folder, String file) {
        try {
            return Integer.parseInt(text(folder.resolve(file)), 16);
        } catch (NumberFormatException e) {
            return 0; // unplugged between two looks
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .strip();
        } catch (IOException e) {
            return ""; // not every device has every text
        }
    }

    private static List<Port> fromLibrary() throws IOException {
        var found = new ArrayList<Port>();
        for (var entry : LibraryPort.list()) {
            String description = known(entry.description());
            if (BLUETOOTH.matcher(entry.path()).find()
                    || BLUETOOTH.matcher(description).find()) {
                continue;
            }
            Optional<UsbId> id =
                    entry.vendor() > 0 ? Optional.of(new UsbId(entry.vendor(), entry.product())) : Optional.empty();
            found.add(new Port(
                    entry.path(),
                    id.flatMap(KnownAdapters::describe).orElse(description.isEmpty() ? "serial port" : description),
                    id,
                    known(entry.serial()),
                    description,
                    known(entry.maker()),
                    id.isPresent() ? Kind.USB : Kind.OTHER));
        }
        return found;
    }

    private static String known(String text) {
        return text == null || text.equals("Unknown") ? "" : text;
    }
}
