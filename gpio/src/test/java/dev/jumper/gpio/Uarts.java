package dev.jumper.gpio;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The kernel's own view of its UARTs, and what other programs find.
final class Uarts {
    /// The driver's file; newer kernels name it after the driver.
    private static final Path DRIVER = Stream.of("serial", "serial_8250")
            .map(name -> Path.of("/proc/tty/driver", name))
            .filter(Files::exists)
            .findFirst()
            .orElse(Path.of("/proc/tty/driver/serial"));

    private static final Map<String, Integer> LINES = Map.of(
            "DTR", ByteStream.DTR,
            "RTS", ByteStream.RTS,
            "CTS", ByteStream.CTS,
            "DSR", ByteStream.DSR,
            "CD", ByteStream.CD,
            "RI", ByteStream.RI);

    private Uarts() {}

    /// Returns the entry of `ttyS` and this number, as `1: uart:16550A port:000002F8 irq:3 tx:0 rx:0 RTS|DTR`.
    private static String entry(int number) throws IOException {
        try (var lines = Files.lines(DRIVER)) {
            return lines.filter(line -> line.startsWith(number + ":"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(DRIVER + " has no UART " + number));
        }
    }

    /// Returns the modem lines of a UART as the bits of a stream.
    static int modem(int number) throws IOException {
        int bits = 0;
        String last = entry(number).strip();
        for (String name : last.substring(last.lastIndexOf(' ') + 1).split("\\|")) {
            bits |= LINES.getOrDefault(name, 0);
        }
        return bits;
    }

    /// Returns how many bytes a UART has sent.
    static int sent(int number) throws IOException {
        String entry = entry(number);
        var count = Pattern.compile(" tx:(\\d+)").matcher(entry);
        if (!count.find()) {
            throw new IOException("no count in " + entry);
        }
        return Integer.parseInt(count.group(1));
    }

    /// Returns the baud rate of the terminal.
    static String rate(String path) throws IOException, InterruptedException {
        return said("/usr/bin/stty", "-F", path, "speed");
    }

    /// Lets every user open the port.
    static void openToAll(String path) throws IOException {
        Files.setPosixFilePermissions(Path.of(path), PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    /// Opens the port as a user without rights, and returns what it complains of.
    static String openAsNobody(String path) throws IOException, InterruptedException {
        return said(
                "/usr/bin/setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--bounding-set=-all",
                "--inh-caps=-all",
                "/bin/sh",
                "-c",
                ": <> " + path);
    }

    private static String said(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": does not end");
        }
        return said.strip();
    }
}
