package dev.jumper.hal;

import java.io.IOException;

/// One digital line behind a single entry point.
///
/// Only [#ioctl] is abstract; everything else is written over it. A lambda is a complete pin, a decorator
/// overrides one method, and a bit loop pays one call and no allocation per edge. Levels are electrical, 0 low and
/// 1 high; see [#inverted] for a logical view.
///
/// A pin is not thread-safe: whoever runs a transfer owns its pins until the transfer ends. A pin belongs to what
/// handed it out, and is closed there.
///
/// # For authors of pins
///
/// Throw what [#unknown] returns for any request that the line cannot serve, [#INPUT], [#OUTPUT] and [#OPEN_DRAIN]
/// included. Change direction without opening anything again: 1-Wire and DHT do it hundreds of times in a transfer.
/// What a line can do beyond this is a small interface that the pin may also implement: [EdgeCapture], [Banked].
@FunctionalInterface
public interface Pin {
    /// Samples the line; the argument is ignored. Returns 0 or 1.
    int READ = 1;

    /// Drives an output to the argument, 0 or 1; releases an open-drain line when it is 1. Returns 0.
    int WRITE = 2;

    /// Makes the line an input: the argument is [#FLOATING], [#PULL_UP] or [#PULL_DOWN]. Returns 0.
    int INPUT = 3;

    /// Makes the line an output that is driven to the argument, 0 or 1, from the first moment on. Returns 0.
    int OUTPUT = 4;

    /// Makes the line open-drain: 0 drives it low, 1 releases it. Returns 0.
    int OPEN_DRAIN = 5;

    /// The first request that is a pin's own to define.
    int OWN = 64;

    /// Argument of [#INPUT]: no resistor.
    int FLOATING = 0;

    /// Argument of [#INPUT]: a resistor to the supply.
    int PULL_UP = 1;

    /// Argument of [#INPUT]: a resistor to ground.
    int PULL_DOWN = 2;

    /// Performs `request`, one of the constants above or one from [#OWN] up that the pin defines.
    ///
    /// @return the result that the request defines, never negative
    /// @throws UnsupportedOperationException if this pin does not know `request`
    /// @throws IOException if the hardware, or the link to it, fails; the level is then unknown
    int ioctl(int request, int argument) throws IOException;

    /// Samples the line.
    default boolean isHigh() throws IOException {
        return ioctl(READ, 0) != 0;
    }

    /// Drives the line high or low; high releases an open-drain line.
    default void set(boolean high) throws IOException {
        ioctl(WRITE, high ? 1 : 0);
    }

    /// Drives the line to the opposite of what it reads now.
    default void toggle() throws IOException {
        ioctl(WRITE, ioctl(READ, 0) ^ 1);
    }

    /// Makes the line an input with the resistor `pull`.
    default void input(Pull pull) throws IOException {
        ioctl(INPUT, pull.ordinal());
    }

    /// Makes the line an output that starts high or low, without a glitch.
    default void output(boolean high) throws IOException {
        ioctl(OUTPUT, high ? 1 : 0);
    }

    /// Makes the line open-drain, released or driven low.
    default void openDrain(boolean released) throws IOException {
        ioctl(OPEN_DRAIN, released ? 1 : 0);
    }

    /// Returns a view with high and low exchanged. Directions, resistors and requests that the view does not know
    /// pass through unchanged.
    default Pin inverted() {
        return new InvertedPin(this);
    }

    /// Returns the error for a request that `pin` does not know, to be thrown by an implementation.
    static UnsupportedOperationException unknown(Object pin, int request) {
        return new UnsupportedOperationException(
                "%s: does not know request %s; use another pin, or another way to drive this one"
                        .formatted(pin, requestName(request)));
    }

    /// Refuses a level that is none, for an implementation to call before it moves anything.
    ///
    /// @throws IllegalArgumentException if `level`, the argument of `request`, is neither 0 nor 1
    static void requireLevel(Object pin, int request, int level) {
        if ((level & ~1) != 0) {
            throw new IllegalArgumentException(
                    "%s: level of %s is %d, expected 0 or 1".formatted(pin, requestName(request), level));
        }
    }

    /// Refuses an argument of [#INPUT] that is no resistor, for an implementation to call before it moves anything.
    ///
    /// @throws IllegalArgumentException if `pull` is none of [#FLOATING], [#PULL_UP] and [#PULL_DOWN]
    static void requirePull(Object pin, int pull) {
        if (pull < FLOATING || pull > PULL_DOWN) {
            throw new IllegalArgumentException(
                    "%s: pull of INPUT (3) is %d, expected 0 none, 1 up or 2 down".formatted(pin, pull));
        }
    }

    /// Returns the name of a standard request with its code, for messages.
    static String requestName(int request) {
        return switch (request) {
            case READ -> "READ (1)";
            case WRITE -> "WRITE (2)";
            case INPUT -> "INPUT (3)";
            case OUTPUT -> "OUTPUT (4)";
            case OPEN_DRAIN -> "OPEN_DRAIN (5)";
            default -> Integer.toString(request);
        };
    }
}
