package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Times follow from 10 bits a byte (8N1): 11,520 bytes a second at 115200 baud. What a receiver at a wrong rate
/// sees was worked out by hand, sample by sample.
class UartLineTest {
    private static final long SECOND = 1_000_000_000;
    private static final int QUEUE = 20_000;

    private static byte[] random(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] taken(UartLine line) {
        var target = ByteBuffer.allocate(line.length());
        line.take(target);
        return target.array();
    }

    private static UartLine line(int buffer) {
        return new UartLine(115_200, QUEUE, buffer, 0);
    }

    @Test
    void carries11520BytesASecond() {
        var line = line(QUEUE);
        byte[] bytes = random(1, 15_000);
        line.put(ByteBuffer.wrap(bytes));
        line.advance(SECOND);
        assertEquals(11_520, line.length());
        assertArrayEquals(Arrays.copyOf(bytes, 11_520), taken(line));
        assertEquals(0, line.overruns());
        assertEquals(0, line.framingErrors());
    }

    @Test
    void byteArrivesInTheMiddleOfItsStopBit() {
        // 9.5 bits of 8680.6 ns are 82,465 ns
        var line = line(10);
        line.put(ByteBuffer.wrap(new byte[] {'x'}));
        line.advance(82_465);
        assertEquals(0, line.length());
        line.advance(82_466);
        assertEquals(1, line.length());
    }

    @Test
    void bytesOfAnIdleLineStartWhenTheyAreSent() {
        var line = line(10);
        line.advance(SECOND);
        line.put(ByteBuffer.wrap(new byte[] {'x'}));
        line.advance(SECOND + 82_465);
        assertEquals(0, line.length());
        assertEquals(SECOND + 82_466, line.next(), 1);
        line.advance(SECOND + 82_467);
        assertEquals('x', line.take());
    }

    @Test
    void tellsWhenEverythingWillHaveLeft() {
        var line = line(100);
        line.put(ByteBuffer.allocate(72));
        assertEquals(SECOND / 160, line.sentBy(), 1, "72 of 11,520 bytes");
        line.advance(SECOND / 320);
        assertEquals(SECOND / 160, line.sentBy(), 1);
        line.advance(SECOND);
        assertEquals(SECOND, line.sentBy());
    }

    @Test
    void queueIsFreedAsTheBytesLeave() {
        var line = new UartLine(115_200, 126, 1000, 0);
        assertEquals(126, line.put(ByteBuffer.allocate(1000)));
        assertEquals(0, line.room());
        line.advance(86_806);
        assertEquals(1, line.room());
    }

    @Test
    void losesWhatFindsTheBufferFullAndCountsIt() {
        var line = line(255);
        byte[] bytes = random(2, 1000);
        line.put(ByteBuffer.wrap(bytes));
        line.advance(SECOND);
        assertEquals(1000 - 255, line.overruns());
        assertArrayEquals(Arrays.copyOf(bytes, 255), taken(line));
    }

    @Test
    void bufferIsFullAfter22MillisecondsAndLosesNothingBefore() {
        // 254 bytes of 86,806 ns and 9.5 bits of the next: 22.131 ms
        var line = line(255);
        line.put(ByteBuffer.allocate(1000));
        line.advance(22_131_100);
        assertEquals(255, line.length());
        assertEquals(0, line.overruns());
        line.advance(22_217_900);
        assertEquals(1, line.overruns());
    }

    @Test
    void losesNothingWhenTheReceiverKeepsUp() {
        var line = line(255);
        byte[] bytes = random(3, 10_000);
        line.put(ByteBuffer.wrap(bytes));
        var all = new ByteArrayOutputStream();
        for (long now = 0; now <= SECOND; now += 20_000_000) {
            line.advance(now);
            all.writeBytes(taken(line));
        }
        assertArrayEquals(bytes, all.toByteArray());
        assertEquals(0, line.overruns());
    }

    @Test
    void interruptKeyIsSeenThoughTheBufferIsFull() {
        var line = line(4);
        line.put(ByteBuffer.wrap(new byte[] {'a', 'b', 'c', 'd', 3}));
        line.advance(SECOND);
        assertEquals(1, line.overruns());
        assertEquals(1, line.interruptKeys());
        assertTrue(line.takeInterruptKey());
        assertFalse(line.takeInterruptKey());
        assertEquals(4, line.length());
    }

    @Test
    void receiverAtAnotherRateSamplesTheWaveform() {
        // 'U' is 0 1010 1010 1. A receiver at 115200 samples at (k + 0.5) * 0.65 bits of 74880: 0.325 start, then in
        // bits 0 0 1 1 2 3 3 4 of start, d0, d1...: 0.975 start, 1.625 d0, 2.275 and 2.925 d1, 3.575 d2, 4.225 and
        // 4.875 d3, 5.525 d4, and as stop bit 6.175 d5, which is 0. The next edge falls at 8: d7 at 8.325 and 8.975,
        // then the stop bit and an idle line.
        var line = line(10);
        line.senderBaud(74_880);
        line.put(ByteBuffer.wrap(new byte[] {'U'}));
        line.advance(SECOND);
        assertArrayEquals(new byte[] {(byte) 0b1001_0010, (byte) 0b1111_1110}, taken(line));
        assertEquals(1, line.framingErrors());
    }

    @Test
    void slowReceiverMakesOneByteOfSeveral() {
        // three times 0x00 at 115200 are three times 78.1 us low and 8.7 us high; at 38400 the samples are at 1.5, 4.5,
        // 7.5, 10.5 ... bits of the sender: low, except in a stop bit, 9 to 10 of every ten. Those at 19.5 and, as the
        // stop bit, 28.5 are: bit 5 of the byte, which began at 1.5 with its start bit
        var line = line(10);
        line.receiverBaud(38_400);
        line.put(ByteBuffer.wrap(new byte[] {0, 0, 0}));
        line.advance(SECOND);
        assertArrayEquals(new byte[] {0b0010_0000}, taken(line));
    }

    @Test
    void standsTwoPercentOfDifferenceButNotTen() {
        byte[] bytes = random(4, 1000);
        for (int rate : new int[] {112_900, 117_500}) {
            var line = line(1000);
            line.senderBaud(rate);
            line.put(ByteBuffer.wrap(bytes));
            line.advance(SECOND);
            assertArrayEquals(bytes, taken(line), rate + " baud");
        }
        var line = line(2000);
        line.senderBaud(103_680);
        line.put(ByteBuffer.wrap(bytes));
        line.advance(SECOND);
        assertNotEquals(0, line.framingErrors());
    }

    @Test
    void rateChangesForTheBytesSentFromThenOn() {
        var line = line(100);
        line.put(ByteBuffer.wrap(new byte[] {'a'}));
        line.senderBaud(9600);
        line.receiverBaud(115_200);
        line.put(ByteBuffer.wrap(new byte[] {'a'}));
        line.advance(86_806);
        assertEquals('a', line.take());
        assertEquals(86_806 + 1_041_667, line.sentBy(), 2);
    }

    @Test
    void anyWayOfLookingGivesTheSameBytes() {
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            byte[] bytes = random(seed, 300);
            int rate = 50_000 + random.nextInt(150_000);
            var once = line(1000);
            once.senderBaud(rate);
            once.put(ByteBuffer.wrap(bytes));
            once.advance(SECOND);
            byte[] expected = taken(once);

            var often = line(1000);
            often.senderBaud(rate);
            var source = ByteBuffer.wrap(bytes);
            var all = new ByteArrayOutputStream();
            long now = 0;
            while (now < SECOND) {
                // the line is never idle between two bytes, as in the other case
                source.limit(Math.min(bytes.length, source.position() + 10 + random.nextInt(20)));
                often.put(source);
                now += random.nextInt(random.nextBoolean() ? 10_000 : 100_000);
                if (source.limit() == bytes.length && random.nextInt(50) == 0) {
                    now += SECOND / 10;
                }
                often.advance(now);
                if (random.nextBoolean()) {
                    all.writeBytes(taken(often));
                }
            }
            all.writeBytes(taken(often));
            assertArrayEquals(expected, all.toByteArray(), "seed " + seed + ", rate " + rate);
        }
    }
}
