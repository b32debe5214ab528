package dev.jumper.sim.part;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The counter of a clock chip: registers 0 to 6 from seconds to year in BCD, which go on as the circuit's time
/// does.
///
/// It keeps to the mode of 12 or 24 hours that the registers are in. A day that is in no calendar stays, and its
/// hours go on; what a chip makes of it "is undefined", DS1307 data sheet (19-5326), "Clock and Calendar".
final class CalendarCounter {
    private static final long SECOND = 1_000_000_000;
    private static final int DAY = 86_400;
    private static final int TWELVE_HOURS = 0x40;
    private static final int AFTERNOON = 0x20;
    private static final int CENTURY = 0x80;

    private final I2cRegisters registers;
    private final int flags;
    private long lastSecond;

    /// Counts in `registers`; `flags` are the bits of the seconds that are none.
    CalendarCounter(I2cRegisters registers, int flags) {
        this.registers = registers;
        this.flags = flags;
    }

    /// Begins a second at `now`.
    void restart(long now) {
        lastSecond = now;
    }

    /// Sets the registers to `time`, in mode of 24 hours, without touching the bits that are no time.
    void show(Instant time) {
        var shown = time.atOffset(ZoneOffset.UTC);
        put(shown.toLocalTime().toSecondOfDay(), false);
        put(shown.toLocalDate(), shown.getDayOfWeek().getValue() % 7 + 1);
    }

    /// Counts the seconds that have passed until `now`.
    void catchUp(long now) {
        long seconds = (now - lastSecond) / SECOND;
        if (seconds == 0) {
            return;
        }
        lastSecond += seconds * SECOND;
        long ofDay = secondOfDay() + seconds;
        put((int) (ofDay % DAY), (registers.value(2) & TWELVE_HOURS) != 0);
        long days = ofDay / DAY;
        if (days > 0) {
            try {
                int weekday = (int) ((registers.value(3) - 1 + days) % 7) + 1;
                put(date().plusDays(days), weekday);
            } catch (DateTimeException _) {
                return; // the day that is none stays
            }
        }
    }

    private long secondOfDay() {
        int hours = registers.value(2);
        int hour = (hours & TWELVE_HOURS) == 0
                ? number(hours & 0x3F)
                : number(hours & 0x1F) % 12 + ((hours & AFTERNOON) == 0 ? 0 : 12);
        return hour * 3600L + number(registers.value(1) & 0x7F) * 60L + number(registers.value(0) & ~flags & 0x7F);
    }

    private LocalDate date() {
        int century = (registers.value(5) & CENTURY) == 0 ? 2000 : 2100;
        return LocalDate.of(
                century + number(registers.value(6)),
                number(registers.value(5) & 0x1F),
                number(registers.value(4) & 0x3F));
    }

    private void put(int ofDay, boolean twelve) {
        int hour = ofDay / 3600;
        int hours =
                twelve ? TWELVE_HOURS | (hour < 12 ? 0 : AFTERNOON) | bcd(hour % 12 == 0 ? 12 : hour % 12) : bcd(hour);
        registers.set(0, registers.value(0) & flags | bcd(ofDay % 60), bcd(ofDay / 60 % 60), hours);
    }

    private void put(LocalDate date, int weekday) {
        int century = date.getYear() < 2100 ? 0 : CENTURY;
        registers.set(
                3, weekday, bcd(date.getDayOfMonth()), century | bcd(date.getMonthValue()), bcd(date.getYear() % 100));
    }

    private static int number(int bcd) {
        return (bcd >> 4) * 10 + (bcd & 0xF);
    }

    private static int bcd(int number) {
        return number / 10 << 4 | number % 10;
    }
}
