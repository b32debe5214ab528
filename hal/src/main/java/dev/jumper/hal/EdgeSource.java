package dev.jumper.hal;

import java.io.IOException;

/// A pin, or several of one chip, that tells of each change of its level by itself, for programs that react rather
/// than wait.
///
/// ```
///   try (var listening = button.listen((pin, nanos, level) -> pressed.release())) {
///       pressed.acquire();
///   }
/// ```
///
/// Edges are told one after the other, in the order in which they came, with the time at which they happened: by a
/// thread of the source's own, or in a circuit by the thread that lets its time pass. A listener that takes long
/// delays the next edge, and loses some when the source runs out of room; each loss is told.
///
/// A pin is listened to, or captured ([EdgeCapture]), or neither; it has one listener at a time.
public interface EdgeSource {
    /// Tells `listener` of each edge from now on. While the line is an output, later, there are none.
    ///
    /// @throws IllegalStateException if there is a listener or an armed capture, or the line is an output now
    /// @throws IOException if the line cannot tell of edges
    Listening listen(EdgeListener listener) throws IOException;

    /// Refuses a second listener, for an implementation to call.
    static void requireNoListener(Object source, boolean listened) {
        if (listened) {
            throw new IllegalStateException(source + ": has a listener already; close its listening first");
        }
    }

    /// Refuses to listen to what is captured, for an implementation to call.
    static void requireNoCapture(Object source, boolean captured) {
        if (captured) {
            throw new IllegalStateException(source + ": listened to while its edges are captured; disarm it first");
        }
    }

    /// Refuses to listen to an output, for an implementation to call.
    static void requireInput(Object source, boolean input) {
        if (!input) {
            throw new IllegalStateException(source + ": listened to while it is an output; make it an input first");
        }
    }

    /// A listener that is told of edges, until it is closed. As the pin, for one thread at a time; closing the pin
    /// closes it too.
    interface Listening extends AutoCloseable {
        /// Ends it: when this returns, the listener does not run any more, unless it is the listener that calls.
        /// Edges that were not told yet are forgotten. Does nothing the second time.
        @Override
        void close() throws IOException;
    }
}
