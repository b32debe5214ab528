package dev.jumper.devices.board;

/// Is told how far a transfer has come.
@FunctionalInterface
public interface Progress {
    /// Cares for nothing.
    Progress NONE = (done, total) -> {};

    /// Tells that `done` of `total` bytes have been transferred; called on the thread that transfers.
    void report(long done, long total);
}
