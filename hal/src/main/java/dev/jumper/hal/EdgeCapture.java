package dev.jumper.hal;

import java.io.IOException;

/// A pin that keeps the time of each change of its level, stamped by hardware, the kernel or a simulation, so that
/// a pause of the program costs no precision.
///
/// An edge is one `long`: [#nanos] is when it happened, on a clock of the capture's own of which only differences
/// mean anything, and [#level] what the line became. Edges of one capture come in the order of their times. As a
/// pin, a capture is not thread-safe.
public interface EdgeCapture {
    /// Starts keeping edges, and drops those that were kept before.
    ///
    /// A direction change does not stop a capture, and an edge that the change itself causes is kept like any
    /// other.
    void arm() throws IOException;

    /// Stops keeping edges; those kept can still be taken. Does nothing if nothing was armed.
    void disarm() throws IOException;

    /// Takes up to `count` edges into `edges` from `offset` on, waiting until there are as many.
    ///
    /// @param timeoutNanos how long to wait for the last of them, zero to take only what is there
    /// @return how many there were, fewer than `count` if the time ran out
    int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException;

    /// Returns how many edges were lost since [#arm], because there was no room to keep them.
    long lost() throws IOException;

    /// Makes the `long` for an edge.
    static long edge(long nanos, int level) {
        return nanos << 1 | level;
    }

    /// Returns when an edge happened, in nanoseconds.
    static long nanos(long edge) {
        return edge >> 1;
    }

    /// Returns the level that the line had from this edge on, 0 or 1.
    static int level(long edge) {
        return (int) edge & 1;
    }
}
