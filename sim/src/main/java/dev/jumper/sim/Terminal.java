package dev.jumper.sim;

/// One connection to a net, by which a pin or part drives it: strongly, weakly as a resistor does, or not at all.
///
/// A terminal drives nothing at first.
public final class Terminal {
    /// Drives nothing.
    static final int RELEASED = -1;

    private final Net net;
    private final String owner;
    private int strong = RELEASED;
    private int weak = RELEASED;

    Terminal(Net net, String owner) {
        this.net = net;
        this.owner = owner;
    }

    /// Drives the net to `level`, 0 or 1.
    public void drive(int level) {
        if ((level & ~1) != 0) {
            throw new IllegalArgumentException(
                    "%s: drives net %s to %d, expected 0 or 1".formatted(owner, net.name(), level));
        }
        driven(level);
    }

    /// Stops driving; a resistor stays.
    public void release() {
        driven(RELEASED);
    }

    private void driven(int level) {
        if (strong != level) {
            int before = strong;
            strong = level;
            net.driven(before, level);
        }
    }

    /// Puts a resistor to the supply.
    public void pullUp() {
        pull(1);
    }

    /// Puts a resistor to ground.
    public void pullDown() {
        pull(0);
    }

    /// Takes the resistor away.
    public void noPull() {
        pull(RELEASED);
    }

    /// Returns the level of the net, 0 or 1.
    public int level() {
        return net.level();
    }

    /// Returns the net.
    public Net net() {
        return net;
    }

    /// Returns who this is, for messages.
    public String owner() {
        return owner;
    }

    int strong() {
        return strong;
    }

    private void pull(int level) {
        if (weak != level) {
            int before = weak;
            weak = level;
            net.pulled(before, level);
        }
    }
}
