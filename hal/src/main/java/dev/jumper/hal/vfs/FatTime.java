package dev.jumper.hal.vfs;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Times as a FAT file system keeps them, in 32 bits: steps of two seconds, from 1980-01-01 00:00:00 to 2107-12-31
/// 23:59:58, in no zone of their own (UTC here).
///
/// The date is in the upper half: seven bits for the year from 1980 on, four for the month, five for the day. The
/// time is in the lower: five bits for the hour, six for the minute, five for half the seconds.
///
/// Source: Microsoft "FAT: General Overview of On-Disk Format", "Date and Time Formats".
public final class FatTime {
    private static final int FIRST_YEAR = 1980;
    private static final long FIRST = at(FIRST_YEAR, 1, 1, 0, 0, 0);
    private static final long LAST = at(2107, 12, 31, 23, 59, 58);

    private FatTime() {}

    /// Returns the 32 bits for `seconds` since 1970, rounded down to a step; the nearest end of the range if it is
    /// outside.
    public static int of(long seconds) {
        var time = LocalDateTime.ofEpochSecond(Math.clamp(seconds, FIRST, LAST), 0, ZoneOffset.UTC);
        int date = time.getYear() - FIRST_YEAR << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
        return date << 16 | time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
    }

    /// Returns the seconds since 1970 that `bits` stand for; the first moment of the range if they stand for none,
    /// as the zeros of a file that was never dated.
    public static long seconds(int bits) {
        int month = bits >>> 21 & 0xF;
        int day = bits >>> 16 & 0x1F;
        int hour = bits >>> 11 & 0x1F;
        int minute = bits >>> 5 & 0x3F;
        int second = 2 * (bits & 0x1F);
        int year = FIRST_YEAR + (bits >>> 25);
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour < 24
                && minute < 60
                && second < 60;
        return exists ? at(year, month, day, hour, minute, second) : FIRST;
    }

    private static long at(int year, int month, int day, int hour, int minute, int second) {
        return LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
    }
}
