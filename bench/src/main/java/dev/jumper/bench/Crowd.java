package dev.jumper.bench;

/// What else has gone through the bit loops of this JVM before the one that is measured, and still may.
public enum Crowd {
    /// Nothing: one class of pins.
    ONE(0),
    /// Four more classes of pins, each used until the JVM has compiled the loops.
    FIVE(4),
    /// As many classes as there may be copies of the loops, so that the pins that are measured and four more share
    /// one.
    SHARED(4);

    /// How many copies of loops `dev.jumper.bitbang` makes at most, and a few more.
    private static final int MORE_THAN_COPIES = 70;

    /// How often each of the others is used.
    static final int TRANSFERS = 4000;

    private final int others;

    Crowd(int others) {
        this.others = others;
    }

    /// Returns how many more classes of pins are used as much as the one that is measured.
    int others() {
        return others;
    }

    /// Returns how many more classes of pins are used just once, before all others.
    int passersBy() {
        return this == SHARED ? MORE_THAN_COPIES : 0;
    }
}
