package dev.jumper.app.session;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An object of JSON (RFC 8259) that is being put together, and the writing of it in one line.
///
/// Values are null, booleans, whole numbers, finite doubles, text, lists, maps with text for keys, and other
/// objects. What comes out is ASCII whatever the text: everything else is escaped, and half of a surrogate pair,
/// which no program could read back, becomes U+FFFD.
public final class Json {
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, Object> members = new LinkedHashMap<>();

    /// Makes an object without members.
    public Json() {}

    /// Adds the member `name`, after those that are there, and returns this.
    ///
    /// @param value null, or one of the kinds above
    public Json with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /// Returns `value` in one line.
    ///
    /// @throws IllegalArgumentException if JSON has no such value
    public static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean b -> b.toString();
            case Integer n -> n.toString();
            case Long n -> n.toString();
            case BigInteger n -> n.toString();
            case Double d when Double.isFinite(d) -> d.toString();
            case String s -> quoted(s);
            case Json json -> text(json.members);
            case List<?> list -> list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream().map(Json::member).collect(Collectors.joining(",", "{", "}"));
            default -> throw new IllegalArgumentException("JSON: found " + value + ", which it has no value for");
        };
    }

    private static String member(Map.Entry<?, ?> member) {
        if (member.getKey() instanceof String name) {
            return quoted(name) + ":" + text(member.getValue());
        }
        throw new IllegalArgumentException("JSON: found the key " + member.getKey() + ", expected text");
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                unicode(quoted, c);
                unicode(quoted, text.charAt(++i));
            } else {
                escape(quoted, Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void escape(StringBuilder quoted, char c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (c >= 0x20 && c < 0x7F) {
                    quoted.append(c);
                } else {
                    unicode(quoted, c);
                }
            }
        }
    }

    private static void unicode(StringBuilder quoted, char c) {
        quoted.append("\\u%04x".formatted((int) c));
    }

    /// Returns the object in one line.
    @Override
    public String toString() {
        return text(members);
    }
}
