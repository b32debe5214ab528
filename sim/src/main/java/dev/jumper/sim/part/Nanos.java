package dev.jumper.sim.part;

/// Checks of times that parts are made with.
final class Nanos {
    private Nanos() {}

    /// Returns `nanos`, called `what` in the message if it is negative.
    static long atLeastZero(String what, long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("%s is %d ns, expected 0 or more".formatted(what, nanos));
        }
        return nanos;
    }

    /// Returns `nanos`, called `what` in the message if it is not between `least` and `most`.
    static long within(String what, long least, long most, long nanos) {
        if (nanos < least || nanos > most) {
            throw new IllegalArgumentException("%s is %d ns, expected %d to %d".formatted(what, nanos, least, most));
        }
        return nanos;
    }
}
