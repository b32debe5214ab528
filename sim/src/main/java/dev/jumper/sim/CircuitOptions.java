package dev.jumper.sim;

/// What a circuit takes for granted.
///
/// @param accessNanos what one use of a host pin, or of a bank of them, takes, in nanoseconds, from 0 up; with 0,
///     what happens between two waits happens at one moment, and a record shows only what is left of it
/// @param propagationNanos how long a change of a driver takes to reach the net, in nanoseconds, from 0 up; a
///     pure delay: a pulse shorter than it arrives too
/// @param seed where all that is random starts
/// @param captureCapacity how many edges a host pin keeps for [dev.jumper.hal.EdgeCapture#take], from 1 up; what
///     comes when there is no room is lost, and counted
public record CircuitOptions(long accessNanos, long propagationNanos, long seed, int captureCapacity) {
    /// A pin access of 100 ns, about that of a register on a small board; no propagation delay; seed 1; room for
    /// 4096 captured edges.
    public static final CircuitOptions DEFAULT = new CircuitOptions(100, 0, 1);

    /// Checks the ranges.
    public CircuitOptions {
        if (accessNanos < 0) {
            throw new IllegalArgumentException("pin access takes " + accessNanos + " ns, expected 0 or more");
        }
        if (propagationNanos < 0) {
            throw new IllegalArgumentException("propagation takes " + propagationNanos + " ns, expected 0 or more");
        }
        if (captureCapacity < 1) {
            throw new IllegalArgumentException(
                    "a capture has room for " + captureCapacity + " edges, expected 1 or more");
        }
    }

    /// Makes options with room for 4096 captured edges.
    public CircuitOptions(long accessNanos, long propagationNanos, long seed) {
        this(accessNanos, propagationNanos, seed, 4096);
    }

    /// Returns these options with another cost of a pin access.
    public CircuitOptions withAccessNanos(long nanos) {
        return new CircuitOptions(nanos, propagationNanos, seed, captureCapacity);
    }

    /// Returns these options with another propagation delay.
    public CircuitOptions withPropagationNanos(long nanos) {
        return new CircuitOptions(accessNanos, nanos, seed, captureCapacity);
    }

    /// Returns these options with another seed.
    public CircuitOptions withSeed(long start) {
        return new CircuitOptions(accessNanos, propagationNanos, start, captureCapacity);
    }

    /// Returns these options with room for another number of captured edges.
    public CircuitOptions withCaptureCapacity(int edges) {
        return new CircuitOptions(accessNanos, propagationNanos, seed, edges);
    }
}
