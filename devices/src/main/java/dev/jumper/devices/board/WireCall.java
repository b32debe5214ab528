package dev.jumper.devices.board;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Code that the board runs once if it has arrived as it was sent, and by which its answer is known from all
/// others.
///
/// @param code Python
/// @param number another one for each call, from 1; what is sent again has the same
record WireCall(byte[] code, int number) {
    static WireCall of(String code, int number) {
        return new WireCall(code.getBytes(StandardCharsets.UTF_8), number);
    }

    /// Returns Python for the prompt.
    String python() {
        return python(PythonLiteral.writeCode(code));
    }

    /// As [#python()], the board having the code as the value of `expression`.
    String python(String expression) {
        return "_66(%s,%d,%d)".formatted(expression, key(), number);
    }

    /// Returns the answer in `output`, empty if there is none that is whole and this call's.
    Optional<Object> answer(String output) {
        return BoardWords.answer(output, key());
    }

    /// Returns what the board says, several times, when this call's code hands over to another protocol.
    String mark() {
        return "\7" + (char) ('0' + number % 64) + (char) ('0' + number / 64 % 64) + "\7";
    }

    private long key() {
        return (long) WireCode.remainder(code) + number;
    }

    /// Returns Python for the prompt that prints the characters of the answer from `at`, if the code has run.
    String slice(int at) {
        return "_88(%d,%d)".formatted(number, at);
    }

    /// Returns those characters in `output`, empty if there are none that are whole and this call's.
    Optional<String> slice(String output, int at) {
        return BoardWords.answer(output, 1000L * number + at)
                .map(found -> found instanceof List<?> one && one.getFirst() instanceof String text ? text : "");
    }
}
