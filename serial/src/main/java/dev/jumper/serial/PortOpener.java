package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.PortFinder.Kind;
import dev.jumper.serial.PortFinder.Port;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens serial ports of this machine: `/dev/ttyUSB0`, `COM3`, `auto`, `id:0001`, each with `?baud=9600`.
public final class PortOpener implements StreamOpener {
    private static final Set<String> OPTIONS = Set.of("baud");

    private final PortFinder finder;

    /// Makes the opener; used by the service loader.
    public PortOpener() {
        this(PortFinder.system());
    }

    PortOpener(PortFinder finder) {
        this.finder = finder;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(StreamUrl.PATH, "auto", "id");
    }

    @Override
    public String help() {
        return """
            /dev/ttyUSB0, COM3  the serial port of that name; ?baud=115200
            auto                the one USB serial port that is plugged in
            id:SERIAL           the USB serial port with that serial number\
            """;
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        for (String option : url.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "stream URL " + url + ": found option " + option + ", expected one of " + OPTIONS);
            }
        }
        var options = SerialOptions.DEFAULT.withBaud(url.number("baud", 1, SerialOptions.DEFAULT.baud()));
        return SerialPort.open(path(url), options, Ticks.system());
    }

    /// Returns the path that the URL comes down to.
    String path(StreamUrl url) throws IOException {
        return switch (url.scheme()) {
            case "auto" -> only(finder.ports());
            case "id" -> withSerial(url.rest(), finder.ports());
            default -> url.rest();
        };
    }

    /// Built-in ports are never guessed at: every computer has some, with nothing on them.
    private static String only(List<Port> ports) throws StreamOpenException {
        var usable = ports.stream().filter(port -> port.kind() != Kind.BUILT_IN).toList();
        if (usable.size() == 1) {
            return usable.getFirst().path();
        }
        if (usable.isEmpty()) {
            throw new StreamOpenException(
                    Reason.ABSENT,
                    "auto: found no USB serial port, expected one; plug the board in"
                            + (ports.isEmpty() ? "" : ", or name a port:" + lines(ports)));
        }
        throw new StreamOpenException(
                Reason.AMBIGUOUS,
                "auto: found " + usable.size() + " ports, expected one; name the port:" + lines(usable));
    }

    private static String withSerial(String serial, List<Port> ports) throws StreamOpenException {
        if (serial.isEmpty()) {
            throw new IllegalArgumentException("stream URL id: found no serial number, expected id:SERIAL");
        }
        var fitting = ports.stream()
                .filter(port -> port.serial().equalsIgnoreCase(serial))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst().path();
        }
        if (fitting.isEmpty()) {
            throw new StreamOpenException(
                    Reason.ABSENT,
                    "id:" + serial + ": found no port with that serial number; the ports there are:"
                            + (ports.isEmpty() ? " none" : lines(ports)));
        }
        throw new StreamOpenException(
                Reason.AMBIGUOUS,
                "id:" + serial + ": found " + fitting.size() + " ports with that serial number; name the port:"
                        + lines(fitting));
    }

    private static String lines(List<Port> ports) {
        return ports.stream().map(port -> "\n  " + port).collect(Collectors.joining());
    }
}
