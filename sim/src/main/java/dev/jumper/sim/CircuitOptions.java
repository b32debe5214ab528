package dev.jumper.sim;

/// What a circuit takes for granted.
///
/// @param accessNanos what one use of a host pin takes, in nanoseconds, from 0 up
/// @param propagationNanos how long a change of a driver takes to reach the net, in nanoseconds, from 0 up
/// @param seed where all that is random starts
public record CircuitOptions(long accessNanos, long propagationNanos, long seed) {
    /// A pin access of 100 ns, about that of a register on a small board; no propagation delay; seed 1.
    public static final CircuitOptions DEFAULT = new CircuitOptions(100, 0, 1);

    /// Checks the ranges.
    public CircuitOptions {
        if (accessNanos < 0) {
            throw new IllegalArgumentException("pin access takes " + accessNanos + " ns, expected 0 or more");
        }
        if (propagationNanos < 0) {
            throw new IllegalArgumentException("propagation takes " + propagationNanos + " ns, expected 0 or more");
        }
    }

    /// Returns these options with another cost of a pin access.
    public CircuitOptions withAccessNanos(long nanos) {
        return new CircuitOptions(nanos, propagationNanos, seed);
    }

    /// Returns these options with another propagation delay.
    public CircuitOptions withPropagationNanos(long nanos) {
        return new CircuitOptions(accessNanos, nanos, seed);
    }

    /// Returns these options with another seed.
    public CircuitOptions withSeed(long start) {
        return new CircuitOptions(accessNanos, propagationNanos, start);
    }
}
