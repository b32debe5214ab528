package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.Part;

/// An echo line that flickers: after each of its edges come a few short pulses, drawn by the circuit's chance.
public final class NoisyEcho implements Part {
    private final String netName;
    private final int pulses;
    private final long widthNanos;
    private final long spanNanos;
    private Circuit circuit;
    private Net net;
    private int open;
    private boolean active;

    private NoisyEcho(String net, int pulses, long widthNanos, long spanNanos) {
        this.netName = net;
        this.pulses = pulses;
        this.widthNanos = Nanos.within("width of a pulse", 1, Long.MAX_VALUE / 2, widthNanos);
        this.spanNanos = Nanos.within("span of the noise", 2 * widthNanos, Long.MAX_VALUE / 2, spanNanos);
    }

    /// Returns noise of `pulses` pulses of `widthNanos` within `spanNanos` after each edge of `net`.
    public static NoisyEcho on(String net, int pulses, long widthNanos, long spanNanos) {
        if (pulses < 0) {
            throw new IllegalArgumentException("noise has %d pulses, expected 0 or more".formatted(pulses));
        }
        return new NoisyEcho(net, pulses, widthNanos, spanNanos);
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        net = to.net(netName);
        net.listen((_, _) -> edge());
    }

    private void edge() {
        if (open > 0) {
            return;
        }
        open = pulses;
        for (int i = 0; i < pulses; i++) {
            circuit.after(circuit.random().nextLong(widthNanos, spanNanos), this::pulse);
        }
    }

    private void pulse() {
        if (active) {
            open--;
            return;
        }
        active = true;
        net.force(net.level() ^ 1);
        circuit.after(widthNanos, () -> {
            net.unforce();
            active = false;
            circuit.after(0, () -> open--);
        });
    }
}
