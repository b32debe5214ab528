package dev.jumper.hal.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.VirtualTicks;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollTest {
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final LoopStream loop = LoopStream.loop(4, ticks);
    private final Deadline deadline = Deadline.after(ticks, Duration.ofMillis(300));

    @Test
    void returnsAtOnceWhatIsReady() throws Exception {
        assertEquals(Poll.WR, Poll.await(loop, Poll.RD | Poll.WR, deadline));
        loop.write(ByteBuffer.allocate(4));
        assertEquals(Poll.RD, Poll.await(loop, Poll.RD | Poll.WR, deadline));
        assertEquals(0, ticks.nanos());
    }

    @Test
    void returnsNothingAtTheDeadline() throws Exception {
        assertEquals(0, Poll.await(loop, Poll.RD, deadline));
        assertEquals(300_000_000, ticks.nanos());
    }

    @Test
    void endsWhenTheStreamIsClosed() throws Exception {
        loop.close();
        assertEquals(Poll.NVAL, Poll.await(loop, Poll.RD, deadline));
    }

    @Test
    void endsWhenInterruptedAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> Poll.await(loop, Poll.RD, deadline));
        assertTrue(Thread.interrupted());
    }
}
