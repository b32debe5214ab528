package dev.jumper.devices.board;

import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// A board's clock over its prompt.
final class BoardClock implements Rtc {
    /// A board that shows an earlier year has been without power since it was last set.
    private static final int EARLIEST_TRUSTED_YEAR = 2020;

    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2099;

    private final MicroPythonBoard board;

    BoardClock(MicroPythonBoard board) {
        this.board = board;
    }

    @Override
    public Instant now() throws IOException {
        Object answer = PythonLiteral.parse(board.exec("import time\nprint(tuple(time.gmtime()[:6]))"));
        if (answer instanceof List<?> fields
                && fields.size() == 6
                && fields.stream().allMatch(Long.class::isInstance)) {
            int[] n =
                    fields.stream().mapToInt(field -> ((Long) field).intValue()).toArray();
            try {
                return LocalDateTime.of(n[0], n[1], n[2], n[3], n[4], n[5]).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new IOException("board: its clock shows " + answer + ", which is no time; set it", e);
            }
        }
        throw new IOException("board: its clock shows " + answer + ", expected year to second; set it");
    }

    @Override
    public void set(Instant time) throws IOException {
        var t = time.atOffset(ZoneOffset.UTC);
        if (t.getYear() < EARLIEST_YEAR || t.getYear() > LATEST_YEAR) {
            throw new IllegalArgumentException(
                    "board: clock cannot be set to " + time + ", expected a year from 2000 to 2099");
        }
        board.exec("import machine\nmachine.RTC().datetime((%d, %d, %d, %d, %d, %d, %d, 0))"
                .formatted(
                        t.getYear(),
                        t.getMonthValue(),
                        t.getDayOfMonth(),
                        t.getDayOfWeek().getValue() - 1, // Monday is 0
                        t.getHour(),
                        t.getMinute(),
                        t.getSecond()));
    }

    @Override
    public boolean trusted() throws IOException {
        return now().atOffset(ZoneOffset.UTC).getYear() >= EARLIEST_TRUSTED_YEAR;
    }
}
