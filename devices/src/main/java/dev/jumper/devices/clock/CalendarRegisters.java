package dev.jumper.devices.clock;

import dev.jumper.hal.DeviceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// The seven registers from seconds to year, in BCD, that the clock chips of this family have in common.
///
/// Source: Analog Devices DS1307 data sheet (19-5326), "Clock and Calendar", table "Timekeeper Registers"; DS3231
/// data sheet (19-5170), "Clock and Calendar", figure "Timekeeping Registers".
final class CalendarRegisters {
    static final int COUNT = 7;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2099;
    private static final int TWELVE_HOURS = 0x40;
    private static final int AFTERNOON = 0x20;

    private CalendarRegisters() {}

    /// Returns the time in `registers` of the chip called `who`, in the century that begins with `century`.
    ///
    /// @throws DeviceException of kind [DeviceException.Kind#WRONG_ANSWER] if there is no such time
    static Instant time(byte[] registers, int century, String who) throws DeviceException {
        try {
            return time(registers, century);
        } catch (DateTimeException e) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: shows no time, its registers from seconds to year are %s: %s; set it"
                            .formatted(who, HEX.formatHex(registers, 0, COUNT), e.getMessage()),
                    e);
        }
    }

    private static Instant time(byte[] registers, int century) {
        int day = field("date", registers[4] & 0x3F, 1, 31);
        int month = field("month", registers[5] & 0x1F, 1, 12);
        int year = century + field("year", registers[6] & 0xFF, 0, 99);
        int minute = field("minutes", registers[1] & 0x7F, 0, 59);
        int second = field("seconds", registers[0] & 0x7F, 0, 59);
        return LocalDateTime.of(year, month, day, hour(registers[2]), minute, second)
                .toInstant(ZoneOffset.UTC);
    }

    /// Returns the registers for `time`, in mode of 24 hours; a fraction of a second is dropped.
    ///
    /// @throws IllegalArgumentException if the chip, called `who`, cannot keep this year
    static int[] of(Instant time, String who) {
        var t = time.atOffset(ZoneOffset.UTC);
        if (t.getYear() < EARLIEST_YEAR || t.getYear() > LATEST_YEAR) {
            throw new IllegalArgumentException(
                    who + ": cannot be set to " + time + ", expected a year from 2000 to 2099");
        }
        return new int[] {
            bcd(t.getSecond()),
            bcd(t.getMinute()),
            bcd(t.getHour()),
            t.getDayOfWeek().getValue() % 7 + 1, // "user defined but must be sequential"; Sunday is 1, as in Linux
            bcd(t.getDayOfMonth()),
            bcd(t.getMonthValue()),
            bcd(t.getYear() - EARLIEST_YEAR)
        };
    }

    private static int hour(int register) {
        if ((register & TWELVE_HOURS) == 0) {
            return field("hours", register & 0x3F, 0, 23);
        }
        int hour = field("hours", register & 0x1F, 1, 12) % 12;
        return (register & AFTERNOON) == 0 ? hour : hour + 12;
    }

    private static int field(String name, int bcd, int least, int most) {
        int value = (bcd >> 4) * 10 + (bcd & 0xF);
        if ((bcd & 0xF) > 9 || bcd >> 4 > 9 || value < least || value > most) {
            throw new DateTimeException("%s 0x%02x, expected %02d to %02d".formatted(name, bcd, least, most));
        }
        return value;
    }

    private static int bcd(int value) {
        return value / 10 << 4 | value % 10;
    }
}
