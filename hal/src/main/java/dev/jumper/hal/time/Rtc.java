package dev.jumper.hal.time;

import java.io.IOException;
import java.time.Instant;

/// Calendar time: a board's clock, a clock chip, or the host's.
///
/// Times are instants in UTC; an implementation whose clock keeps something else converts. A clock is
/// kept and set by whoever owns it: a file system that dates its files by one only ever reads it.
public interface Rtc {
    /// Returns the time that the clock shows, as it shows it: see [#trusted].
    ///
    /// @throws IOException if the clock does not answer
    Instant now() throws IOException;

    /// Sets the clock.
    ///
    /// @throws IOException if the clock does not answer or cannot keep this time
    /// @throws UnsupportedOperationException if this clock is not ours to set
    void set(Instant time) throws IOException;

    /// Tells whether the time can be believed: false when the oscillator has stopped, or nobody has set the clock.
    ///
    /// @throws IOException if the clock does not answer
    boolean trusted() throws IOException;

    /// Returns the host's clock, which can be read but not set.
    static Rtc system() {
        return SystemRtc.INSTANCE;
    }
}
