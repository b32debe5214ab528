package dev.jumper.devices.board;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A conversation as a state machine over two buffers: no I/O, no thread, no clock of its own.
interface Protocol {
    /// Result of [#advance]: the conversation is over. What is left in the input belongs to the next one.
    int DONE = 0;

    /// Takes what it can from `input` (ready to be read) and puts what it has to say into `output` (ready to be
    /// filled).
    ///
    /// Whatever is in `output` afterwards has to be sent, whatever the result.
    ///
    /// @return [#DONE]; [dev.jumper.hal.stream.ByteStream#NEED_READ] if it waits for more input;
    ///     [dev.jumper.hal.stream.ByteStream#NEED_WRITE] if it has more to say once the output has been sent
    /// @throws IOException if the far end said what it must not
    int advance(ByteBuffer input, ByteBuffer output) throws IOException;

    /// Returns for how many nanoseconds the far end should be left alone after the output was sent.
    default long pauseNanos() {
        return 0;
    }
}
