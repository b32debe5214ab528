package dev.jumper.gpio;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.linux.Structs;
import dev.jumper.gpio.linux.Uapi;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A GPIO chip of this machine, open.
///
/// ```
///   try (var chip = GpioChip.withLine("GPIO17");
///           var led = chip.line("GPIO17", LineOptions.DEFAULT.output(false))) {
///       led.set(true);
///   }
/// ```
///
/// Lines live on when their chip is closed. Used by one thread at a time.
///
/// Source: Linux kernel documentation, "GPIO Character Device Userspace API".
public final class GpioChip implements AutoCloseable {
    private static final Path DEVICES = Path.of("/dev");
    private static final String GROUP =
            "join the group that owns it (usermod -aG gpio $USER, then log in again), or add a udev rule"
                    + " SUBSYSTEM==\"gpio\", GROUP=\"gpio\", MODE=\"0660\"";

    private final ChipInfo info;
    private final Device device;

    private GpioChip(ChipInfo info, Device device) {
        this.info = info;
        this.device = device;
    }

    /// Returns all chips that can be opened, in the order of their numbers; none on a machine without GPIO.
    public static List<ChipInfo> list() throws IOException {
        var chips = new ArrayList<ChipInfo>();
        for (Path device : devices()) {
            try (var chip = open(device)) {
                chips.add(chip.info);
            } catch (GpioException e) {
                continue; // gone, or not ours: doctors ask for one by one
            }
        }
        return chips;
    }

    /// Opens the chip at `device`, such as `/dev/gpiochip0`.
    ///
    /// @throws GpioException if it is not there or not ours to open
    public static GpioChip open(Path device) throws IOException {
        if (!Calls.available()) {
            throw new IOException(device + ": GPIO chips are Linux's, and this is " + System.getProperty("os.name")
                    + "; use a simulated circuit, or a board");
        }
        var open = Device.open("GPIO chip", device, GpioChip::remedy);
        var chip =
                Structs.chip(open.identity(Uapi.CHIP_INFO, Uapi.CHIP_INFO_SIZE, "GPIO chip", "name a /dev/gpiochip*"));
        return new GpioChip(new ChipInfo(device, chip.name(), chip.label(), chip.lines()), open);
    }

    /// Opens the chip with this label, such as `pinctrl-bcm2711`.
    ///
    /// @throws GpioException if there are chips that may not be opened and none that has it
    /// @throws IOException if there is none, or more than one
    public static GpioChip withLabel(String label) throws IOException {
        return only("label " + label, chip -> chip.info.label().equals(label));
    }

    /// Opens the chip that has a line of this name, such as `GPIO17`.
    ///
    /// @throws IOException if there is none, or more than one
    public static GpioChip withLine(String name) throws IOException {
        return only(
                "a line " + name,
                chip -> chip.lines().stream().anyMatch(line -> line.name().equals(name)));
    }

    private interface Wanted {
        boolean is(GpioChip chip) throws IOException;
    }

    private static GpioChip only(String what, Wanted wanted) throws IOException {
        var seen = new ArrayList<ChipInfo>();
        var found = new ArrayList<ChipInfo>();
        GpioException refused = null;
        for (Path device : devices()) {
            try (var chip = open(device)) {
                seen.add(chip.info);
                if (wanted.is(chip)) {
                    found.add(chip.info);
                }
            } catch (GpioException e) {
                refused = e;
            }
        }
        if (found.size() == 1) {
            return open(found.getFirst().path());
        }
        if (found.isEmpty() && refused != null) {
            throw refused;
        }
        String all = seen.stream().map(ChipInfo::toString).collect(Collectors.joining(", "));
        throw new IOException(
                found.isEmpty()
                        ? "GPIO: found no chip with " + what + " among "
                                + (seen.isEmpty()
                                        ? "no chips at all; this machine has no GPIO, or its driver is not loaded"
                                        : all)
                        : "GPIO: found " + found.size() + " chips with " + what + ", expected one: " + found);
    }

    private static List<Path> devices() throws IOException {
        var devices = new ArrayList<Path>();
        if (!Files.isDirectory(DEVICES)) {
            return devices;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(DEVICES, "gpiochip*")) {
            for (Path device : stream) {
                if (!Files.isSymbolicLink(device)) { // older systems had the same chip under a second name
                    devices.add(device);
                }
            }
        }
        devices.sort(Comparator.comparingInt((Path path) -> path.toString().length())
                .thenComparing(Comparator.naturalOrder()));
        return devices;
    }

    private static String remedy(int errno) {
        return switch (errno) {
            case 1, 13 -> GROUP;
            case 2, 6, 19 -> "see which chips there are, and name one by its label";
            default -> "";
        };
    }

    /// Returns what the chip is.
    public ChipInfo info() {
        return info;
    }

    /// Returns all lines as they are now.
    public List<LineInfo> lines() throws IOException {
        var lines = new ArrayList<LineInfo>(info.lines());
        for (int offset = 0; offset < info.lines(); offset++) {
            lines.add(line(offset));
        }
        return lines;
    }

    /// Returns the line at `offset` as it is now.
    ///
    /// @throws IllegalArgumentException if the chip has no such line
    public LineInfo line(int offset) throws IOException {
        device.requireOpen(info);
        requireLine(offset);
        try (var memory = Arena.ofConfined()) {
            var fields = memory.allocate(Uapi.LINE_INFO_SIZE, Long.BYTES);
            Structs.ask(fields, offset);
            int result = device.ioctl(Uapi.LINE_INFO, fields);
            if (result < 0) {
                throw GpioException.of(info + " line " + offset, result, GpioLines.remedy(-result));
            }
            return LineInfo.of(Structs.line(fields));
        }
    }

    /// Returns the offset of the line with this name.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one
    public int offset(String name) throws IOException {
        var matching = lines().stream().filter(line -> line.name().equals(name)).toList();
        if (matching.size() != 1) {
            throw new IllegalArgumentException("%s: found %d lines named %s, expected one; name it by its offset"
                    .formatted(info, matching.size(), name));
        }
        return matching.getFirst().offset();
    }

    /// Requests the line at `offset`; closing it releases it.
    ///
    /// @throws IllegalArgumentException if the chip has no such line
    /// @throws GpioException if the line is in use, or cannot be what the options ask for
    public GpioLine request(int offset, LineOptions options) throws IOException {
        return requestAll(options, offset).line(0);
    }

    /// Requests the line with this name, as [#request(int, LineOptions)] does.
    public GpioLine request(String name, LineOptions options) throws IOException {
        return request(offset(name), options);
    }

    /// Requests several lines at once, which then change together; closing one of them releases all.
    ///
    /// @param offsets 1 to 64 different ones
    /// @throws IllegalArgumentException if the chip has no such lines
    /// @throws GpioException if a line is in use, or cannot be what the options ask for; none is requested then
    public GpioLines requestAll(LineOptions options, int... offsets) throws IOException {
        device.requireOpen(info);
        if (offsets.length < 1 || offsets.length > Uapi.MOST_LINES) {
            throw new IllegalArgumentException(
                    "%s: asked for %d lines at once, expected 1 to 64".formatted(info, offsets.length));
        }
        for (int offset : offsets) {
            requireLine(offset);
        }
        if (Arrays.stream(offsets).distinct().count() != offsets.length) {
            throw new IllegalArgumentException(
                    "%s: asked for lines %s, expected different ones".formatted(info, Arrays.toString(offsets)));
        }
        return GpioLines.request(this, device, options, offsets.clone());
    }

    private void requireLine(int offset) {
        if (offset < 0 || offset >= info.lines()) {
            throw new IllegalArgumentException(
                    "%s: line is %d, expected 0 to %d".formatted(info, offset, info.lines() - 1));
        }
    }

    /// Closes the chip; does nothing the second time.
    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
