package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Voltage;

/// A voltage on a net, for analogue inputs: a battery, a slider, a sensor that answers in volts.
public final class VoltageSource implements Part {
    private final String netName;
    private Voltage voltage;

    private VoltageSource(String net, Voltage voltage) {
        this.netName = net;
        this.voltage = voltage;
    }

    /// Returns a source on `net` that stays at `volts`, until [#volts].
    public static VoltageSource on(String net, double volts) {
        return new VoltageSource(net, constant(net, volts));
    }

    /// Returns a source on `net` that changes by itself.
    public static VoltageSource on(String net, Voltage overTime) {
        return new VoltageSource(net, overTime);
    }

    /// Turns the source to `volts` from now on, and returns this.
    public VoltageSource volts(double volts) {
        voltage = constant(netName, volts);
        return this;
    }

    @Override
    public void connect(Circuit circuit) {
        circuit.net(netName).source(nanos -> voltage.volts(nanos));
    }

    private static Voltage constant(String net, double volts) {
        if (!Double.isFinite(volts)) {
            throw new IllegalArgumentException("source on net %s: %s V, expected a number".formatted(net, volts));
        }
        return _ -> volts;
    }
}
