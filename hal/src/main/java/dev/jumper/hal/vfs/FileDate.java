package dev.jumper.hal.vfs;

import dev.jumper.hal.time.Rtc;
import java.io.IOException;

/// What a file system writes down as the time of a change.
///
/// @param rtc the clock
/// @param fat whether the time is kept as FAT keeps it, see [FatTime]
record FileDate(Rtc rtc, boolean fat) {
    /// Returns seconds since 1970, or [Stat#YEAR_2000] if the clock has stopped, was never set, or does not answer:
    /// a change must not fail for want of a date.
    long seconds() {
        long seconds = clock();
        return fat ? FatTime.seconds(FatTime.of(seconds)) : seconds;
    }

    private long clock() {
        try {
            return rtc.trusted() ? rtc.now().getEpochSecond() : Stat.YEAR_2000;
        } catch (IOException e) {
            return Stat.YEAR_2000;
        }
    }
}
