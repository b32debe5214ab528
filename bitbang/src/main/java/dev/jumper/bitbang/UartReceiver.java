package dev.jumper.bitbang;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.Optional;

/// Receives characters: brings the edges of a pin to a [UartDecoder], and tells it of quiet.
final class UartReceiver {
    /// How long a wait may overlook that another thread closed the receiver.
    private static final long SLICE_NANOS = 10_000_000;

    private final Pin rx;
    private final Ticks ticks;
    private final String who;
    private final long[] edges = new long[64];
    private UartSettings settings;
    private EdgeCapture capture;
    private UartDecoder decoder;
    private long lastEdge;
    private long lastEdgeSeen;
    private volatile boolean closed;

    UartReceiver(Pin rx, Ticks ticks, String who) {
        this.rx = rx;
        this.ticks = ticks;
        this.who = who;
    }

    /// Starts to receive from now on, and forgets what was received before.
    void listen(UartSettings newSettings) throws IOException {
        settings = newSettings;
        capture = PolledEdges.of(rx, ticks, Math.max(1, settings.halfBitsNanos(1) / 2));
        decoder = new UartDecoder(settings);
        arm();
    }

    private void arm() throws IOException {
        capture.arm();
        decoder.restart(capture instanceof PolledEdges polled ? polled.level() : rx.ioctl(Pin.READ, 0));
        lastEdge = 0;
        lastEdgeSeen = ticks.nanos();
    }

    /// Waits until something was received, a character that began included. A polled line is followed until
    /// `wanted` characters came or it is quiet.
    void await(Deadline deadline, int wanted) throws IOException {
        if (!(capture instanceof PolledEdges)) {
            hasNextNow();
            while (!decoder.hasNext() && !closed && !deadline.expired()) {
                Schedule.requireNoInterrupt(who);
                pump(Math.min(deadline.remainingNanos(), SLICE_NANOS));
            }
            return;
        }
        if (decoder.hasNext()) {
            return;
        }
        arm();
        long quiet = settings.characterNanos();
        for (int received = 0; received < wanted && !closed; ) {
            Schedule.requireNoInterrupt(who);
            boolean before = decoder.hasNext();
            if (before || decoder.receiving()) {
                boolean idle = !decoder.receiving();
                if (pump(quiet) == 0 && idle) {
                    return;
                }
            } else if (deadline.expired()) {
                return;
            } else {
                pump(Math.min(deadline.remainingNanos(), SLICE_NANOS));
            }
            received = decoder.size();
        }
    }

    /// Takes edges, waiting up to `nanos` for one, and returns how many there were.
    private int pump(long nanos) throws IOException {
        long wait = nanos;
        long asked = ticks.nanos();
        if (nanos > 0 && decoder.receiving()) {
            wait = Math.max(0, decoder.knownAt() - lastEdge - (asked - lastEdgeSeen));
        }
        int count = capture.take(edges, 0, nanos > 0 ? 1 : edges.length, wait);
        if (capture.lost() > 0) { // nobody knows where; begin again
            decoder.missed();
            arm();
            return 0;
        }
        for (int i = 0; i < count; i++) {
            lastEdge = EdgeCapture.nanos(edges[i]);
            decoder.edge(lastEdge, EdgeCapture.level(edges[i]));
        }
        if (count > 0) {
            lastEdgeSeen = ticks.nanos();
        } else {
            decoder.quiet(lastEdge + (asked - lastEdgeSeen) + wait);
        }
        return count;
    }

    /// Tells whether something was received, what the pin has kept until now included.
    boolean hasNextNow() throws IOException {
        if (!(capture instanceof PolledEdges)) {
            while (pump(0) > 0) {}
        }
        return decoder.hasNext();
    }

    /// Tells whether something was received.
    boolean hasNext() {
        return decoder.hasNext();
    }

    /// Returns the code of what comes next, as [UartDecoder#peek].
    int peek() {
        return decoder.peek();
    }

    /// Takes the code of what comes next, as [UartDecoder#next].
    int next() {
        return decoder.next();
    }

    /// Takes what comes next.
    Optional<UartEvent> take() {
        return decoder.hasNext() ? Optional.of(decoder.take()) : Optional.empty();
    }

    /// Stops listening; a thread that waits returns soon.
    void close() throws IOException {
        closed = true;
        capture.disarm();
    }
}
