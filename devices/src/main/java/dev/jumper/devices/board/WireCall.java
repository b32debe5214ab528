package dev.jumper.devices.board;

import java.nio.charset.StandardCharsets;
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
        return "_wx(%s,%d,%d)".formatted(expression, WireCode.remainder(code), number);
    }

    /// Returns the answer in `output`, empty if there is none that is whole and this call's.
    Optional<Object> answer(String output) {
        return BoardWords.answer(output, (long) WireCode.remainder(code) + number);
    }
}
