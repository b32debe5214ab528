package dev.jumper.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One wire of a circuit, to which any number of terminals are connected.
///
/// What is driven strongly wins over resistors; of two outputs against each other the low one wins, and the short
/// circuit is reported. With resistors both ways the net is low. With nothing on it at all it floats and keeps
/// reading what it was told to by [#floatsAt], low unless told otherwise.
public final class Net {
    /// The supply of the chips that most boards carry.
    private static final double SUPPLY_VOLTS = 3.3;

    private final Circuit circuit;
    private final String name;
    private final List<Terminal> terminals = new ArrayList<>();
    private NetListener[] listeners = {};
    private final int[] strong = new int[2];
    private final int[] weak = new int[2];
    private final long propagationNanos;
    private final Runnable arrival = this::arrive;
    private Optional<Voltage> source = Optional.empty();
    private int floating;
    private int level;
    private boolean isShort;
    private int forced = Terminal.RELEASED;
    private long riseNanos;
    private int rises;

    /// The level that the last change on its way brings; with the changes alternating, their number tells them
    /// all.
    private int target;
    private int onTheirWay;

    Net(Circuit circuit, String name) {
        this.circuit = circuit;
        this.name = name;
        this.propagationNanos = circuit.options().propagationNanos();
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns the level, 0 or 1.
    public int level() {
        return level;
    }

    /// Returns the voltage: that of [#source] if there is one, else 3.3 V for a high level and 0 V for a low one.
    public double volts() {
        return source.map(voltage -> voltage.volts(circuit.nanos())).orElseGet(() -> level * SUPPLY_VOLTS);
    }

    /// Puts a source of voltage on this net, in the place of an earlier one, and returns this net. Levels know
    /// nothing of it: a net that an analogue input reads is no digital one.
    public Net source(Voltage voltage) {
        source = Optional.of(voltage);
        return this;
    }

    /// Puts a resistor from this net to the supply, for good, and returns this net.
    public Net pulledUp() {
        return pulledBy(1);
    }

    /// Puts a resistor from this net to ground, for good, and returns this net.
    public Net pulledDown() {
        return pulledBy(0);
    }

    private Net pulledBy(int resistor) {
        weak[resistor]++;
        settleAtOnce();
        return this;
    }

    /// Says what this net reads while nothing drives it, 0 or 1, and returns it.
    public Net floatsAt(int floatingLevel) {
        if ((floatingLevel & ~1) != 0) {
            throw new IllegalArgumentException("net %s: floats at %d, expected 0 or 1".formatted(name, floatingLevel));
        }
        floating = floatingLevel;
        settleAtOnce();
        return this;
    }

    /// Makes the net `forced`, 0 or 1, whatever drives it and without a short circuit, until [#unforce]: noise
    /// that couples in, a wire that is cut before its driver. What is forced last counts; it needs no
    /// propagation.
    public void force(int forcedLevel) {
        if ((forcedLevel & ~1) != 0) {
            throw new IllegalArgumentException("net %s: forced to %d, expected 0 or 1".formatted(name, forcedLevel));
        }
        forced = forcedLevel;
        settleAtOnce();
    }

    /// Leaves the net to its drivers again.
    public void unforce() {
        forced = Terminal.RELEASED;
        settleAtOnce();
    }

    /// Has the net take `nanos` to become high, 0 for no time, when no output drives it there: a resistor that
    /// charges what hangs on the line. A fall before that ends the rise. Returns this net.
    public Net risesIn(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("net %s: rises in %d ns, expected 0 or more".formatted(name, nanos));
        }
        riseNanos = nanos;
        return this;
    }

    /// Connects somebody new, called `owner` in messages.
    public Terminal terminal(String owner) {
        var terminal = new Terminal(this, owner);
        terminals.add(terminal);
        return terminal;
    }

    /// Has `listener` told of each change from now on.
    public void listen(NetListener listener) {
        var more = Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = listener;
        listeners = more;
    }

    /// Has `listener` told no more.
    void unlisten(NetListener listener) {
        listeners = Arrays.stream(listeners).filter(each -> each != listener).toArray(NetListener[]::new);
    }

    /// A terminal that drove `before` drives `after` now.
    void driven(int before, int after) {
        if (before != Terminal.RELEASED) {
            strong[before]--;
        }
        if (after != Terminal.RELEASED) {
            strong[after]++;
        }
        boolean shortNow = strong[0] > 0 && strong[1] > 0;
        if (shortNow != isShort) {
            isShort = shortNow;
            if (shortNow) {
                circuit.suspect(this);
            }
        }
        settle();
    }

    /// A terminal's resistor changed.
    void pulled(int before, int after) {
        if (before != Terminal.RELEASED) {
            weak[before]--;
        }
        if (after != Terminal.RELEASED) {
            weak[after]++;
        }
        settle();
    }

    /// Returns who drives against whom, empty if nobody does any more.
    Optional<ShortCircuit> shortCircuit() {
        return isShort ? Optional.of(new ShortCircuit(circuit.nanos(), name, owners(1), owners(0))) : Optional.empty();
    }

    private List<String> owners(int driven) {
        return terminals.stream()
                .filter(t -> t.strong() == driven)
                .map(Terminal::owner)
                .toList();
    }

    /// Tells all who listen now that this net became `changedTo`.
    void tell(int changedTo) {
        for (var listener : listeners) {
            listener.changed(this, changedTo);
        }
    }

    private int resolved() {
        if (forced != Terminal.RELEASED) {
            return forced;
        }
        if (strong[0] > 0) {
            return 0;
        }
        if (strong[1] > 0) {
            return 1;
        }
        if (weak[0] > 0) {
            return 0;
        }
        return weak[1] > 0 ? 1 : floating;
    }

    private void settle() {
        boolean outermost = circuit.begin();
        int resolved = resolved();
        if (resolved != target) {
            target = resolved;
            if (propagationNanos == 0) {
                become(resolved);
            } else {
                onTheirWay++;
                circuit.after(propagationNanos, arrival);
            }
        } else if (level != target && onTheirWay == 0 && strong[1] > 0) {
            become(target); // an output takes over from a slow rise
        }
        circuit.end(outermost);
    }

    /// Settles without propagation: a circuit is built with its resistors in place.
    private void settleAtOnce() {
        if (onTheirWay > 0) {
            settle();
            return;
        }
        boolean outermost = circuit.begin();
        target = resolved();
        become(target);
        circuit.end(outermost);
    }

    /// The oldest change on its way is there.
    private void arrive() {
        onTheirWay--;
        become(target ^ onTheirWay & 1);
    }

    private void become(int newLevel) {
        rises++;
        if (newLevel == 1 && level == 0 && riseNanos > 0 && strong[1] == 0 && forced == Terminal.RELEASED) {
            int rise = rises;
            circuit.after(riseNanos, () -> {
                if (rise == rises) {
                    reach(1);
                }
            });
        } else {
            reach(newLevel);
        }
    }

    private void reach(int newLevel) {
        if (level != newLevel) {
            level = newLevel;
            circuit.changed(this, newLevel);
        }
    }
}
