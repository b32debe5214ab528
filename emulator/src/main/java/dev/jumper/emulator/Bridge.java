package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Joins two streams, each of whose input becomes the other's output, until either ends: the embedded board
/// and a pseudo-terminal, say. Closing the bridge, or the end of one stream, closes both.
public final class Bridge implements AutoCloseable {
    private static final int PIECE = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ByteStream one;
    private final ByteStream other;
    private final Ticks ticks;
    private final CountDownLatch ended = new CountDownLatch(2);
    private volatile boolean closed;

    private Bridge(ByteStream one, ByteStream other, Ticks ticks) {
        this.one = one;
        this.other = other;
        this.ticks = ticks;
    }

    /// Joins `one` and `other`, which belong to the bridge from now on. Two daemon threads carry the bytes.
    public static Bridge join(ByteStream one, ByteStream other, Ticks ticks) {
        var bridge = new Bridge(one, other, ticks);
        Thread.ofPlatform().daemon().name("jumper-bridge").start(() -> bridge.carry(one, other));
        Thread.ofPlatform().daemon().name("jumper-bridge-back").start(() -> bridge.carry(other, one));
        return bridge;
    }

    /// Waits until both directions have ended.
    public void await() throws InterruptedException {
        ended.await();
    }

    /// Closes both streams.
    @Override
    public void close() throws IOException {
        closed = true;
        try (one;
                other) {
            // both are closed, whichever fails
        }
    }

    private void carry(ByteStream from, ByteStream to) {
        var buffer = ByteBuffer.allocate(PIECE);
        try {
            while (!closed) {
                int count = from.read(buffer);
                if (count == ByteStream.EOF) {
                    return;
                }
                if (count <= 0) {
                    Poll.await(from, Poll.RD, Deadline.after(ticks, PATIENCE));
                }
                buffer.flip();
                while (buffer.hasRemaining() && !closed) {
                    if (to.write(buffer) <= 0) {
                        Poll.await(to, Poll.WR, Deadline.after(ticks, PATIENCE));
                    }
                }
                buffer.clear();
            }
        } catch (IOException | IllegalStateException e) {
            // the end of one stream, which close passes on to the other
        } finally {
            try {
                close();
            } catch (IOException e) {
                // it is gone already
            }
            ended.countDown();
        }
    }
}
