package dev.jumper.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.LoopStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.serial.FaultPlan.Faults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultStreamTest {
    private static final Faults ALL = Faults.NONE
            .withDrop(0.05)
            .withGarble(0.05)
            .withDuplicate(0.05)
            .withStall(0.01, Duration.ofMillis(7))
            .withCut(0.05);

    private final VirtualTicks ticks = new VirtualTicks(0);

    private static byte[] random(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void writeAll(ByteStream stream, byte[] bytes) throws IOException {
        var source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            stream.write(source);
        }
    }

    private static byte[] readAll(ByteStream stream) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(100);
        while (stream.read(buffer.clear()) != ByteStream.EOF) {
            all.write(buffer.array(), 0, buffer.position());
        }
        return all.toByteArray();
    }

    /// What comes out of `bytes` behind a line of this plan, read in pieces of random length.
    private byte[] received(FaultPlan plan, byte[] bytes, Random pieces) throws IOException {
        var pair = LoopStream.pair(bytes.length + 1, ticks);
        writeAll(pair.far(), bytes);
        pair.far().close();
        var out = new ByteArrayOutputStream();
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            while (true) {
                var target = ByteBuffer.allocate(1 + pieces.nextInt(40));
                if (pieces.nextBoolean()) {
                    stream.ioctl(ByteStream.POLL, Poll.RD);
                }
                int count = stream.read(target);
                if (count == ByteStream.EOF) {
                    return out.toByteArray();
                }
                out.write(target.array(), 0, target.position());
            }
        }
    }

    /// What arrives of `bytes`, written in pieces of random length into a pipe that takes few at a time.
    private byte[] sent(FaultPlan plan, byte[] bytes, Random pieces) throws IOException {
        var pair = LoopStream.pair(1 + pieces.nextInt(50), ticks);
        var out = new ByteArrayOutputStream();
        var target = ByteBuffer.allocate(64);
        pair.far().ioctl(ByteStream.TIMEOUT, 0);
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            int from = 0;
            while (from < bytes.length) {
                int length = Math.min(1 + pieces.nextInt(40), bytes.length - from);
                int count = stream.write(ByteBuffer.wrap(bytes, from, length));
                from += Math.max(0, count);
                pair.far().read(target.clear());
                out.write(target.array(), 0, target.position());
            }
            stream.ioctl(ByteStream.FLUSH, 0);
            while (pair.far().read(target.clear()) > 0) {
                out.write(target.array(), 0, target.position());
            }
            return out.toByteArray();
        }
    }

    @Test
    void anySplitGivesTheSameFaults() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            byte[] bytes = random(seed, 2000);
            var plan = FaultPlan.both(seed, ALL);
            byte[] inOne = received(plan, bytes, new Random(1));
            assertArrayEquals(inOne, received(plan, bytes, new Random(seed)), "received, seed " + seed);
            byte[] outOne = sent(plan, bytes, new Random(1));
            assertArrayEquals(outOne, sent(plan, bytes, new Random(seed)), "sent, seed " + seed);
            assertFalse(Arrays.equals(inOne, outOne), "both directions have the same faults, seed " + seed);
            assertFalse(Arrays.equals(inOne, bytes), "no fault at all, seed " + seed);
        }
    }

    @Test
    void anotherSeedGivesOtherFaults() throws IOException {
        byte[] bytes = random(1, 500);
        var seen = new HashSet<ByteBuffer>();
        for (long seed = 0; seed < 50; seed++) {
            seen.add(ByteBuffer.wrap(received(FaultPlan.both(seed, ALL), bytes, new Random(1))));
        }
        assertEquals(50, seen.size());
    }

    @Test
    void withoutFaultsEveryByteArrives() throws IOException {
        byte[] bytes = random(3, 20_000);
        var plan = FaultPlan.both(9, Faults.NONE);
        assertArrayEquals(bytes, received(plan, bytes, new Random(2)));
        assertArrayEquals(bytes, sent(plan, bytes, new Random(2)));
    }

    @Test
    void ratesAreThoseThatWereAskedFor() throws IOException {
        // binomial: of n = 100,000 at p = 0.01, 1000 with a standard deviation of 31.5; five of them are allowed
        var pair = LoopStream.pair(100_001, ticks);
        writeAll(pair.far(), new byte[100_000]);
        pair.far().close();
        var plan = FaultPlan.both(
                4,
                Faults.NONE.withDrop(0.01).withGarble(0.01).withDuplicate(0.01).withStall(0.01, Duration.ofMillis(1)));
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            byte[] out = readAll(stream);
            var counts = stream.received();
            assertEquals(100_000, counts.bytes());
            assertEquals(1000, counts.dropped(), 158, counts.toString());
            assertEquals(1000, counts.garbled(), 158, counts.toString());
            assertEquals(1000, counts.duplicated(), 158, counts.toString());
            assertEquals(1000, counts.stalls(), 158, counts.toString());
            assertEquals(100_000 - counts.dropped() + counts.duplicated(), out.length);
            int changed = 0;
            for (byte b : out) {
                changed += b != 0 ? 1 : 0;
            }
            assertEquals(counts.garbled(), changed, 40, "a changed byte is changed, and now and then doubled");
            assertEquals(counts.stalls() * 1_000_000, ticks.nanos(), "every stall takes its time, and nothing else");
        }
    }

    @Test
    void oneKindOfFaultDoesNotMoveAnother() throws IOException {
        byte[] bytes = new byte[3000];
        var lost = Faults.NONE.withDrop(0.02);
        int alone = received(FaultPlan.both(5, lost), bytes, new Random(1)).length;
        int withMore = received(FaultPlan.both(5, lost.withGarble(0.3).withCut(0.3)), bytes, new Random(1)).length;
        assertEquals(alone, withMore);
    }

    @Test
    void stallHoldsUpAReadAndIsNotReadyMeanwhile() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), new byte[] {1, 2});
        var plan = new FaultPlan(1, Faults.NONE, Faults.NONE.withStall(1, Duration.ofMillis(50)));
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            var target = ByteBuffer.allocate(10);
            stream.ioctl(ByteStream.TIMEOUT, 0);
            assertEquals(0, stream.ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(ByteStream.NOT_READY, stream.read(target));
            ticks.delay(49_999_999);
            assertEquals(ByteStream.NOT_READY, stream.read(target));
            ticks.delay(1);
            assertEquals(Poll.RD, stream.ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(1, stream.read(target));
            stream.ioctl(ByteStream.TIMEOUT, 20);
            assertEquals(ByteStream.NOT_READY, stream.read(target));
            assertEquals(70_000_000, ticks.nanos(), "waited for its timeout");
            stream.ioctl(ByteStream.TIMEOUT, 1000);
            assertEquals(1, stream.read(target));
            assertEquals(100_000_000, ticks.nanos(), "waited for the end of the stall");
            assertEquals(2, stream.received().stalls());
        }
    }

    @Test
    void stallHoldsUpAWrite() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        var plan = new FaultPlan(1, Faults.NONE.withStall(1, Duration.ofMillis(50)), Faults.NONE);
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            stream.ioctl(ByteStream.TIMEOUT, 20);
            assertEquals(0, stream.ioctl(ByteStream.POLL, Poll.WR));
            var source = ByteBuffer.wrap(new byte[] {1, 2});
            assertEquals(ByteStream.NOT_READY, stream.write(source));
            assertEquals(0, source.position());
            stream.ioctl(ByteStream.TIMEOUT, -1);
            assertEquals(1, stream.write(source));
            assertEquals(50_000_000, ticks.nanos());
        }
    }

    @Test
    void endsEveryReadAndWriteShortAtARateOfOne() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), new byte[10]);
        try (var stream = FaultStream.over(pair.near(), FaultPlan.both(1, Faults.NONE.withCut(1)), ticks)) {
            assertEquals(1, stream.read(ByteBuffer.allocate(10)));
            assertEquals(1, stream.write(ByteBuffer.allocate(10)));
            assertEquals("1 bytes: 0 dropped, 0 garbled, 0 duplicated, 0 stalls, 1 cut short", "" + stream.sent());
        }
    }

    @Test
    void lostBytesAreWaitedForNoLongerThanTheTimeout() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), new byte[10]);
        try (var stream = FaultStream.over(pair.near(), FaultPlan.both(1, Faults.NONE.withDrop(1)), ticks)) {
            assertEquals(ByteStream.NOT_READY, stream.read(ByteBuffer.allocate(10)));
            assertEquals(1_000_000_000, ticks.nanos(), 10_000_000);
            assertEquals(7, stream.write(ByteBuffer.allocate(7)));
            assertEquals(0, pair.far().ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(10, stream.received().dropped());
        }
    }

    @Test
    void hangsUpAfterTheBytesReceived() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), random(1, 50));
        var plan = new FaultPlan(1, Faults.NONE, Faults.NONE.withHangUp(30));
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            assertArrayEquals(Arrays.copyOf(random(1, 50), 30), readAll(stream));
            assertEquals(ByteStream.EOF, stream.read(ByteBuffer.allocate(1)));
            assertEquals(Poll.RD | Poll.HUP, stream.ioctl(ByteStream.POLL, Poll.RD));
            var e = assertThrows(IOException.class, () -> stream.write(ByteBuffer.allocate(1)));
            assertEquals(stream + ": the line has hung up after 0 bytes sent and 30 received", e.getMessage());
            assertThrows(IOException.class, () -> pair.far().write(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void hangsUpAfterTheBytesSentAndFreesAReader() throws Exception {
        var pair = LoopStream.pair(100, Ticks.system());
        var plan = new FaultPlan(1, Faults.NONE.withHangUp(30), Faults.NONE);
        try (var stream = FaultStream.over(pair.near(), plan, Ticks.system())) {
            stream.ioctl(ByteStream.TIMEOUT, -1);
            var reader = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return stream.read(ByteBuffer.allocate(1));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    Thread::startVirtualThread);
            assertEquals(30, stream.write(ByteBuffer.wrap(random(1, 50))));
            assertEquals(ByteStream.EOF, reader.get(10, TimeUnit.SECONDS));
            assertThrows(IOException.class, () -> stream.write(ByteBuffer.allocate(1)));
            assertEquals(-1, stream.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
            assertArrayEquals(Arrays.copyOf(random(1, 50), 30), readAll(pair.far()));
        }
    }

    @Test
    void refusesUseAfterClose() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        var stream = FaultStream.over(pair.near(), FaultPlan.both(1, ALL), ticks);
        stream.close();
        stream.close();
        assertThrows(IllegalStateException.class, () -> stream.read(ByteBuffer.allocate(1)));
        assertThrows(IllegalStateException.class, () -> stream.write(ByteBuffer.allocate(1)));
        assertThrows(IllegalStateException.class, () -> stream.ioctl(ByteStream.FLUSH, 0));
        assertEquals(Poll.NVAL, stream.ioctl(ByteStream.POLL, Poll.RD));
    }

    @Test
    void interruptEndsAStall() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), new byte[1]);
        var plan = FaultPlan.both(1, Faults.NONE.withStall(1, Duration.ofMinutes(1)));
        try (var stream = FaultStream.over(pair.near(), plan, ticks)) {
            stream.ioctl(ByteStream.TIMEOUT, -1);
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> stream.write(ByteBuffer.allocate(1)));
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void discardsWhatHasArrived() throws IOException {
        var pair = LoopStream.pair(100, ticks);
        writeAll(pair.far(), new byte[20]);
        try (var stream = FaultStream.over(pair.near(), FaultPlan.both(1, Faults.NONE), ticks)) {
            assertEquals(Poll.RD, stream.ioctl(ByteStream.POLL, Poll.RD));
            stream.ioctl(ByteStream.DISCARD_INPUT, 0);
            stream.ioctl(ByteStream.TIMEOUT, 0);
            assertEquals(ByteStream.NOT_READY, stream.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void takesItsOwnOptionsOfAUrlAndHandsOnTheOthers() throws IOException {
        try (var stream = StreamUrl.open("fault://loop://?capacity=77&tx.drop=1&seed=4")) {
            assertInstanceOf(FaultStream.class, stream);
            assertEquals(77, stream.ioctl(ByteStream.BUFFER_SIZE, 0));
            assertEquals(5, stream.write(ByteBuffer.allocate(5)));
            assertEquals(0, stream.ioctl(ByteStream.POLL, Poll.RD), "all were lost");
        }
    }

    @Test
    void readsAPlanFromOptions() {
        var url = StreamUrl.parse("fault://x?drop=1e-3&garble=.5&duplicate=1&stall=0.25&pause=5&short=0.125&hangup=100"
                + "&seed=-7&rx.drop=0&tx.hangup=5");
        var both = new Faults(1e-3, 0.5, 1, 0.25, Duration.ofMillis(5), 0.125, 100);
        assertEquals(new FaultPlan(-7, both.withHangUp(5), both.withDrop(0)), FaultPlan.parse(url.options()));
    }

    @Test
    void refusesBadOptionsBeforeAnythingIsOpened() {
        refused("?drop=2", "faults: drop is 2.0, expected a rate from 0 to 1");
        refused("?rx.garble=-0.5", "faults: garble is -0.5, expected a rate from 0 to 1");
        refused("?stall=NaN", "faults: stall is NaN, expected a rate from 0 to 1");
        refused("?short=often", "faults: short is 'often', expected a rate from 0 to 1");
        refused("?pause=-1", "faults: pause is '-1', expected a whole number from 0 up");
        refused("?pause=3600001", "faults: pause is PT1H0.001S, expected from 0 to an hour");
        refused("?hangup=soon", "faults: hangup is 'soon', expected a whole number from 0 up");
        refused("?seed=x", "faults: seed is 'x', expected a whole number");
        var e = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("fault://?drop=0.1"));
        assertEquals(
                "stream URL fault:?drop=0.1: found nothing to put faults on, expected another URL, as in"
                        + " fault:///dev/ttyUSB0?drop=0.01",
                e.getMessage());
    }

    private static void refused(String options, String message) {
        // the stream within cannot be opened, so an error about the options shows that it was not tried
        var e = assertThrows(
                IllegalArgumentException.class, () -> StreamUrl.open("fault:///no/such/port" + options), options);
        assertEquals("stream URL fault:/no/such/port" + options + ": " + message, e.getMessage());
    }

    @Test
    void unknownOptionsAreForTheStreamWithin() {
        var e = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("fault://loop://?dorp=0.1"));
        assertEquals("stream URL loop:?dorp=0.1: found option dorp, expected capacity", e.getMessage());
    }
}
