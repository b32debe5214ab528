package dev.jumper.devices.board;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Watches output for the prompts that a board prints when it has started: the friendly one after a reset, the raw
/// one after a soft reset in raw mode ("The MicroPython Interactive Interpreter Mode"). Code that runs comes to
/// neither.
final class Prompts {
    private static final byte[] FRIENDLY =
            "Type \"help()\" for more information.\r\n>>> ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RAW = "raw REPL; CTRL-B to exit\r\n>".getBytes(StandardCharsets.US_ASCII);

    private final byte[] tail = new byte[FRIENDLY.length];

    /// Takes what is in `output` from `from` to `to`; leaves its position alone.
    void take(ByteBuffer output, int from, int to) {
        int count = Math.min(to - from, tail.length);
        System.arraycopy(tail, count, tail, 0, tail.length - count);
        output.get(to - count, tail, tail.length - count, count);
    }

    /// Tells whether a prompt was the last that came.
    boolean last() {
        return endsWith(FRIENDLY) || endsWith(RAW);
    }

    private boolean endsWith(byte[] prompt) {
        int start = tail.length - prompt.length;
        for (int i = prompt.length - 1; i >= 0; i--) {
            if (tail[start + i] != prompt[i]) {
                return false;
            }
        }
        return true;
    }
}
