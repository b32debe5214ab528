package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.Part;

/// Noise that couples into a line: pulses of the opposite level, whoever drives the line.
///
/// It never counts as a short circuit, for nobody's output is in it.
public final class Glitch implements Part {
    /// When the pulses come.
    private sealed interface When {
        record At(long nanos) implements When {}

        record AfterEdges(int edges, long nanos) implements When {}

        record Randomly(long meanNanos) implements When {}
    }

    private final String netName;
    private final When when;
    private final long widthNanos;
    private Circuit circuit;
    private Net net;
    private boolean active;
    private int edges;
    private int pulses;

    private Glitch(String net, When when, long widthNanos) {
        this.netName = net;
        this.when = when;
        this.widthNanos = Nanos.within("width of a glitch", 1, Long.MAX_VALUE, widthNanos);
    }

    /// Returns one pulse of `widthNanos` on `net`, at `nanos` of the circuit's time or, if that is over, at once.
    public static Glitch at(String net, long nanos, long widthNanos) {
        return new Glitch(net, new When.At(Nanos.atLeastZero("time of a glitch", nanos)), widthNanos);
    }

    /// Returns one pulse of `widthNanos` on `net`, `nanos` after the edge number `edges`, counted from 1.
    public static Glitch afterEdges(String net, int edges, long nanos, long widthNanos) {
        if (edges < 1) {
            throw new IllegalArgumentException("edge of a glitch is %d, expected 1 or more".formatted(edges));
        }
        var when = new When.AfterEdges(edges, Nanos.atLeastZero("time of a glitch", nanos));
        return new Glitch(net, when, widthNanos);
    }

    /// Returns pulses of `widthNanos` on `net` at times that the circuit's chance draws, `meanNanos` apart on
    /// average.
    public static Glitch randomly(String net, long meanNanos, long widthNanos) {
        var when = new When.Randomly(Nanos.within("mean time between glitches", 1, Long.MAX_VALUE / 2, meanNanos));
        return new Glitch(net, when, widthNanos);
    }

    /// Returns how many pulses there were.
    public int pulses() {
        return pulses;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        net = to.net(netName);
        switch (when) {
            case When.At(long nanos) -> to.after(Math.max(0, nanos - to.nanos()), this::begin);
            case When.AfterEdges(int number, long nanos) ->
                net.listen((_, _) -> {
                    if (!active && ++edges == number) {
                        to.after(nanos, this::begin);
                    }
                });
            case When.Randomly(long mean) -> beginRandomly(mean);
        }
    }

    private void beginRandomly(long mean) {
        circuit.after(circuit.random().nextLong(2 * mean), () -> {
            begin();
            beginRandomly(mean);
        });
    }

    private void begin() {
        if (active) {
            return;
        }
        active = true;
        pulses++;
        net.force(net.level() ^ 1);
        circuit.after(widthNanos, () -> {
            net.unforce();
            circuit.after(0, () -> active = false);
        });
    }
}
