package dev.jumper.serial;

import java.io.IOException;
import java.nio.ByteBuffer;

/// How the bytes of an open port move: through our own descriptor where the system calls are known, through the
/// serial library elsewhere. Results and threads are as in [dev.jumper.hal.stream.ByteStream].
sealed interface Line permits DescriptorLine, LibraryLine {
    /// Reads once, waiting at most `millis` for the first byte; -1 waits for ever.
    int read(ByteBuffer target, long millis) throws IOException;

    /// Writes once, waiting at most `millis` for room; -1 waits for ever.
    int write(ByteBuffer source, long millis) throws IOException;

    /// Returns which of `bits` hold, and ERR and HUP if they do; never waits.
    int poll(int bits) throws IOException;

    /// Frees whoever waits, and releases what the line holds. The caller sees to it that this is called once.
    void close();
}
