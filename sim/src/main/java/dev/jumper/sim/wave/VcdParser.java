package dev.jumper.sim.wave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Reads a VCD file that comes in pieces of any size: words, and what they mean one after the other.
final class VcdParser {
    private static final Set<String> FREE_TEXT = Set.of("$comment", "$date", "$version", "$attrbegin", "$attrend");
    private static final Set<String> DEFINITIONS =
            Set.of("$timescale", "$scope", "$upscope", "$var", "$enddefinitions");
    private static final Set<String> DUMPS = Set.of("$dumpvars", "$dumpall", "$dumpon", "$dumpoff");

    /// No word of a VCD file is longer, except the value of a vector of that many bits.
    private static final int LONGEST_WORD = 1 << 20;

    private final String source;
    private final VcdVariables variables = new VcdVariables();
    private final List<String> words = new ArrayList<>();
    private char[] word = new char[64];
    private int length;
    private int line = 1;
    private int wordLine = 1;
    private String section = "";
    private int sectionLine;
    private boolean inBody;
    private boolean anyTime;
    private String dump = "";
    private int dumpLine;
    private String value = "";

    VcdParser(String source) {
        this.source = source;
    }

    /// Takes the next piece.
    void accept(char[] piece, int from, int to) throws VcdException {
        for (int i = from; i < to; i++) {
            char c = piece[i];
            if (c > ' ') {
                if (length == 0) {
                    wordLine = line;
                }
                if (length == word.length) {
                    grow();
                }
                word[length++] = c;
            } else {
                endWord();
                if (c == '\n') {
                    line++;
                }
            }
        }
    }

    /// Takes the end of the file, and returns what it held.
    Vcd end() throws VcdException {
        if (section.isEmpty() && length > 0 && word[0] == '$' && !isKeyword(text(length))) {
            throw cutOff("within the keyword " + quoted(text(length)));
        }
        endWord();
        wordLine = line;
        if (!section.isEmpty()) {
            throw cutOff("within %s that begins in line %d, expected $end".formatted(section, sectionLine));
        }
        if (!inBody) {
            throw cutOff("before $enddefinitions, expected one");
        }
        if (!value.isEmpty()) {
            throw cutOff("after the value %s, expected whose it is".formatted(quoted(value)));
        }
        if (!dump.isEmpty()) {
            throw cutOff("within %s that begins in line %d, expected $end".formatted(dump, dumpLine));
        }
        if (!anyTime) {
            throw cutOff("after the declarations, expected a time such as #0");
        }
        return variables.result();
    }

    private boolean isKeyword(String text) {
        return FREE_TEXT.contains(text)
                || DEFINITIONS.contains(text)
                || DUMPS.contains(text)
                || text.equals("$end") && inBody;
    }

    private void endWord() throws VcdException {
        if (length == 0) {
            return;
        }
        int size = length;
        length = 0;
        if (section.isEmpty() && value.isEmpty() && inBody && word[0] != '$') {
            change(size);
        } else {
            take(new String(word, 0, size));
        }
    }

    private void take(String text) throws VcdException {
        if (!section.isEmpty()) {
            inSection(text);
        } else if (!value.isEmpty()) {
            vector(text);
        } else if (FREE_TEXT.contains(text) || !inBody && DEFINITIONS.contains(text)) {
            section = text;
            sectionLine = wordLine;
        } else if (!inBody) {
            throw wrong(text, "a keyword such as $timescale or $var; is this a VCD file?");
        } else if (DUMPS.contains(text) && dump.isEmpty()) {
            dump = text;
            dumpLine = wordLine;
        } else if (text.equals("$end") && !dump.isEmpty()) {
            dump = "";
        } else if (text.startsWith("$dumpports")) {
            throw wrong(text, "a plain VCD; have the simulator write one with $dumpvars");
        } else {
            throw wrong(text, "a value, a time or $comment; mend the file, or write it again");
        }
    }

    private void inSection(String text) throws VcdException {
        boolean free = FREE_TEXT.contains(section);
        if (text.equals("$end")) {
            define();
            section = "";
            words.clear();
        } else if (!free && DEFINITIONS.contains(text)) {
            throw wrong(
                    text,
                    "the $end of %s in line %d; the file lacks a piece, write it again"
                            .formatted(section, sectionLine));
        } else if (!free) {
            words.add(text);
        }
    }

    private void define() throws VcdException {
        String problem = switch (section) {
            case "$timescale" -> variables.timescale(String.join("", words));
            case "$scope" -> variables.enter(words);
            case "$upscope" -> variables.leave();
            case "$var" -> variables.declare(words);
            case "$enddefinitions" -> {
                inBody = true;
                variables.declared();
                yield "";
            }
            default -> "";
        };
        if (!problem.isEmpty()) {
            wordLine = sectionLine;
            throw wrong(section + " " + String.join(" ", words), problem);
        }
    }

    /// Takes a time, or a value that starts with the first of the word's `size` characters.
    private void change(int size) throws VcdException {
        char first = word[0];
        switch (first) {
            case '#' -> time(size);
            case '0', '1', 'x', 'X', 'z', 'Z', 'u', 'U', 'w', 'W', '-', 'l', 'L', 'h', 'H' -> {
                check(variables.scalar(first, new String(word, 1, size - 1)), size);
            }
            case 'b', 'B', 'r', 'R', 's', 'S' -> value = new String(word, 0, size);
            case 'p', 'P' -> throw wrong(text(size), "a plain VCD; have the simulator write one with $dumpvars");
            default -> throw wrong(text(size), "a value such as 1!, or a time such as #100; mend the file");
        }
    }

    private void time(int size) throws VcdException {
        long time = 0;
        boolean good = size > 1;
        for (int i = 1; i < size && good; i++) {
            int digit = word[i] - '0';
            good = digit >= 0 && digit <= 9 && time <= (Long.MAX_VALUE - digit) / 10;
            time = time * 10 + digit;
        }
        if (!good) {
            throw wrong(text(size), "a whole number from 0 to 9223372036854775807 after #; mend the file");
        }
        check(variables.time(time), size);
        anyTime = true;
    }

    private void vector(String identifier) throws VcdException {
        String problem = variables.vector(value, identifier);
        if (!problem.isEmpty()) {
            throw wrong(value + " " + identifier, problem);
        }
        value = "";
    }

    private void check(String problem, int size) throws VcdException {
        if (!problem.isEmpty()) {
            throw wrong(text(size), problem);
        }
    }

    private String text(int size) {
        return new String(word, 0, size);
    }

    private void grow() throws VcdException {
        if (length >= LONGEST_WORD) {
            throw wrong(
                    text(length),
                    "white space after at most %d characters; is this a VCD file?".formatted(LONGEST_WORD));
        }
        word = Arrays.copyOf(word, length * 2);
    }

    private VcdException wrong(String found, String expected) {
        return new VcdException(source, wordLine, "found %s, expected %s".formatted(quoted(found), expected));
    }

    private VcdException cutOff(String where) {
        return new VcdException(
                source, line, "the file ends %s; it is cut off, copy or write it again".formatted(where));
    }

    /// Returns the start of `text`, with what a terminal would not show as `?`.
    private static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
