package dev.jumper.hal.stream;

/// A deadline passed before the amount was transferred. The stream itself is unharmed.
public final class StreamTimeoutException extends TransferException {
    private static final long serialVersionUID = 1;

    /// Makes the error; `done` of `wanted` bytes were transferred in time.
    public StreamTimeoutException(String message, int done, int wanted) {
        super(message, done, wanted, null);
    }
}
