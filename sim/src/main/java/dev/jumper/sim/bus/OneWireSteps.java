package dev.jumper.sim.bus;

import dev.jumper.hal.bus.RomCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What happens on a 1-Wire bus as steps of a script.
final class OneWireSteps {
    private static final String FORM = "a step such as transfer cc be -> 91 01, power cc 44 for 750000000 ns,"
            + " search -> 28ac410e07000074, reset -> 1, slot 1 -> 0 or octet ff -> 28";
    private static final Pattern TRANSFER_LINE = Pattern.compile("transfer\\b *([^>]*?)(?: *-> *(.*))?");
    private static final Pattern POWER_LINE = Pattern.compile("power\\b *(.*?) *\\bfor (\\d+) ns");
    private static final Pattern SEARCH_LINE =
            Pattern.compile("search(?: family ([0-9a-fA-F]{2}))?( alarmed)?(?: *-> *(.*))?");
    private static final Pattern BIT_LINE =
            Pattern.compile("(reset|slot ([01])|octet ([0-9a-fA-F]{2}))(?: *-> *([0-9a-fA-F]+|--))?");

    private OneWireSteps() {}

    static Step transfer(String write, String read) {
        return new Step("transfer %s, reads %d bytes".formatted(write, Hex.count(read)), read);
    }

    static Step power(String write, Duration duration) {
        return new Step("power %s for %d ns".formatted(write, duration.toNanos()), "");
    }

    static Step search(OptionalInt family, boolean alarmed, List<RomCode> found) {
        String request = "search"
                + (family.isPresent() ? " family %02x".formatted(family.getAsInt()) : "")
                + (alarmed ? " alarmed" : "");
        return new Step(request, found.stream().map(RomCode::toString).collect(Collectors.joining(" ")));
    }

    static Step reset(String present) {
        return new Step("reset", present);
    }

    static Step slot(int bit, String read) {
        return new Step("slot " + bit, read);
    }

    static Step octet(int value, String read) {
        return new Step("octet %02x".formatted(value), read);
    }

    /// Returns the line that [#parse] reads.
    static String line(Step step) {
        String request = step.request().replaceFirst(", reads \\d+ bytes$", "");
        String answer = step.answer().isEmpty() ? "" : " -> " + step.answer();
        return request + answer + step.failure().map(f -> " " + f).orElse("");
    }

    /// Returns the codes that a search is answered with.
    static List<RomCode> codes(String answer) {
        return Arrays.stream(answer.strip().split("\\s+"))
                .filter(code -> !code.isEmpty())
                .map(RomCode::parse)
                .toList();
    }

    static Step parse(String text) {
        var line = Failure.parse(text);
        var step = step(text, line.rest());
        if (line.failure().isEmpty() && step.answer().contains("-")) {
            throw Script.malformed(text, "a failure, for it has bytes that never came");
        }
        boolean single = BIT_LINE.matcher(step.request()).matches();
        if (line.failure().isEmpty() && single && step.answer().isEmpty()) {
            throw Script.malformed(text, "an answer, such as -> 1");
        }
        return new Step(step.request(), step.answer(), line.failure());
    }

    private static Step step(String text, String line) {
        var matcher = TRANSFER_LINE.matcher(line);
        if (matcher.matches()) {
            return transfer(Hex.normal(matcher.group(1)), Hex.normal(orEmpty(matcher, 2)));
        }
        matcher = POWER_LINE.matcher(line);
        if (matcher.matches()) {
            return power(Hex.normal(matcher.group(1)), Duration.ofNanos(Long.parseLong(matcher.group(2))));
        }
        matcher = SEARCH_LINE.matcher(line);
        if (matcher.matches()) {
            String family = orEmpty(matcher, 1);
            return search(
                    family.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(family, 16)),
                    matcher.group(2) != null,
                    codes(orEmpty(matcher, 3)));
        }
        matcher = BIT_LINE.matcher(line);
        if (matcher.matches()) {
            return new Step(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    orEmpty(matcher, 4).toLowerCase(Locale.ROOT));
        }
        throw Script.malformed(text, FORM);
    }

    private static String orEmpty(Matcher matcher, int group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }
}
