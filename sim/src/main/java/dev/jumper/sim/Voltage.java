package dev.jumper.sim;

/// A voltage over time, for the analogue inputs of a board.
@FunctionalInterface
public interface Voltage {
    /// Returns the volts at the moment `nanos` of [Circuit#nanos]; asked in any order of moments.
    double volts(long nanos);
}
