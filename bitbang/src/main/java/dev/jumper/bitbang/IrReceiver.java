package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Receives infrared frames from a demodulating receiver such as a TSOP4838, whose output is low while there is
/// light.
///
/// A pin that is an [EdgeCapture] is listened to all the time. Any other is polled while [#receive] runs; what
/// comes between two calls is lost. Not thread-safe. The pin stays the caller's.
///
/// Source: Vishay "TSOP48.. IR receiver modules for remote control systems", "Block diagram" and "Output active
/// low".
public final class IrReceiver implements AutoCloseable {
    private static final long SLICE_NANOS = 10_000_000;

    private final String who;
    private final EdgeCapture capture;
    private final Ticks ticks;
    private final List<IrDecoder> decoders;
    private final long[] edges = new long[64];
    private Optional<IrSignal> pending = Optional.empty();
    private int next;
    private int count;
    private long lastEdge;
    private long lastEdgeSeen;

    private IrReceiver(Pin pin, Ticks ticks, List<IrDecoder> decoders) {
        this.who = "infrared receiver on " + pin;
        this.capture = PolledEdges.of(pin, ticks, IrTiming.NEC_UNIT / 4);
        this.ticks = ticks;
        this.decoders = decoders;
    }

    /// Makes `pin` a pulled-up input and listens for NEC and RC5. A pin that knows nothing of directions is
    /// read as it is.
    public static IrReceiver open(Pin pin, Ticks ticks) throws IOException {
        var receiver = new IrReceiver(pin, ticks, List.of(new NecDecoder(), new Rc5Decoder()));
        Directions.inputIfKnown(pin, Pin.PULL_UP);
        receiver.arm();
        return receiver;
    }

    /// Waits up to `limit` for a frame, and on for one that has begun; empty if there is none.
    public Optional<IrSignal> receive(Duration limit) throws IOException {
        var deadline = Deadline.after(ticks, limit);
        if (capture instanceof PolledEdges) {
            arm();
        }
        while (true) {
            Schedule.requireNoInterrupt(who);
            var signal = decode();
            if (signal.isPresent()) {
                return signal;
            }
            boolean receiving = receiving();
            boolean expired = deadline.expired();
            long wait = receiving ? SLICE_NANOS : Math.min(deadline.remainingNanos(), SLICE_NANOS);
            signal = pump(expired && !receiving ? 0 : wait);
            if (signal.isPresent()) {
                return signal;
            }
            if (count == 0 && expired && !receiving) {
                return Optional.empty();
            }
        }
    }

    /// Stops listening; closing again does nothing.
    @Override
    public void close() throws IOException {
        capture.disarm();
    }

    private void arm() throws IOException {
        capture.arm();
        next = 0;
        count = 0;
        lastEdgeSeen = ticks.nanos();
        decoders.forEach(IrDecoder::restart);
    }

    private boolean receiving() {
        return decoders.stream().anyMatch(IrDecoder::receiving);
    }

    /// Decodes what was taken, up to the first signal.
    private Optional<IrSignal> decode() {
        var found = pending;
        pending = Optional.empty();
        while (found.isEmpty() && next < count) {
            long edge = edges[next++];
            lastEdge = EdgeCapture.nanos(edge);
            for (var decoder : decoders) {
                found = keep(found, decoder.edge(lastEdge, EdgeCapture.level(edge) == 0));
            }
        }
        return found;
    }

    /// Takes edges, waiting up to `nanos` for one; tells the decoders of quiet if there are none.
    private Optional<IrSignal> pump(long nanos) throws IOException {
        long asked = ticks.nanos();
        next = 0;
        count = capture.take(edges, 0, nanos > 0 ? 1 : edges.length, nanos);
        Optional<IrSignal> found = Optional.empty();
        if (capture.lost() > 0) { // nobody knows where; begin again
            boolean heard = count > 0 || receiving();
            arm();
            return heard
                    ? Optional.of(new IrFault(
                            DeviceException.Kind.MISSED,
                            who + ": edges were lost, this machine was too slow or paused; press the key again"))
                    : found;
        }
        if (count > 0) {
            lastEdgeSeen = ticks.nanos();
        } else {
            long quiet = lastEdge + (asked - lastEdgeSeen) + nanos;
            for (var decoder : decoders) {
                found = keep(found, decoder.quiet(quiet));
            }
        }
        return found;
    }

    /// Keeps the second of two signals for the next call.
    private Optional<IrSignal> keep(Optional<IrSignal> first, Optional<IrSignal> second) {
        if (first.isPresent()) {
            pending = second;
            return first;
        }
        return second;
    }
}
