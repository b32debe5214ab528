package dev.jumper.hal.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {
    private final VirtualTicks virtual = new VirtualTicks(Long.MAX_VALUE - 10); // about to overflow

    @Test
    void virtualTimePassesOnlyByWaiting() {
        long start = virtual.nanos();
        virtual.delay(Duration.ofHours(1));
        virtual.delay(-5);
        assertEquals(3_600_000_000_000L, virtual.nanos() - start);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 60_000, 3_000_000})
    void systemTicksWaitAtLeastAsLongAsAsked(long nanos) {
        var ticks = Ticks.system();
        long start = ticks.nanos();
        ticks.delay(nanos);
        assertTrue(ticks.nanos() - start >= nanos);
    }

    @Test
    void systemTicksEndAWaitWhenInterruptedAndKeepTheFlag() {
        Thread.currentThread().interrupt();
        Ticks.system().delay(Duration.ofDays(1));
        assertTrue(Thread.interrupted());
    }

    @Test
    void deadlineCountsDownAcrossAnOverflowAndStaysAtZero() {
        var deadline = Deadline.after(virtual, Duration.ofMillis(3));
        virtual.delay(1_200_000);
        assertEquals(1_800_000, deadline.remainingNanos());
        assertEquals(2, deadline.remainingMillis(100));
        assertEquals(1, deadline.remainingMillis(1));
        assertFalse(deadline.expired());
        virtual.delay(5_000_000);
        assertEquals(0, deadline.remainingNanos());
        assertTrue(deadline.expired());
        assertEquals(Duration.ofMillis(3), deadline.span());
    }

    @Test
    void deadlineMayBeInThePastOrNever() {
        assertTrue(Deadline.after(virtual, Duration.ofSeconds(Long.MIN_VALUE)).expired());
        var never = Deadline.after(virtual, Duration.ofSeconds(Long.MAX_VALUE));
        virtual.delay(Long.MAX_VALUE / 2);
        assertFalse(never.expired());
        assertEquals(Long.MAX_VALUE, Deadline.never(virtual).remainingNanos());
    }

    @Test
    void softClockRunsAndIsTrustedOnceSet() {
        var rtc = new SoftRtc(virtual, Instant.EPOCH);
        assertFalse(rtc.trusted());
        virtual.delay(Duration.ofSeconds(5));
        assertEquals(Instant.ofEpochSecond(5), rtc.now());
        rtc.set(Instant.parse("2031-02-03T04:05:06Z"));
        virtual.delay(Duration.ofMillis(1500));
        assertEquals(Instant.parse("2031-02-03T04:05:07.5Z"), rtc.now());
        assertTrue(rtc.trusted());
    }

    @Test
    void theHostsClockCannotBeSet() {
        assertThrows(UnsupportedOperationException.class, () -> Rtc.system().set(Instant.EPOCH));
    }
}
