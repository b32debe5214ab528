package dev.jumper.sim;

/// Whoever wants to know of each change of a net's level.
@FunctionalInterface
public interface NetListener {
    /// Tells that `net` has just become `level`, 0 or 1, at [Circuit#nanos]. May drive terminals; what that changes
    /// is told after all listeners have heard of this change, so [Net#level] may be ahead of `level`.
    void changed(Net net, int level);
}
