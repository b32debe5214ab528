package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import java.util.Optional;

/// A light on a line, which counts how often it changed and how long it was lit since it was connected or
/// [#restart]ed.
///
/// It draws no current: what it sees is the level of the line.
public final class Led implements Part {
    private final String netName;
    private final int litLevel;
    private Optional<Circuit> circuit = Optional.empty();
    private boolean lit;
    private int changes;
    private long onNanos;
    private long since;
    private long startedAt;

    private Led(String net, int litLevel) {
        this.netName = net;
        this.litLevel = litLevel;
    }

    /// Returns a light that is lit while `net` is high.
    public static Led on(String net) {
        return new Led(net, 1);
    }

    /// Returns a light that is lit while `net` is low: between the line and the supply.
    public static Led activeLow(String net) {
        return new Led(net, 0);
    }

    /// Tells whether it is lit.
    public boolean lit() {
        return lit;
    }

    /// Returns how many times it went on or off.
    public int changes() {
        return changes;
    }

    /// Returns for how many nanoseconds it was lit.
    public long onNanos() {
        return onNanos + (lit ? now() - since : 0);
    }

    /// Returns the share of the time that it was lit, 0 to 1: what the eye makes of a fast PWM. No time is 0.
    public double brightness() {
        long all = now() - startedAt;
        return all == 0 ? 0 : (double) onNanos() / all;
    }

    /// Begins counting anew.
    public void restart() {
        changes = 0;
        onNanos = 0;
        startedAt = now();
        since = startedAt;
    }

    @Override
    public void connect(Circuit to) {
        circuit = Optional.of(to);
        var net = to.net(netName);
        lit = net.level() == litLevel;
        restart();
        net.listen((_, level) -> change(level == litLevel));
    }

    private void change(boolean on) {
        if (lit == on) {
            return;
        }
        if (lit) {
            onNanos += now() - since;
        }
        lit = on;
        since = now();
        changes++;
    }

    private long now() {
        return circuit.orElseThrow(() ->
                        new IllegalStateException("light on %s is in no circuit; add it first".formatted(netName)))
                .nanos();
    }
}
