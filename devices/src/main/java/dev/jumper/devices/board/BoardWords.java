package dev.jumper.devices.board;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the board says in words among its blocks: a checked answer, or the traceback that its program ended with.
final class BoardWords {
    private static final int LONGEST = 600;
    private static final Pattern CHECKED = Pattern.compile("\\|(\\(.*\\))\\|(\\d+)\\|", Pattern.DOTALL);

    private static final Pattern TRACEBACK = Pattern.compile("Traceback.*?(?=\4|>>> |\\z)", Pattern.DOTALL);

    private final StringBuilder text = new StringBuilder();
    private boolean last;

    /// Takes the next byte that belongs to no block.
    void take(byte next) {
        if (text.length() == LONGEST) {
            text.delete(0, LONGEST / 2);
        }
        text.append((char) (next & 0xFF));
        int before = text.length() - 2;
        last = next == '>' && before >= 0 && text.charAt(before) == 4
                || next == ' ' && before >= 2 && text.charAt(before) == '>' && text.lastIndexOf(">>>") == before - 2;
    }

    /// Tells whether the program has ended and the prompt is back.
    boolean last() {
        return last;
    }

    String text() {
        return text.toString();
    }

    /// Returns the error whose traceback is in `output`, up to the prompt; empty if there is none.
    static Optional<RemoteException> error(String output) {
        var matcher = TRACEBACK.matcher(output);
        return matcher.find() ? Optional.of(RemoteException.of(matcher.group())) : Optional.empty();
    }

    /// Returns the value that `_wa` printed in `output` for `key`, empty if there is none that is whole.
    static Optional<Object> answer(String output, long key) {
        var matcher = CHECKED.matcher(output);
        while (matcher.find()) {
            String value = matcher.group(1);
            byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            if (String.valueOf((long) WireCode.remainder(bytes) + key).equals(matcher.group(2))) {
                return Optional.of(PythonLiteral.parse(value));
            }
        }
        return Optional.empty();
    }
}
