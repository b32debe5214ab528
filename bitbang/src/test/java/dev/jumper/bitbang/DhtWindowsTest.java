package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which widths of a pulse are taken for what, from stamps.
///
/// AM2302 data sheet, "Single bus signal characteristics": answer low and high 75 to 85 µs, low part of a bit 48 to
/// 55, high part 22 to 30 for a 0 and 68 to 75 for a 1. Around each there is room for samples seen late; between a
/// 0 and a 1 there are widths that are neither.
class DhtWindowsTest {
    /// The spans of a frame: the answer, then a low and a high part for each of 40 bits, the last low part at the
    /// end. The frame is 028c015fee, the manual's example.
    private final long[] spans = new long[2 + 2 * 40];

    private final Scripted pin = new Scripted();
    private final DhtReader reader = DhtReader.over(pin, DhtModel.DHT22, new VirtualTicks(0), RetryPolicy.NONE);

    DhtWindowsTest() {
        spans[0] = 80_000;
        spans[1] = 80_000;
        long frame = 0x028c015feeL;
        for (int i = 0; i < 40; i++) {
            spans[2 + 2 * i] = 50_000;
            spans[3 + 2 * i] = (frame >> 39 - i & 1) == 0 ? 26_000 : 70_000;
        }
    }

    /// A pin that keeps the edges of `spans`, after the rise of the release.
    private final class Scripted implements Pin, EdgeCapture {
        private boolean silent;
        private long lost;

        @Override
        public int ioctl(int request, int argument) {
            return 1;
        }

        @Override
        public void arm() {}

        @Override
        public void disarm() {}

        @Override
        public int take(long[] edges, int offset, int count, long timeoutNanos) {
            if (silent) {
                return 0;
            }
            long now = 1_000_000;
            edges[offset] = EdgeCapture.edge(now, 1);
            now += 30_000;
            for (int i = 0; i <= spans.length; i++) {
                edges[offset + 1 + i] = EdgeCapture.edge(now, i % 2);
                now += i < spans.length ? spans[i] : 0;
            }
            return spans.length + 2;
        }

        @Override
        public long lost() {
            return lost;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 51, true", "0, 109, true", "0, 49, false", "0, 111, false",
        "1, 51, true", "1, 109, true", "1, 49, false", "1, 111, false",
        "2, 36, true", "2, 74, true", "2, 34, false", "2, 76, false",
        "3, 16, true", "3, 39, true", "3, 14, false", "3, 41, false",
        "15, 56, true", "15, 89, true", "15, 54, false", "15, 91, false"
    })
    void takesAPulseForWhatItIsClosestToOrRefusesIt(int span, long micros, boolean taken) throws IOException {
        spans[span] = micros * 1000;
        if (taken) {
            assertArrayEquals(new byte[] {0x02, (byte) 0x8c, 0x01, 0x5f, (byte) 0xee}, reader.frame());
            assertEquals(new DhtTally(1, 0, 0, 0, 0), reader.tally());
        } else {
            var e = assertThrows(DeviceException.class, reader::frame);
            assertEquals(Kind.WRONG_ANSWER, e.kind());
            assertTrue(e.getMessage().contains(" took " + micros + ".0 µs, which is none of"), e.getMessage());
            assertEquals(new DhtTally(0, 0, 1, 0, 0), reader.tally());
        }
    }

    @Test
    void anEdgeThatTheCaptureLostIsTheMachinesFault() {
        pin.lost = 1;
        spans[0] = 1_000;
        assertEquals(
                Kind.MISSED, assertThrows(DeviceException.class, reader::frame).kind());
        pin.silent = true;
        assertEquals(
                Kind.MISSED, assertThrows(DeviceException.class, reader::frame).kind());
        pin.lost = 0;
        assertEquals(
                Kind.ABSENT, assertThrows(DeviceException.class, reader::frame).kind());
        assertEquals(new DhtTally(0, 0, 1, 0, 2), reader.tally());
    }

    /// DHT11: one reading a second; AM2302: one in two seconds.
    @Test
    void restsAsLongAsTheDataSheetsAskFor() {
        assertEquals(1_000_000_000, DhtModel.DHT11.pauseNanos());
        assertEquals(2_000_000_000, DhtModel.DHT22.pauseNanos());
    }
}
