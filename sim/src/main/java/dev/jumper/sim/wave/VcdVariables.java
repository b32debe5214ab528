package dev.jumper.sim.wave;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The variables of a VCD file that is being read, and their values as time goes on. What is wrong is returned as
/// the text of what was expected, empty if nothing is.
final class VcdVariables {
    private static final Set<String> NOT_BITS = Set.of("real", "realtime", "string", "event");
    private static final int WIDEST = 64;
    private static final List<String> UNITS = List.of("fs", "ps", "ns", "us", "ms", "s");
    private static final String NO_TIMESCALE = "no $timescale: a tick is taken for 1 ns";

    /// 73 years: a [Signal] keeps times in 62 bits.
    private static final long LATEST = Long.MAX_VALUE >> 2;

    /// One variable; another one of the same identifier is an alias of it.
    private static final class Variable {
        private final String path;
        private final String leaf;
        private final List<String> bits;
        private final Signal.Log[] logs;
        private Variable alias;

        Variable(String path, String leaf, List<String> bits) {
            this.path = path;
            this.leaf = leaf;
            this.bits = bits;
            this.logs = new Signal.Log[bits.size()];
        }
    }

    private final List<Variable> variables = new ArrayList<>();
    private final Map<String, Variable> byIdentifier = new HashMap<>();
    private final Deque<String> scopes = new ArrayDeque<>();
    private final List<String> notices = new ArrayList<>(List.of(NO_TIMESCALE));
    private long multiplier = 1;
    private long divisor = 1;
    private boolean started;
    private long start;
    private long tick;
    private long nanos;
    private long merged;

    String timescale(String text) {
        String unit = text.replaceFirst("^[0-9]+", "");
        String number = text.substring(0, text.length() - unit.length());
        int power = UNITS.indexOf(unit);
        if (power < 0 || !Set.of("1", "10", "100").contains(number)) {
            return "1, 10 or 100 of fs, ps, ns, us, ms or s; mend the line";
        }
        notices.remove(NO_TIMESCALE);
        long factor = Long.parseLong(number);
        int nano = UNITS.indexOf("ns");
        for (int i = nano; i < power; i++) {
            factor *= 1000;
        }
        long below = 1;
        for (int i = power; i < nano; i++) {
            below *= 1000;
        }
        multiplier = below > factor ? 1 : factor / below;
        divisor = below > factor ? below / factor : 1;
        return "";
    }

    String enter(List<String> words) {
        if (words.size() != 2) {
            return "a kind and a name, such as module top; mend the line";
        }
        scopes.addLast(words.get(1));
        return "";
    }

    String leave() {
        return scopes.pollLast() == null ? "no more $upscope than $scope; mend the file" : "";
    }

    String declare(List<String> words) {
        if (words.size() < 4) {
            return "kind, size, identifier and name, such as wire 1 ! sda; mend the line";
        }
        int width;
        try {
            width = Integer.parseInt(words.get(1));
        } catch (NumberFormatException _) {
            width = 0;
        }
        if (width < 1) {
            return "a size from 1 up; mend the line";
        }
        String kind = words.get(0);
        String declared = String.join("", words.subList(3, words.size()));
        int bracket = declared.endsWith("]") ? declared.lastIndexOf('[') : -1;
        String leaf = bracket > 0 && width > 1 ? declared.substring(0, bracket) : declared;
        String path = scopes.stream().map(s -> s + ".").collect(Collectors.joining()) + leaf;
        boolean bits = !NOT_BITS.contains(kind);
        if (!bits) {
            notices.add("%s is a %s variable, which is no signal: left out".formatted(path, kind));
        } else if (width > WIDEST) {
            notices.add("%s has %d bits, more than %d: left out".formatted(path, width, WIDEST));
            bits = false;
        } else if (width > 1) {
            notices.add("%s has %d bits: each is a signal of its own".formatted(path, width));
        }
        String range = bracket > 0 ? declared.substring(bracket + 1, declared.length() - 1) : "";
        List<String> names = bits ? bitNames(width, range) : List.of();
        var variable = new Variable(path, leaf, names);
        variables.add(variable);
        variable.alias = byIdentifier.put(words.get(2), variable);
        return "";
    }

    /// Returns what follows the name for each bit, the most significant first.
    private static List<String> bitNames(int width, String range) {
        if (width == 1) {
            return List.of("");
        }
        int first = width - 1;
        int step = -1;
        if (range.matches("-?[0-9]{1,6}:-?[0-9]{1,6}")) {
            int colon = range.indexOf(':');
            first = Integer.parseInt(range.substring(0, colon));
            step = Integer.parseInt(range.substring(colon + 1)) < first ? -1 : 1;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add("[" + (first + i * step) + "]");
        }
        return names;
    }

    /// Ends the declarations.
    void declared() {
        scopes.clear();
    }

    String time(long newTick) {
        long newNanos = divisor > 1
                ? newTick / divisor + (newTick % divisor * 2 >= divisor ? 1 : 0)
                : newTick > LATEST / multiplier ? Long.MAX_VALUE : newTick * multiplier;
        if (newNanos > LATEST) {
            return "a time within 73 years; the $timescale may be wrong";
        }
        if (!started) {
            begin(newNanos);
        } else if (newTick < tick) {
            return "a time of #" + tick + " or later; mend the order";
        } else if (newTick > tick && newNanos == nanos) {
            merged++;
        }
        tick = newTick;
        nanos = newNanos;
        return "";
    }

    private void begin(long at) {
        started = true;
        start = at;
        nanos = at;
        Map<String, Long> leaves =
                variables.stream().collect(Collectors.groupingBy(v -> v.leaf, Collectors.counting()));
        for (var variable : variables) {
            String name = leaves.get(variable.leaf) == 1 ? variable.leaf : variable.path;
            for (int i = 0; i < variable.logs.length; i++) {
                variable.logs[i] = new Signal.Log(name + variable.bits.get(i), Signal.UNKNOWN, at);
            }
        }
    }

    /// Sets the variable of `identifier`, all of whose bits are `value` or zero above it.
    String scalar(char value, String identifier) {
        if (identifier.isEmpty()) {
            return "an identifier right after the value, such as 1!; mend the line";
        }
        var variable = byIdentifier.get(identifier);
        if (variable != null && started && variable.alias == null && variable.logs.length == 1) {
            variable.logs[0].add(nanos, level(value));
            return "";
        }
        return set(variable, String.valueOf(value));
    }

    /// Sets the variable of `identifier` to `value`, whose first letter is its kind: b, r or s.
    String vector(String value, String identifier) {
        var variable = byIdentifier.get(identifier);
        String digits = value.substring(1);
        if (value.charAt(0) == 'b' || value.charAt(0) == 'B') {
            if (digits.isEmpty() || digits.chars().anyMatch(c -> level((char) c) < 0)) {
                return "binary digits 0, 1, x and z after b; mend the line";
            }
            return set(variable, digits);
        }
        if (variable != null && variable.logs.length > 0) {
            return "a value of bits such as b1010, for that is what %s was declared to have; mend the line"
                    .formatted(variable.path);
        }
        return set(variable, digits);
    }

    private String set(Variable first, String digits) {
        if (first == null) {
            return "the identifier of a declared variable; the file lacks a $var";
        }
        if (!started) {
            begin(0);
        }
        for (var variable = first; variable != null; variable = variable.alias) {
            int width = variable.logs.length;
            if (width > 0 && digits.length() > width) {
                return "at most %d digits, for that many bits %s has; mend the line".formatted(width, variable.path);
            }
            for (int i = 0; i < width; i++) {
                int at = digits.length() - width + i;
                variable.logs[i].add(nanos, level(at >= 0 ? digits.charAt(at) : above(digits.charAt(0))));
            }
        }
        return "";
    }

    /// Returns the digit that fills up a value whose first one is `digit`: "Value changes" of IEEE 1364-2005.
    private static char above(char digit) {
        return level(digit) == 1 ? '0' : digit;
    }

    private static int level(char digit) {
        return switch (digit) {
            case '0', 'l', 'L' -> 0;
            case '1', 'h', 'H' -> 1;
            case 'x', 'X', 'u', 'U', 'w', 'W', '-' -> Signal.UNKNOWN;
            case 'z', 'Z' -> Signal.FLOATING;
            default -> -1;
        };
    }

    /// Returns all that was read.
    Vcd result() {
        List<Signal> signals = variables.stream()
                .flatMap(v -> Arrays.stream(v.logs))
                .map(Signal.Log::signal)
                .toList();
        if (merged > 0) {
            notices.add("times are kept in whole nanoseconds: %d moments fell together with the one before"
                    .formatted(merged));
        }
        return new Vcd(new Waveform(start, nanos, signals), notices);
    }
}
