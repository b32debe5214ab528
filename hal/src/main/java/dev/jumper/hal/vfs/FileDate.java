package dev.jumper.hal.vfs;

import dev.jumper.hal.time.Rtc;
import java.io.IOException;

/// What a file system writes down as the time of a change.
record FileDate(Rtc rtc) {
    /// Returns seconds since 1970, or [Stat#YEAR_2000] if the clock has stopped, was never set, or does not answer:
    /// a change must not fail for want of a date.
    long seconds() {
        try {
            return rtc.trusted() ? rtc.now().getEpochSecond() : Stat.YEAR_2000;
        } catch (IOException e) {
            return Stat.YEAR_2000;
        }
    }
}
