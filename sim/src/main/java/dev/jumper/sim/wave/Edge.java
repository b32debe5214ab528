package dev.jumper.sim.wave;

/// Which way a signal changes.
public enum Edge {
    /// From high to low.
    FALLING,
    /// From low to high.
    RISING,
    /// Either.
    ANY;

    boolean leadsTo(int level) {
        return this == ANY || ordinal() == level;
    }
}
