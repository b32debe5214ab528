package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a transaction of a script fails.
///
/// @param kind of the error, none if it is no [DeviceException]
/// @param index of the byte, -1 if it is about none
/// @param message of the error
record Failure(Optional<DeviceException.Kind> kind, int index, String message) {
    private static final String OTHER = "IO";
    private static final Pattern FORM = Pattern.compile("(.*?)\\s*\\bfail ([A-Z_]+)(?: at (\\d+))?: ?(.*)");

    /// A line without its failure.
    record Line(String rest, Optional<Failure> failure) {}

    static Failure of(IOException error) {
        String message = String.valueOf(error.getMessage());
        return error instanceof DeviceException device
                ? new Failure(Optional.of(device.kind()), device.index(), message)
                : new Failure(Optional.empty(), -1, message);
    }

    /// Takes the failure off the end of a line of a script.
    static Line parse(String line) {
        var matcher = FORM.matcher(line);
        if (!matcher.matches()) {
            return new Line(line.strip(), Optional.empty());
        }
        Optional<DeviceException.Kind> kind =
                matcher.group(2).equals(OTHER) ? Optional.empty() : Optional.of(kind(matcher.group(2)));
        int index = matcher.group(3) == null ? -1 : Integer.parseInt(matcher.group(3));
        return new Line(matcher.group(1), Optional.of(new Failure(kind, index, unescaped(matcher.group(4)))));
    }

    private static DeviceException.Kind kind(String name) {
        try {
            return DeviceException.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "failure is %s, expected a kind of DeviceException or IO".formatted(name), e);
        }
    }

    /// Returns the error to throw.
    IOException error() {
        return kind.<IOException>map(
                        k -> index < 0 ? new DeviceException(k, message) : new DeviceException(k, message, index))
                .orElseGet(() -> new IOException(message));
    }

    /// Returns what [#parse] reads.
    @Override
    public String toString() {
        return "fail %s%s: %s"
                .formatted(
                        kind.map(DeviceException.Kind::name).orElse(OTHER),
                        index < 0 ? "" : " at " + index,
                        message.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                char escaped = text.charAt(i);
                plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
