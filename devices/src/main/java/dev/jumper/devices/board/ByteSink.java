package dev.jumper.devices.board;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes bytes as they come.
@FunctionalInterface
public interface ByteSink {
    /// Takes all of `bytes`, which are valid only during the call.
    void accept(ByteBuffer bytes) throws IOException;
}
