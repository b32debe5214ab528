package dev.jumper.emulator;

import java.nio.ByteBuffer;

/// One direction of a board's console, from the sender's queue to the receiver's buffer.
///
/// Not thread-safe: the [Console] guards it. What happens on the way is worked out when somebody looks.
interface Line {
    /// A moment that never comes.
    long NEVER = Long.MAX_VALUE;

    /// Brings over what has arrived up to `now`, nanoseconds of the board's clock.
    void advance(long now);

    /// Returns when something arrives or room is made, if nobody sends or receives before; [#NEVER] if nothing is
    /// under way.
    long next();

    /// Returns when everything sent will have left; the past if it has.
    long sentBy();

    /// Returns how many bytes can be sent now.
    int room();

    /// Sends as many bytes as there is room for, and returns how many.
    int put(ByteBuffer source);

    /// Returns how many bytes have arrived and were not taken.
    int length();

    /// Returns how many bytes the receiver's buffer holds.
    int capacity();

    /// Takes bytes that have arrived, and returns how many.
    int take(ByteBuffer target);

    /// Takes the next byte that has arrived.
    int take();

    /// Returns the next byte that has arrived.
    int first();

    /// Throws away what has arrived.
    void clear();

    /// Tells how many Ctrl-C have arrived and were not taken.
    int interruptKeys();

    /// Takes a Ctrl-C out of what has arrived; false if there is none.
    boolean takeInterruptKey();

    /// Forgets a Ctrl-C that found no room in the buffer.
    default void calm() {}
}
