package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one Python literal by recursive descent ("Literals" in the Python language reference, less what `repr`
/// never prints: comments, implicit concatenation, underscores in numbers).
final class PythonReader {
    /// Deeper than any value a board has memory for; bounds the recursion.
    private static final int DEEPEST = 200;

    private static final Map<String, Object> WORDS = new HashMap<>();

    static {
        WORDS.put("None", null);
        WORDS.put("True", true);
        WORDS.put("False", false);
        WORDS.put("nan", Double.NaN);
        WORDS.put("inf", Double.POSITIVE_INFINITY);
    }

    private final String text;
    private int at;
    private int depth;
    private boolean lastCommaClosed;

    PythonReader(String text) {
        this.text = text;
    }

    Object whole() {
        Object value = value();
        space();
        if (at < text.length()) {
            throw unexpected("the end");
        }
        return value;
    }

    private Object value() {
        space();
        if (++depth > DEEPEST) {
            throw unexpected("at most " + DEEPEST + " levels of nesting");
        }
        char c = peek();
        Object value = switch (c) {
            case '[' -> {
                at++;
                yield items(']');
            }
            case '(' -> {
                at++;
                yield tuple();
            }
            case '{' -> {
                at++;
                yield braces();
            }
            case '\'', '"' -> string();
            case '-', '+', '.' -> number();
            default -> c >= '0' && c <= '9' ? number() : word();
        };
        depth--;
        return value;
    }

    private Object word() {
        if (peek() == 'b' && at + 1 < text.length() && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"')) {
            at++;
            return bytes();
        }
        int start = at;
        while (Character.isJavaIdentifierPart(peek()) && peek() != 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (WORDS.containsKey(word)) {
            return WORDS.get(word);
        }
        if (peek() == '(') {
            switch (word) {
                case "bytearray", "bytes", "frozenset", "set" -> {
                    at++;
                    List<Object> arguments = items(')');
                    return called(word, arguments, start);
                }
                default -> {}
            }
        }
        at = start;
        throw unexpected("a Python literal");
    }

    private Object called(String word, List<Object> arguments, int start) {
        boolean binary = word.startsWith("byte");
        if (arguments.isEmpty()) {
            return binary ? new byte[0] : Set.of();
        }
        Object argument = arguments.getFirst();
        if (arguments.size() == 1 && binary && argument instanceof byte[]) {
            return argument;
        }
        if (arguments.size() == 1 && !binary && argument instanceof Collection<?> members) {
            return Collections.unmodifiableSet(new LinkedHashSet<Object>(members));
        }
        at = start;
        throw unexpected("a Python literal");
    }

    /// `(1, 2)` and `(1,)` are tuples, `(1)` is a number.
    private Object tuple() {
        List<Object> items = items(')');
        boolean grouped = items.size() == 1 && !lastCommaClosed;
        return grouped ? items.getFirst() : items;
    }

    private List<Object> items(char close) {
        var items = new ArrayList<>();
        boolean comma = true;
        while (true) {
            space();
            if (peek() == close) {
                at++;
                lastCommaClosed = comma;
                return Collections.unmodifiableList(items);
            }
            if (!comma) {
                throw unexpected("',' or '" + close + "'");
            }
            items.add(value());
            space();
            comma = peek() == ',';
            if (comma) {
                at++;
            }
        }
    }

    private Object braces() {
        space();
        if (peek() == '}') {
            at++;
            return Map.of();
        }
        Object first = value();
        space();
        return peek() == ':' ? map(first) : set(first);
    }

    private Map<Object, Object> map(Object firstKey) {
        var map = new LinkedHashMap<>();
        Object key = firstKey;
        while (true) {
            space();
            expect(':');
            map.put(key, value());
            if (bracesEnd()) {
                return Collections.unmodifiableMap(map);
            }
            key = value();
        }
    }

    private Set<Object> set(Object first) {
        var set = new LinkedHashSet<>();
        set.add(first);
        while (true) {
            if (bracesEnd()) {
                return Collections.unmodifiableSet(set);
            }
            set.add(value());
        }
    }

    /// Takes what follows a member in braces; tells whether it was their end.
    private boolean bracesEnd() {
        space();
        if (peek() == ',') {
            at++;
            space();
        } else if (peek() != '}') {
            throw unexpected("',' or '}'");
        }
        if (peek() != '}') {
            return false;
        }
        at++;
        return true;
    }

    private Object number() {
        int start = at;
        if (peek() == '-' || peek() == '+') {
            at++;
        }
        if (Character.isLetter(peek())) { // -inf, -nan
            return word() instanceof Double d ? (Object) (text.charAt(start) == '-' ? -d : d) : refuse(start);
        }
        while ("0123456789abcdefABCDEFxXoO.+-".indexOf(peek()) >= 0 && peek() != 0) {
            if ((peek() == '+' || peek() == '-') && "eE".indexOf(text.charAt(at - 1)) < 0) {
                break;
            }
            at++;
        }
        String digits = text.substring(start, at);
        try {
            if (digits.matches("[+-]?\\d+")) {
                var whole = new BigInteger(digits);
                return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
            }
            if (digits.matches("[+-]?0[xX][0-9a-fA-F]+")) {
                var whole = new BigInteger(digits.replaceFirst("0[xX]", ""), 16);
                return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
            }
            if (digits.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
                return Double.valueOf(digits);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Python literal: '" + digits + "' is no number", e);
        }
        return refuse(start);
    }

    private Object refuse(int start) {
        at = start;
        throw unexpected("a number");
    }

    private String string() {
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (true) {
            char c = next(quote);
            if (c == quote) {
                return value.toString();
            }
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escape = next(quote);
            switch (escape) {
                case 'u' -> value.appendCodePoint(hex(4));
                case 'U' -> value.appendCodePoint(hex(8));
                default -> value.append((char) escaped(escape));
            }
        }
    }

    private byte[] bytes() {
        char quote = text.charAt(at++);
        var value = new ByteArrayOutputStream();
        while (true) {
            char c = next(quote);
            if (c == quote) {
                return value.toByteArray();
            }
            int b = c == '\\' ? escaped(next(quote)) : c;
            if (b > 0xFF) {
                at--;
                throw unexpected("a character up to \\xff in bytes");
            }
            value.write(b);
        }
    }

    private int escaped(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'a' -> 7;
            case 'b' -> 8;
            case 'f' -> 12;
            case 'v' -> 11;
            case '0' -> 0;
            case 'x' -> hex(2);
            case '\\', '\'', '"' -> escape;
            default -> {
                at--;
                throw unexpected("an escape that Python knows");
            }
        };
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected(digits + " hex digits");
            }
            value = value << 4 | digit;
            at++;
        }
        if (!Character.isValidCodePoint(value)) {
            at -= digits;
            throw unexpected("a code point up to 0010ffff");
        }
        return value;
    }

    private char next(char quote) {
        if (at >= text.length()) {
            throw unexpected("a closing " + quote);
        }
        return text.charAt(at++);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected(String expected) {
        String found =
                at < text.length() ? "'" + text.substring(at, Math.min(text.length(), at + 20)) + "'" : "the end";
        return new IllegalArgumentException(
                "Python literal: found " + found + " at character " + at + ", expected " + expected);
    }
}
