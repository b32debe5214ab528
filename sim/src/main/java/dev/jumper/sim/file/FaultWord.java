package dev.jumper.sim.file;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// A fault as a file names it: a word, with a whole number behind it if the fault has one.
///
/// @param number the limits of the number, if there is one
/// @param what what a part does that has the fault
/// @param maker makes the fault of the part's model, of 0 if there is no number
record FaultWord(String word, Optional<Form.Whole> number, String what, LongFunction<Object> maker) {
    /// Stands for no fault at all.
    static final FaultWord NONE = plain("none", "is well", Optional.empty());

    /// Returns a word alone.
    static FaultWord plain(String word, String what, Object fault) {
        return new FaultWord(word, Optional.empty(), what, _ -> fault);
    }

    /// Returns a word with a number.
    static FaultWord counted(String word, long least, long most, String unit, String what, LongFunction<Object> maker) {
        return new FaultWord(word, Optional.of(new Form.Whole(least, most, unit)), what, maker);
    }

    /// Reads one of `words`.
    static Object read(Node node, List<FaultWord> words) throws CircuitFileException {
        if (!(node.value() instanceof String text)) {
            throw node.unexpected(shown(words));
        }
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        var known = words.stream().filter(w -> w.word.equals(word)).findFirst();
        if (known.isEmpty()) {
            throw node.wrong(
                    node.shown() + ", which is no fault of such a part",
                    Spelling.expected(word, words.stream().map(FaultWord::word).toList()));
        }
        return known.get().make(node, space < 0 ? "" : text.substring(space));
    }

    private Object make(Node node, String rest) throws CircuitFileException {
        if (number.isEmpty() && rest.isEmpty()) {
            return maker.apply(0);
        }
        if (number.isPresent() && rest.matches(" \\d{1,18}")) {
            long value = Long.parseLong(rest.substring(1));
            if (value >= number.get().least() && value <= number.get().most()) {
                return maker.apply(value);
            }
        }
        throw node.unexpected(this + number.map(n -> ", N being " + n).orElse(""));
    }

    /// Returns how it looks in a file: `"silent"`, or `"refuses N"`.
    @Override
    public String toString() {
        return '"' + word + (number.isPresent() ? " N" : "") + '"';
    }

    /// Returns what there is to choose from.
    static String shown(List<FaultWord> words) {
        return words.stream().map(FaultWord::toString).collect(Collectors.joining(" or "));
    }
}
