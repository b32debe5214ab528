package dev.jumper.serial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/// What the tests of serial ports share.
final class PortFixture {
    static final Ticks TICKS = Ticks.system();

    /// How long what must come may take: nothing is known of how busy the machine is.
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private PortFixture() {}

    static SerialPort port(Pty board, boolean descriptor) throws IOException {
        return PortOpening.open(board.path(), SerialOptions.DEFAULT, TICKS, descriptor);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads `count` bytes, however many reads it takes.
    static byte[] exactly(ByteStream stream, int count) throws IOException {
        var target = ByteBuffer.allocate(count);
        var deadline = Deadline.after(TICKS, PATIENCE);
        while (target.hasRemaining()) {
            int result = stream.read(target);
            if (result == ByteStream.EOF || deadline.expired()) {
                throw new AssertionError("result " + result + " after " + target.position() + " of " + count);
            }
        }
        return target.array();
    }

    static void all(ByteStream stream, byte[] bytes) throws IOException {
        var source = ByteBuffer.wrap(bytes);
        var deadline = Deadline.after(TICKS, PATIENCE);
        while (source.hasRemaining()) {
            stream.write(source);
            assertTrue(!deadline.expired(), () -> "stuck after " + source.position() + " of " + bytes.length);
        }
    }

    static <T> FutureTask<T> start(Callable<T> work) {
        return start(work, new CountDownLatch(1));
    }

    static <T> FutureTask<T> start(Callable<T> work, CountDownLatch begun) {
        var task = new FutureTask<>(() -> {
            begun.countDown();
            return work.call();
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }
}
