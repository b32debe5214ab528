package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;

/// A line that rises slowly, for its pull-up is too weak for what hangs on it; an output that drives it high is not
/// slowed down.
public final class SlowEdge implements Part {
    /// A line reads high from 0.7 of the supply on (VIH; NXP UM10204, table "Characteristics of the SDA and SCL I/O
    /// stages"), which a capacitor reaches after ln(1 / 0.3) time constants.
    private static final double TIME_CONSTANTS = Math.log(1 / 0.3);

    private final String netName;
    private final long nanos;

    private SlowEdge(String net, long nanos) {
        this.netName = net;
        this.nanos = Nanos.atLeastZero("rise of a line", nanos);
    }

    /// Returns a line that takes `nanos` to read high.
    public static SlowEdge on(String net, long nanos) {
        return new SlowEdge(net, nanos);
    }

    /// Returns a line that is pulled up by `ohms` and has `picofarads` to ground.
    public static SlowEdge charging(String net, double ohms, double picofarads) {
        return new SlowEdge(net, Math.round(ohms * picofarads * 1e-3 * TIME_CONSTANTS));
    }

    /// Returns how long the line takes to read high, in nanoseconds.
    public long nanos() {
        return nanos;
    }

    @Override
    public void connect(Circuit circuit) {
        circuit.net(netName).risesIn(nanos);
    }
}
