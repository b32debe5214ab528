package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;

/// A line with a solid connection to ground or to the supply, for a time.
///
/// On an open-drain line one to ground holds it low, as a chip does that hangs; an output that drives against a
/// stuck line is a short circuit, and is reported as one.
public final class StuckLine implements Part {
    private final String netName;
    private final int level;
    private long fromNanos;
    private long untilNanos = Long.MAX_VALUE;
    private String clockName = "";
    private int clocks;
    private Terminal terminal;
    private boolean held;

    private StuckLine(String net, int level) {
        this.netName = net;
        this.level = level;
    }

    /// Returns a connection of `net` to ground, from the beginning on, for good.
    public static StuckLine low(String net) {
        return new StuckLine(net, 0);
    }

    /// Returns a connection of `net` to the supply, from the beginning on, for good.
    public static StuckLine high(String net) {
        return new StuckLine(net, 1);
    }

    /// Begins at `nanos` of the circuit's time, and returns this.
    public StuckLine from(long nanos) {
        fromNanos = Nanos.atLeastZero("beginning of a stuck line", nanos);
        return this;
    }

    /// Ends at `nanos` of the circuit's time, and returns this.
    public StuckLine until(long nanos) {
        untilNanos = Nanos.atLeastZero("end of a stuck line", nanos);
        return this;
    }

    /// Ends with the clock number `count`, counted from 1, on the net `clock`, when it falls: a chip that was left
    /// in the middle of a byte it sends. Returns this.
    public StuckLine untilClocks(String clock, int count) {
        clockName = clock;
        clocks = count;
        return this;
    }

    /// Ends now.
    public void letGo() {
        held = false;
        terminal.release();
    }

    /// Tells whether the connection is there now.
    public boolean held() {
        return held;
    }

    @Override
    public void connect(Circuit circuit) {
        terminal = circuit.net(netName).terminal("stuck line " + netName);
        long now = circuit.nanos();
        if (untilNanos <= Math.max(now, fromNanos)) {
            throw new IllegalArgumentException("stuck line %s ends at %d ns, expected after %d ns, where it begins"
                    .formatted(netName, untilNanos, Math.max(now, fromNanos)));
        }
        if (fromNanos <= now) {
            hold();
        } else {
            circuit.after(fromNanos - now, this::hold);
        }
        if (untilNanos != Long.MAX_VALUE) {
            circuit.after(untilNanos - now, this::letGo);
        }
        if (!clockName.isEmpty()) {
            circuit.net(clockName).listen((_, clockLevel) -> {
                if (held && clockLevel == 0 && --clocks == 0) {
                    letGo();
                }
            });
        }
    }

    private void hold() {
        held = true;
        terminal.drive(level);
    }
}
