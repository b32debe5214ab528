package dev.jumper.hal;

/// The resistor of an input; the order is that of the arguments of [Pin#INPUT].
public enum Pull {
    /// No resistor: [Pin#FLOATING].
    NONE,
    /// A resistor to the supply: [Pin#PULL_UP].
    UP,
    /// A resistor to ground: [Pin#PULL_DOWN].
    DOWN
}
