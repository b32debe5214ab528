package dev.jumper.sim.bus;

import java.util.Optional;

/// One transaction of a script.
///
/// @param request what the driver asks for, which must be the same to the letter
/// @param answer the bytes it gets, in hexadecimal
/// @param failure how it fails instead
record Step(String request, String answer, Optional<Failure> failure) {
    Step(String request, String answer) {
        this(request, answer, Optional.empty());
    }

    Step failing(Failure how) {
        return new Step(request, answer, Optional.of(how));
    }
}
