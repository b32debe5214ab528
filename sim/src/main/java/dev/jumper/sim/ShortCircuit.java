package dev.jumper.sim;

import java.util.List;
import java.util.Locale;

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
        return "net %s: short circuit at %s: driven high by %s and low by %s; make one of them an input or open-drain"
                .formatted(net, micros(nanos), String.join(", ", high), String.join(", ", low));
    }

    /// Returns a moment as messages tell it, in any locale.
    static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.3f µs", nanos / 1000.0);
    }
}
