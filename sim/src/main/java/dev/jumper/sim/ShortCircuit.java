package dev.jumper.sim;

import java.util.List;

/// Two or more outputs drove one net against each other.
///
/// @param nanos when it began, in the time of the circuit
/// @param net the name of the net
/// @param high who drove it high
/// @param low who drove it low
public record ShortCircuit(long nanos, String net, List<String> high, List<String> low) {
    /// Returns who drove what, when, and what to do.
    @Override
    public String toString() {
        return "net %s: short circuit at %.3f µs: driven high by %s and low by %s; make one of them an input or open-drain"
                .formatted(net, nanos / 1000.0, String.join(", ", high), String.join(", ", low));
    }
}
