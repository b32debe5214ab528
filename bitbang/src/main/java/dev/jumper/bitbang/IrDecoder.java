package dev.jumper.bitbang;

import java.util.Optional;

/// Turns the edges of demodulated infrared light into frames: a state machine that is told of edges and of
/// quiet, and never asks. Lengths may be wrong by 25 %. How the edges come in pieces makes no difference.
///
/// Decoders of different protocols may be told of the same edges; each keeps silent about the other's frames.
public sealed interface IrDecoder permits NecDecoder, Rc5Decoder {
    /// Tells that a mark (light) began at `nanos`, or ended there; returns the frame that this completes or breaks.
    Optional<IrSignal> edge(long nanos, boolean mark);

    /// Tells that there has been no edge before `nanos` since the last one told; returns the frame that this
    /// breaks.
    Optional<IrSignal> quiet(long nanos);

    /// Tells whether a frame has begun and is not complete.
    boolean receiving();

    /// Gives up what is being received.
    void restart();
}
