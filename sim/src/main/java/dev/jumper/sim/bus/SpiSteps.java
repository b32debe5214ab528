package dev.jumper.sim.bus;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import java.util.regex.Pattern;

/// SPI transactions as steps of a script.
final class SpiSteps {
    private static final String FORM = "a transfer such as mode 0 1000000 Hz 8 bits msb: 9f 00 -> 00 ef";
    private static final String UNLIMITED = "unlimited";
    private static final Pattern LINE =
            Pattern.compile("mode ([0-3]) (\\d+|unlimited) Hz (\\d+) bits (msb|lsb): *([^>]*?)(?: *-> *(.*))?");

    private SpiSteps() {}

    /// Returns a step that writes `out` and answers with `in`, both in hexadecimal; `in` is empty if nobody reads.
    static Step step(SpiSettings settings, String out, String in) {
        check(settings, Hex.count(out), Hex.count(in));
        String request = head(settings) + out + (in.isEmpty() ? ", drops the answer" : ", reads as many");
        return new Step(request, in);
    }

    static String line(SpiSettings settings, String out, String in) {
        return (head(settings) + out + (in.isEmpty() ? "" : " -> " + in)).strip();
    }

    private static String head(SpiSettings settings) {
        return "mode %d %s Hz %d bits %s: "
                .formatted(
                        settings.mode().ordinal(),
                        settings.hertz() == SpiSettings.UNLIMITED ? UNLIMITED : Long.toString(settings.hertz()),
                        settings.wordBits(),
                        settings.lsbFirst() ? "lsb" : "msb");
    }

    static Step parse(String text) {
        var line = Failure.parse(text);
        var matcher = LINE.matcher(line.rest());
        if (!matcher.matches()) {
            throw Script.malformed(text, FORM);
        }
        long hertz = matcher.group(2).equals(UNLIMITED) ? SpiSettings.UNLIMITED : Long.parseLong(matcher.group(2));
        var settings = new SpiSettings(
                SpiMode.of(Integer.parseInt(matcher.group(1))),
                hertz,
                Integer.parseInt(matcher.group(3)),
                matcher.group(4).equals("lsb"));
        String in = Hex.normal(matcher.group(6) == null ? "" : matcher.group(6));
        var step = step(settings, Hex.normal(matcher.group(5)), in);
        if (line.failure().isEmpty() && in.contains("-")) {
            throw Script.malformed(text, "a failure, for it has bytes that never came");
        }
        return new Step(step.request(), step.answer(), line.failure());
    }

    /// Checks the lengths of a transfer, as every bus does before anything moves.
    static void check(SpiSettings settings, int sent, int received) {
        if (received != 0 && received != sent) {
            throw new IllegalArgumentException(
                    "SPI transfer sends %d bytes and receives %d, expected as many, or none".formatted(sent, received));
        }
        if (sent % settings.wordBytes() != 0) {
            throw new IllegalArgumentException(
                    "SPI transfer has %d bytes, expected words of %d".formatted(sent, settings.wordBytes()));
        }
    }

    /// Returns a copy of `words` with the bits above each word 0: they do not travel.
    static byte[] masked(SpiSettings settings, byte[] words) {
        int bytes = settings.wordBytes();
        int mask = -1 >>> 32 - settings.wordBits();
        var masked = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            int above = bytes - 1 - i % bytes;
            masked[i] = (byte) (words[i] & mask >>> 8 * above);
        }
        return masked;
    }
}
