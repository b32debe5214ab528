package dev.jumper.hal.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The name of a stream: `/dev/ttyUSB0`, `COM3`, `auto`, `id:0001`, `socket://host:8266`, `loop://`,
/// `spy:///dev/ttyUSB0`, `sim:`, each with options after a question mark, as in `/dev/ttyUSB0?baud=9600`.
///
/// A word of two letters or more before the first colon is the scheme; text without one is of scheme `path`,
/// except the word `auto`.
///
/// @param scheme in lower case
/// @param rest what follows the scheme's colon, without a leading `//` and without options; all of it for a path
/// @param options in the order they were written; immutable
public record StreamUrl(String scheme, String rest, Map<String, String> options) {
    /// The scheme of a plain path or port name.
    public static final String PATH = "path";

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    /// Copies the options.
    public StreamUrl {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /// Reads a URL.
    ///
    /// @throws IllegalArgumentException if it is empty, or an option has no `=`
    public static StreamUrl parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "stream URL: found nothing, expected a port such as /dev/ttyUSB0 or sim:");
        }
        int question = text.indexOf('?');
        String name = question < 0 ? text : text.substring(0, question);
        var options = new LinkedHashMap<String, String>();
        if (question >= 0) {
            for (String option : text.substring(question + 1).split("&")) {
                int equals = option.indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException(
                            "stream URL " + text + ": found option '" + option + "', expected name=value");
                }
                options.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        if (name.equals("auto")) {
            return new StreamUrl("auto", "", options);
        }
        var matcher = SCHEME.matcher(name);
        if (!matcher.matches()) {
            return new StreamUrl(PATH, name, options);
        }
        String rest = matcher.group(2);
        return new StreamUrl(
                matcher.group(1).toLowerCase(Locale.ROOT), rest.startsWith("//") ? rest.substring(2) : rest, options);
    }

    /// Opens the stream that `text` names; as [#open()].
    public static ByteStream open(String text) throws IOException {
        return parse(text).open();
    }

    /// Returns this URL with an option added, unless it already has that option.
    public StreamUrl withDefault(String option, String value) {
        var more = new LinkedHashMap<>(options);
        more.putIfAbsent(option, value);
        return new StreamUrl(scheme, rest, more);
    }

    /// Opens the stream through the [StreamOpener] of its scheme. The caller owns the result and closes it.
    ///
    /// @throws IllegalArgumentException if nobody knows the scheme (the message lists those known), or the URL is
    ///     malformed
    /// @throws StreamOpenException if there is no such stream, or it cannot be had
    public ByteStream open() throws IOException {
        var known = new TreeSet<String>();
        for (StreamOpener opener : openers()) {
            if (opener.schemes().contains(scheme)) {
                return opener.open(this);
            }
            known.addAll(opener.schemes());
        }
        throw new IllegalArgumentException("stream URL " + this + ": nobody opens '" + scheme + "', expected one of "
                + known + "; is the module that does on the module path?");
    }

    /// Returns every opener that is there, in no particular order.
    public static List<StreamOpener> openers() {
        var all = new ArrayList<StreamOpener>();
        ServiceLoader.load(StreamOpener.class).forEach(all::add);
        return List.copyOf(all);
    }

    /// Returns the value of `option` as a whole number from `least` up, or `otherwise` if the option is absent.
    ///
    /// @throws IllegalArgumentException if it is no such number
    public int number(String option, int least, int otherwise) {
        String value = options.get(option);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what was expected
        }
        throw new IllegalArgumentException("stream URL " + this + ": option " + option + " is '" + value
                + "', expected a whole number from " + least + " up");
    }

    /// Returns the URL as it would be written.
    @Override
    public String toString() {
        var text = new StringBuilder();
        if (scheme.equals(PATH)) {
            text.append(rest);
        } else if (scheme.equals("auto")) {
            text.append("auto");
        } else {
            text.append(scheme).append(':').append(rest);
        }
        char separator = '?';
        for (var option : options.entrySet()) {
            text.append(separator).append(option.getKey()).append('=').append(option.getValue());
            separator = '&';
        }
        return text.toString();
    }
}
