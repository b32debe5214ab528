package dev.jumper.sim.file;

import dev.jumper.hal.bus.RomCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;

/// What a value of the file has to look like. As text it is what the documentation says of it.
sealed interface Form {
    /// The longest time in a file, 90 days in seconds.
    double LONGEST_SECONDS = 7_776_000;

    /// Reads a value.
    ///
    /// @param nets the names of the file's nets
    /// @return the kind of object that the form says
    /// @throws CircuitFileException if it does not look so
    Object read(Node node, Set<String> nets) throws CircuitFileException;

    /// The name of a net: a `String`.
    record NetName() implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (!(node.value() instanceof String name)) {
                throw node.unexpected("the name of a net");
            }
            if (!nets.contains(name)) {
                throw node.wrong(node.shown() + ", which is no net of this file", Spelling.expected(name, nets));
            }
            return name;
        }

        @Override
        public String toString() {
            return "net";
        }
    }

    /// A number: a `Double`.
    record Number(double least, double most, String unit) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            return node.number(least, most, span(least, most, unit));
        }

        @Override
        public String toString() {
            return span(least, most, unit);
        }
    }

    /// A whole number: a `Long`.
    record Whole(long least, long most, String unit) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            return node.whole(least, most, toString());
        }

        @Override
        public String toString() {
            return least == Long.MIN_VALUE ? "whole number" : "whole, " + span(least, most, unit);
        }
    }

    /// An address on I2C, one of some: an `Integer`.
    record Address(List<Integer> allowed) implements Form {
        private static final int MOST = 0x7F;

        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (node.value() instanceof Long number && number <= MOST && allowed.contains(number.intValue())) {
                return number.intValue();
            }
            if (node.value() instanceof Long number) {
                throw node.wrong("0x%02x".formatted(number), "expected " + this);
            }
            throw node.unexpected(toString());
        }

        @Override
        public String toString() {
            int first = allowed.getFirst();
            int last = allowed.getLast();
            if (allowed.size() > 1 && last - first == allowed.size() - 1) {
                return "0x%02x to 0x%02x".formatted(first, last);
            }
            return allowed.stream().map("0x%02x"::formatted).collect(Collectors.joining(" or "));
        }
    }

    /// One of some words: a `String`.
    record Choice(List<String> words) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (node.value() instanceof String word && words.contains(word)) {
                return word;
            }
            throw node.unexpected(toString());
        }

        @Override
        public String toString() {
            return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" or "));
        }
    }

    /// Any text: a `String`.
    record Text() implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (node.value() instanceof String text) {
                return text;
            }
            throw node.unexpected(toString());
        }

        @Override
        public String toString() {
            return "text";
        }
    }

    /// The code of a 1-Wire device: a [RomCode].
    record Rom(int family) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (!(node.value() instanceof String text)) {
                throw node.unexpected(toString());
            }
            RomCode rom;
            try {
                rom = RomCode.parse(text);
            } catch (IllegalArgumentException e) {
                throw node.place().wrong(node.what() + ": " + e.getMessage());
            }
            if (rom.family() != family) {
                throw node.wrong("family 0x%02x".formatted(rom.family()), "expected " + this);
            }
            return rom;
        }

        @Override
        public String toString() {
            return "ROM code of family 0x%02x".formatted(family);
        }
    }

    /// A moment of calendar time: an [Instant].
    record Moment() implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (node.value() instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            throw node.unexpected(toString());
        }

        @Override
        public String toString() {
            return "time such as 2026-11-21T14:30:00Z";
        }
    }

    /// Bytes, as text in hexadecimal digits: a `byte[]`.
    record Bytes(int most) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            try {
                if (node.value() instanceof String text) {
                    byte[] bytes = HexFormat.of().parseHex(text.replace(" ", ""));
                    if (bytes.length <= most) {
                        return bytes;
                    }
                    throw node.wrong(bytes.length + " bytes", "expected up to " + most);
                }
            } catch (IllegalArgumentException e) {
                // told below, as are values of other types
            }
            throw node.unexpected(toString());
        }

        @Override
        public String toString() {
            return "bytes in hexadecimal digits, such as \"00 ff\"";
        }
    }

    /// A number over time: a [Course].
    record Timed(double least, double most, String unit) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            if (!(node.value() instanceof TomlArray)) {
                return Course.constant(node.number(least, most, this + overTime()));
            }
            var points = new ArrayList<Course.Point>();
            for (Node point : points(node, "[seconds, value]")) {
                var pair = point.elements();
                long nanos = nanos(pair.getFirst());
                if (!points.isEmpty() && nanos < points.getLast().nanos()) {
                    throw backwards(pair.getFirst());
                }
                points.add(new Course.Point(nanos, pair.getLast().number(least, most, toString())));
            }
            return new Course(points);
        }

        private static String overTime() {
            return ", or [[seconds, value], ...]";
        }

        @Override
        public String toString() {
            return span(least, most, unit);
        }
    }

    /// A level over time: [Steps] of an `Integer`.
    record TimedLevel() implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            return steps(node, "[seconds, level]", level -> (int) level.whole(0, 1, toString()));
        }

        @Override
        public String toString() {
            return "0 or 1";
        }
    }

    /// A fault over time: [Steps] of what the word makes.
    record TimedFault(List<FaultWord> words) implements Form {
        @Override
        public Object read(Node node, Set<String> nets) throws CircuitFileException {
            return steps(node, "[seconds, fault]", fault -> FaultWord.read(fault, words));
        }

        @Override
        public String toString() {
            return FaultWord.shown(words);
        }
    }

    /// Reads one value of those that change over time.
    @FunctionalInterface
    interface Reader<T> {
        /// Reads it.
        T read(Node node) throws CircuitFileException;
    }

    private static <T> Steps<T> steps(Node node, String pair, Reader<T> reader) throws CircuitFileException {
        if (!(node.value() instanceof TomlArray)) {
            return Steps.constant(reader.read(node));
        }
        var steps = new ArrayList<Steps.Step<T>>();
        for (Node point : points(node, pair)) {
            var elements = point.elements();
            long nanos = nanos(elements.getFirst());
            if (!steps.isEmpty() && nanos <= steps.getLast().nanos()) {
                throw backwards(elements.getFirst());
            }
            steps.add(new Steps.Step<>(nanos, reader.read(elements.getLast())));
        }
        return new Steps<>(steps);
    }

    /// Returns the nanoseconds that `node` gives in seconds.
    static long nanos(Node node) throws CircuitFileException {
        return Math.round(node.number(0, LONGEST_SECONDS, span(0, LONGEST_SECONDS, "s")) * 1e9);
    }

    private static List<Node> points(Node node, String pair) throws CircuitFileException {
        var points = node.elements();
        if (points.isEmpty()) {
            throw node.wrong("no point", "expected one or more of " + pair);
        }
        for (Node point : points) {
            if (!(point.value() instanceof TomlArray array) || array.size() != 2) {
                throw point.unexpected(pair);
            }
        }
        return points;
    }

    private static CircuitFileException backwards(Node node) {
        return node.unexpected("a time after the one before");
    }

    private static String span(double least, double most, String unit) {
        return number(least) + " to " + number(most) + (unit.isEmpty() ? "" : " " + unit);
    }

    /// Returns a number without needless digits.
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
