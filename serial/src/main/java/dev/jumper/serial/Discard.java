package dev.jumper.serial;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Throws input away by reading it, which reaches every buffer on the way, whatever the system's own request
/// forgets.
final class Discard {
    /// A far end that never stops sending does not keep us here.
    private static final int MOST = 1 << 20;

    private Discard() {}

    /// Reads off what has arrived, 1 MiB at most. Returns 0.
    static long input(Line line) throws IOException {
        var scratch = ByteBuffer.allocate(4096);
        int done = 0;
        while (done < MOST) {
            int count = line.read(scratch.clear(), 0);
            if (count <= 0) {
                return 0;
            }
            done += count;
        }
        return 0;
    }
}
