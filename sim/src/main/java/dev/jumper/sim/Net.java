package dev.jumper.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One wire of a circuit, to which any number of terminals are connected.
///
/// What is driven strongly wins over resistors; of two outputs against each other the low one wins, and the short
/// circuit is reported. With resistors both ways the net is low. With nothing on it at all it floats and keeps
/// reading
/// what it was told to by [#floatsAt], low unless told otherwise.
public final class Net {
    private final Circuit circuit;
    private final String name;
    private final List<Terminal> terminals = new ArrayList<>();
    private NetListener[] listeners = {};
    private final int[] strong = new int[2];
    private final int[] weak = new int[2];
    private int floating;
    private int level;

    Net(Circuit circuit, String name) {
        this.circuit = circuit;
        this.name = name;
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns the level, 0 or 1.
    public int level() {
        return level;
    }

    /// Puts a resistor from this net to the supply, for good, and returns this net.
    public Net pulledUp() {
        terminal("resistor of " + name).pullUp();
        return this;
    }

    /// Puts a resistor from this net to ground, for good, and returns this net.
    public Net pulledDown() {
        terminal("resistor of " + name).pullDown();
        return this;
    }

    /// Says what this net reads while nothing drives it, 0 or 1, and returns it.
    public Net floatsAt(int floatingLevel) {
        floating = floatingLevel;
        settle();
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

    /// A terminal that drove `before` drives `after` now.
    void driven(int before, int after) {
        boolean wasShort = isShort();
        count(strong, before, -1);
        count(strong, after, 1);
        if (isShort() && !wasShort) {
            circuit.shorted(new ShortCircuit(circuit.nanos(), name, owners(1), owners(0)));
        }
        settle();
    }

    /// A terminal's resistor changed.
    void pulled(int before, int after) {
        count(weak, before, -1);
        count(weak, after, 1);
        settle();
    }

    private static void count(int[] counts, int level, int by) {
        if (level != Terminal.RELEASED) {
            counts[level] += by;
        }
    }

    private boolean isShort() {
        return strong[0] > 0 && strong[1] > 0;
    }

    private List<String> owners(int driven) {
        return terminals.stream()
                .filter(t -> t.strong() == driven)
                .map(Terminal::owner)
                .toList();
    }

    private int resolved() {
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
        int target = resolved();
        long delay = circuit.options().propagationNanos();
        if (delay > 0) {
            circuit.after(delay, () -> become(target));
        } else {
            become(target);
        }
    }

    private void become(int target) {
        if (level == target) {
            return;
        }
        level = target;
        for (var listener : listeners) {
            circuit.change(() -> listener.changed(this, target));
        }
    }
}
