package dev.jumper.hal.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopStreamTest {
    private final VirtualTicks ticks = new VirtualTicks(0);

    @Test
    void deliversWhatWasWrittenBeforeTheFarEndClosedThenEnds() throws Exception {
        try (var pair = LoopStream.pair(8, ticks)) {
            pair.near().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            pair.near().close();
            assertEquals(Poll.RD | Poll.HUP, pair.far().ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(3, pair.far().read(ByteBuffer.allocate(8)));
            assertEquals(ByteStream.EOF, pair.far().read(ByteBuffer.allocate(8)));
            assertEquals(ByteStream.EOF, pair.far().read(ByteBuffer.allocate(8)));
            assertThrows(IOException.class, () -> pair.far().write(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void waitsAsLongAsItsTimeoutAndNoLonger() throws Exception {
        try (var loop = LoopStream.loop(2, ticks)) {
            assertEquals(1000, loop.ioctl(ByteStream.TIMEOUT, 250));
            assertEquals(ByteStream.NOT_READY, loop.read(ByteBuffer.allocate(1)));
            assertEquals(250_000_000, ticks.nanos());
            assertEquals(250, loop.ioctl(ByteStream.TIMEOUT, 0));
            assertEquals(2, loop.write(ByteBuffer.allocate(3)));
            assertEquals(ByteStream.NOT_READY, loop.write(ByteBuffer.allocate(1)));
            assertEquals(250_000_000, ticks.nanos());
            assertEquals(Poll.RD, loop.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
            loop.ioctl(ByteStream.DISCARD_INPUT, 0);
            assertEquals(Poll.WR, loop.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
        }
    }

    @Test
    void refusesUseAfterCloseAndUnknownRequests() {
        var loop = LoopStream.loop(2, ticks);
        assertThrows(UnsupportedOperationException.class, () -> loop.ioctl(ByteStream.BAUD, 9600));
        loop.close();
        loop.close();
        assertThrows(IllegalStateException.class, () -> loop.read(ByteBuffer.allocate(1)));
        assertThrows(IllegalStateException.class, () -> loop.write(ByteBuffer.allocate(1)));
        assertEquals(Poll.NVAL, loop.ioctl(ByteStream.POLL, Poll.RD));
        assertThrows(IllegalArgumentException.class, () -> LoopStream.loop(0, ticks));
    }

    @Test
    void closingFreesAThreadThatWaitsToRead() throws Exception {
        var pair = LoopStream.pair(8, Ticks.system());
        pair.near().ioctl(ByteStream.TIMEOUT, -1);
        var read = new FutureTask<>(() -> pair.near().read(ByteBuffer.allocate(1)));
        var thread = Thread.ofVirtual().start(read);
        pair.near().ioctl(ByteStream.POLL, Poll.RD);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        pair.close();
        assertEquals(ByteStream.EOF, read.get(10, TimeUnit.SECONDS));
    }

    @Test
    void carriesEverythingBetweenTwoThreadsThroughASmallRing() throws Exception {
        byte[] sent = new byte[100_000];
        new Random(1).nextBytes(sent);
        var deadline = Deadline.after(Ticks.system(), Duration.ofSeconds(30));
        try (var pair = LoopStream.pair(7, Ticks.system())) {
            var writer = CompletableFuture.runAsync(() -> {
                try (var near = pair.near()) {
                    Exact.over(near, Ticks.system()).writeFully(ByteBuffer.wrap(sent), deadline);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            var got = ByteBuffer.allocate(sent.length + 1);
            assertEquals(sent.length, Exact.over(pair.far(), Ticks.system()).read(got, deadline));
            writer.get(10, TimeUnit.SECONDS);
            byte[] found = new byte[sent.length];
            got.flip().get(found);
            assertArrayEquals(sent, found);
        }
    }
}
