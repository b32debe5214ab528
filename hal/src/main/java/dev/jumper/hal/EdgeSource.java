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
    /// Tells `listener` of each edge from now on.
    ///
    /// @throws IllegalStateException if there is a listener, or an armed capture
    /// @throws IOException if the line cannot tell of edges
    Listening listen(EdgeListener listener) throws IOException;

    /// A listener that is told of edges, until it is closed. As the pin, for one thread at a time; closing the pin
    /// closes it too.
    interface Listening extends AutoCloseable {
        /// Ends it: when this returns, the listener does not run any more, unless it is the listener that calls.
        /// Edges that were not told yet are forgotten. Does nothing the second time.
        @Override
        void close() throws IOException;
    }
}
