package dev.jumper.hal.vfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FatTimeTest {
    /// The bits are those that CPython's zipfile, whose entries are dated the same way, wrote for these times.
    @ParameterizedTest
    @CsvSource({
        "1980-01-01T00:00:00, 00210000",
        "2000-01-01T00:00:00, 28210000",
        "2024-02-29T06:07:08, 585d30e4",
        "2025-07-15T12:34:56, 5aef645c",
        "2107-12-31T23:59:58, ff9fbf7d",
    })
    void packsATimeAsOtherProgramsDo(LocalDateTime time, String bits) {
        long seconds = time.toEpochSecond(ZoneOffset.UTC);
        assertEquals(Integer.parseUnsignedInt(bits, 16), FatTime.of(seconds));
        assertEquals(FatTime.of(seconds), FatTime.of(seconds + 1), "an odd second");
        assertEquals(seconds, FatTime.seconds(FatTime.of(seconds)));
    }

    @ParameterizedTest
    @CsvSource({
        "1979-12-31T23:59:59Z, 1980-01-01T00:00:00Z",
        "2108-01-01T00:00:00Z, 2107-12-31T23:59:58Z",
        "-1000000-01-01T00:00:00Z, 1980-01-01T00:00:00Z",
    })
    void staysWithinItsRange(Instant time, Instant kept) {
        assertEquals(kept.getEpochSecond(), FatTime.seconds(FatTime.of(time.getEpochSecond())));
    }

    @Test
    void anyBitsAreATimeInItsRange() {
        long first = Instant.parse("1980-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("2107-12-31T23:59:58Z").getEpochSecond();
        assertEquals(first, FatTime.seconds(0));
        var random = new Random(1980);
        for (int i = 0; i < 100_000; i++) {
            int bits = random.nextInt();
            long seconds = FatTime.seconds(bits);
            assertEquals(Math.clamp(seconds, first, last), seconds, "bits " + bits);
            assertEquals(seconds, FatTime.seconds(FatTime.of(seconds)), "bits " + bits);
        }
    }

    @Test
    void aMemoryCardRoundsTheTimesOfItsFilesDown() throws Exception {
        var rtc = new SoftRtc(new VirtualTicks(0), Instant.EPOCH);
        rtc.set(Instant.parse("2025-07-15T12:34:57Z"));
        var card = MemoryVfs.fat(rtc, 1000);
        card.write("/a", new byte[1]);
        long kept = Instant.parse("2025-07-15T12:34:56Z").getEpochSecond();
        assertEquals(kept, card.stat("/a").mtime());
        rtc.set(Instant.parse("1970-01-02T00:00:00Z"));
        card.mkdir("/d");
        assertEquals(
                Instant.parse("1980-01-01T00:00:00Z").getEpochSecond(),
                card.stat("/d").ctime());
    }
}
