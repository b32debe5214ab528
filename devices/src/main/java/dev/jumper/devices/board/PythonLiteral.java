package dev.jumper.devices.board;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Python literals, as `repr` prints them, to Java values and back.
///
/// | Python | Java, read | Java, also written |
/// | --- | --- | --- |
/// | `None`, `True`, `False` | null, [Boolean] | |
/// | `int` | [Long], [BigInteger] beyond 64 bits | [Integer], [Short], [Byte] |
/// | `float` | [Double] | [Float] |
/// | `str` | [String] | any other [CharSequence] |
/// | `bytes`, `bytearray` | `byte[]` | |
/// | `list`, `tuple` | unmodifiable [List] | |
/// | `dict` | unmodifiable [Map] in its order | |
/// | `set`, `frozenset` | unmodifiable [Set] in its order | |
public final class PythonLiteral {
    private PythonLiteral() {}

    /// Reads one literal.
    ///
    /// @throws IllegalArgumentException if `text` is no literal, or more than one; the message says where
    public static Object parse(String text) {
        return new PythonReader(text).whole();
    }

    /// Writes `value` as a literal in ASCII, without control characters.
    ///
    /// @throws IllegalArgumentException if the value, or one inside it, is of a type not listed above
    public static String write(Object value) {
        return switch (value) {
            case null -> "None";
            case Boolean b -> b ? "True" : "False";
            case Long n -> n.toString();
            case Integer n -> n.toString();
            case Short n -> n.toString();
            case Byte n -> n.toString();
            case BigInteger n -> n.toString();
            case Float f -> writeDouble(f.doubleValue());
            case Double d -> writeDouble(d);
            case byte[] bytes -> writeBytes(bytes, 0, bytes.length);
            case CharSequence s -> writeString(s);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(e -> write(e.getKey()) + ": " + write(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Set<?> set -> set.isEmpty() ? "set()" : joined(set, "{", "}");
            case List<?> list -> joined(list, "[", "]");
            default ->
                throw new IllegalArgumentException(
                        "Python literal: found a " + value.getClass().getName()
                                + ", expected a number, text, byte[], List, Map, Set, Boolean or null");
        };
    }

    /// Writes `length` bytes from `offset` as a bytes literal in printable ASCII.
    static String writeBytes(byte[] bytes, int offset, int length) {
        var literal = new StringBuilder(length + length / 2).append("b'");
        for (int i = offset; i < offset + length; i++) {
            escape(literal, bytes[i] & 0xFF);
        }
        return literal.append('\'').toString();
    }

    /// Writes code in ASCII as a bytes literal in as few characters as there are ways: with its line ends,
    /// quotation marks and backslashes as they are, where that can be.
    static String writeCode(byte[] code) {
        String plain = writeBytes(code, 0, code.length);
        String text = new String(code, StandardCharsets.US_ASCII);
        boolean raw = !text.contains("'''")
                && !text.endsWith("'")
                && !text.endsWith("\\")
                && text.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7F);
        String kept = "br'''" + text + "'''";
        return raw && kept.length() < plain.length() ? kept : plain;
    }

    /// Writes bytes as a literal of characters 0 to 255, each byte as it is where the prompt and MicroPython's
    /// lexer let that be.
    static String writeDense(byte[] bytes) {
        var literal = new StringBuilder(bytes.length + bytes.length / 16).append("b'");
        for (byte next : bytes) {
            int value = next & 0xFF;
            if (value <= 5) {
                literal.append("\\x0").append(value);
            } else if (value == '\'' || value == '\\' || value == '\n' || value == '\r') {
                escape(literal, value);
            } else {
                literal.append((char) value);
            }
        }
        return literal.append('\'').toString();
    }

    private static String writeString(CharSequence text) {
        var literal = new StringBuilder(text.length() + 2).append('\'');
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                escape(literal, c);
            } else {
                literal.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
            }
        });
        return literal.append('\'').toString();
    }

    private static void escape(StringBuilder literal, int c) {
        switch (c) {
            case '\'', '\\' -> literal.append('\\').append((char) c);
            case '\n' -> literal.append("\\n");
            case '\r' -> literal.append("\\r");
            case '\t' -> literal.append("\\t");
            default -> {
                if (c >= 0x20 && c < 0x7F) {
                    literal.append((char) c);
                } else {
                    literal.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                }
            }
        }
    }

    private static String writeDouble(double d) {
        return Double.isFinite(d)
                ? Double.toString(d)
                : "float('" + (Double.isNaN(d) ? "nan" : d > 0 ? "inf" : "-inf") + "')";
    }

    private static String joined(Collection<?> values, String open, String close) {
        return values.stream().map(PythonLiteral::write).collect(Collectors.joining(", ", open, close));
    }
}
