package dev.jumper.hal.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.VirtualTicks;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactTest {
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final ScriptStream stream = new ScriptStream();
    private final Exact exact = Exact.over(stream, ticks);

    private Deadline within(int millis) {
        return Deadline.after(ticks, Duration.ofMillis(millis));
    }

    @Test
    void fillsTheBufferFromAStreamOfSingleBytes() throws Exception {
        stream.data(1).data(2).data(3).data(4);
        var buffer = ByteBuffer.allocate(4);
        assertEquals(4, exact.read(buffer, within(10)));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, buffer.array());
    }

    @Test
    void fillsTheBufferFromASlowStream() throws Exception {
        stream.code(ByteStream.NOT_READY, 5)
                .data(1)
                .code(ByteStream.NOT_READY, 5)
                .data(2);
        assertEquals(2, exact.read(ByteBuffer.allocate(2), within(1000)));
    }

    @Test
    void isShortAtTheEndOfTheStreamOnlyAndThenEnds() throws Exception {
        stream.data(1, 2).code(ByteStream.EOF, 2);
        assertEquals(2, exact.read(ByteBuffer.allocate(4), within(10)));
        assertEquals(ByteStream.EOF, exact.read(ByteBuffer.allocate(4), within(10)));
    }

    @Test
    void keepsTheBytesBeforeAnErrorAndSaysHowMany() {
        var cause = new IOException("unplugged");
        stream.data(1, 2, 3).failure(cause);
        var buffer = ByteBuffer.allocate(8);
        var e = assertThrows(TransferException.class, () -> exact.read(buffer, within(10)));
        assertEquals("read 3 of 8 bytes, then: unplugged", e.getMessage());
        assertEquals(3, e.done());
        assertEquals(8, e.wanted());
        assertSame(cause, e.getCause());
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(buffer.array(), buffer.position()));
    }

    @Test
    void saysHowMuchWasWrittenBeforeAnErrorAndLeavesTheRestInTheBuffer() {
        var cause = new IOException("unplugged");
        stream.data(0, 0, 0).failure(cause);
        var buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});
        var e = assertThrows(TransferException.class, () -> exact.writeFully(buffer, within(10)));
        assertEquals("wrote 3 of 5 bytes, then: unplugged", e.getMessage());
        assertSame(cause, e.getCause());
        assertEquals(2, buffer.remaining());
        assertArrayEquals(new byte[] {1, 2, 3}, stream.written.toByteArray());
    }

    @Test
    void passesAnErrorBeforeTheFirstByteOnAsItIs() {
        var cause = new IOException("unplugged");
        stream.failure(cause);
        assertSame(cause, assertThrows(IOException.class, () -> exact.read(ByteBuffer.allocate(8), within(10))));
    }

    @Test
    void takesWhatIsThereWithoutWaiting() throws Exception {
        assertEquals(ByteStream.NOT_READY, exact.readAvailable(ByteBuffer.allocate(4)));
        stream.data(1).data(2).code(ByteStream.NOT_READY, 1).data(3);
        assertEquals(2, exact.readAvailable(ByteBuffer.allocate(4)));
        assertEquals(1, exact.readAvailable(ByteBuffer.allocate(4)));
        assertEquals(0, ticks.nanos(), "waited");
    }

    @ParameterizedTest
    @ValueSource(ints = {ByteStream.EOF, ByteStream.NOT_READY, ByteStream.NEED_READ, ByteStream.NEED_WRITE})
    void givesACodeBackWithoutWaitingIfThereIsNothing(int code) throws Exception {
        stream.code(code, 2);
        assertEquals(code, exact.readAvailable(ByteBuffer.allocate(4)));
        assertEquals(code, exact.writeAvailable(ByteBuffer.allocate(4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ByteStream.NOT_READY, ByteStream.NEED_READ, ByteStream.NEED_WRITE})
    void waitsOutACodeWhenBlocking(int code) throws Exception {
        stream.code(code, 20).data(1, 2);
        assertEquals(2, exact.read(ByteBuffer.allocate(2), within(1000)));
        assertTrue(ticks.nanos() > 0, "did not wait");
    }

    @Test
    void doesNotBlockOnAStreamThatWouldWait() throws Exception {
        try (var loop = LoopStream.loop(4, ticks)) {
            assertEquals(ByteStream.NOT_READY, Exact.over(loop, ticks).readAvailable(ByteBuffer.allocate(4)));
            assertEquals(4, Exact.over(loop, ticks).writeAvailable(ByteBuffer.allocate(6)));
            assertEquals(ByteStream.NOT_READY, Exact.over(loop, ticks).writeAvailable(ByteBuffer.allocate(6)));
            assertEquals(0, ticks.nanos());
            assertEquals(ByteStream.DEFAULT_TIMEOUT, loop.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
        }
    }

    @Test
    void writesEverythingInPieces() throws Exception {
        stream.data(0).code(ByteStream.NOT_READY, 3).data(0, 0);
        exact.writeFully(ByteBuffer.wrap(new byte[] {7, 8, 9}), within(1000));
        assertArrayEquals(new byte[] {7, 8, 9}, stream.written.toByteArray());
    }

    @Test
    void saysHowMuchWasWrittenWhenTheDeadlinePasses() {
        stream.data(0, 0);
        var e = assertThrows(
                StreamTimeoutException.class, () -> exact.write(ByteBuffer.wrap(new byte[] {7, 8, 9}), within(500)));
        assertEquals("deadline passed after PT0.5S: wrote 2 of 3 bytes", e.getMessage());
        assertEquals(2, e.done());
        assertEquals(3, e.wanted());
    }

    @Test
    void waitsOutZerosWithBackOffUntilTheDeadlineAndNeverSpins() {
        stream.code(0, Integer.MAX_VALUE);
        var e = assertThrows(
                StreamTimeoutException.class, () -> exact.readFully(ByteBuffer.allocate(10), within(1000)));
        assertEquals("deadline passed after PT1S: read 0 of 10 bytes", e.getMessage());
        assertTrue(stream.calls < 150, stream.calls + " calls in a second");
        assertEquals(1_000_000_000, ticks.nanos());
    }

    @Test
    void backsOffFromAStreamThatClaimsToBeReadyButIsNot() {
        stream.claimsReady = true;
        stream.code(0, Integer.MAX_VALUE);
        assertThrows(StreamTimeoutException.class, () -> exact.read(ByteBuffer.allocate(10), within(500)));
        assertTrue(stream.calls < 150, stream.calls + " calls in half a second");
    }

    @Test
    void endsInEndOfFileWithDoneAndWanted() {
        stream.data(1, 2).code(ByteStream.EOF, 1);
        var e = assertThrows(EOFException.class, () -> exact.readFully(ByteBuffer.allocate(5), within(10)));
        assertEquals("end of stream: read 2 of 5 bytes", e.getMessage());
    }

    @Test
    void holdsADeadlineForTheWholeAmountAndATimeoutForOneOperation() throws Exception {
        for (int i = 0; i < 10; i++) {
            stream.code(ByteStream.NOT_READY, 13).data(i); // 0.05 to 0.1 s of back-off
        }
        var patient = exact.timeout(Duration.ofMillis(200));
        assertEquals(10, patient.read(ByteBuffer.allocate(10), within(10_000)));
        assertTrue(ticks.nanos() > 200_000_000);
        var e = assertThrows(StreamTimeoutException.class, () -> patient.read(ByteBuffer.allocate(1), within(10_000)));
        assertEquals("no progress for PT0.2S: read 0 of 1 bytes", e.getMessage());
    }

    @Test
    void holdsTheDeadlineOnAStreamThatTricklesForEver() {
        var trickle = Streams.of(new ByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                ticks.delay(Duration.ofMillis(10));
                target.put((byte) 1);
                return 1;
            }

            @Override
            public int write(ByteBuffer source) {
                return 0;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        });
        var e = assertThrows(
                StreamTimeoutException.class,
                () -> Exact.over(trickle, ticks).read(ByteBuffer.allocate(1000), within(100)));
        assertEquals("deadline passed after PT0.1S: read 10 of 1000 bytes", e.getMessage());
    }

    @Test
    void holdsTheDeadlineOnAStreamThatWaitsForEver() throws Exception {
        try (var loop = LoopStream.loop(4, ticks)) {
            loop.ioctl(ByteStream.TIMEOUT, -1);
            assertThrows(
                    StreamTimeoutException.class,
                    () -> Exact.over(loop, ticks).read(ByteBuffer.allocate(1), within(50)));
            assertEquals(50_000_000, ticks.nanos());
        }
    }

    @Test
    void borrowsTheTimeoutOfAStreamThatCannotBePolled() throws Exception {
        try (var loop = LoopStream.loop(4, ticks)) {
            var unpolled = new ByteStream() {
                @Override
                public int read(ByteBuffer target) throws IOException {
                    return loop.read(target);
                }

                @Override
                public int write(ByteBuffer source) throws IOException {
                    return loop.write(source);
                }

                @Override
                public long ioctl(int request, long argument) {
                    if (request == POLL) {
                        throw new UnsupportedOperationException("no poll");
                    }
                    return loop.ioctl(request, argument);
                }

                @Override
                public void close() {}
            };
            var over = Exact.over(unpolled, ticks);
            assertEquals(ByteStream.NOT_READY, over.readAvailable(ByteBuffer.allocate(1)));
            assertEquals(0, ticks.nanos());
            assertThrows(StreamTimeoutException.class, () -> over.read(ByteBuffer.allocate(1), within(500)));
            assertEquals(500_000_000, ticks.nanos());
            assertEquals(ByteStream.DEFAULT_TIMEOUT, loop.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
        }
    }

    @Test
    void asksNothingOfTheStreamForNoBytes() throws Exception {
        assertEquals(0, exact.read(ByteBuffer.allocate(0), within(0)));
        assertEquals(0, exact.readAvailable(ByteBuffer.allocate(0)));
        assertEquals(0, stream.calls);
    }

    @Test
    void readsOnceButWritesExactly() throws Exception {
        var view = Exact.readOnceWriteExactly(stream, ticks, Duration.ofSeconds(1));
        stream.data(1).data(0, 0).code(0, 3).data(0);
        assertEquals(1, view.read(ByteBuffer.allocate(5)));
        assertEquals(3, view.write(ByteBuffer.allocate(3)));
        assertThrows(StreamTimeoutException.class, () -> view.write(ByteBuffer.allocate(3)));
        view.close();
        assertTrue(stream.closed);
    }

    @Test
    void endsAWaitWhenInterruptedAndKeepsTheFlag() {
        stream.data(1);
        Thread.currentThread().interrupt();
        var e = assertThrows(InterruptedIOException.class, () -> exact.read(ByteBuffer.allocate(2), within(1000)));
        assertTrue(Thread.interrupted());
        assertEquals(1, e.bytesTransferred);
    }

    @Test
    void neverReadsPastWhatItWasAskedFor() throws Exception {
        stream.data("ok\r\nbody!".getBytes());
        exact.readFully(ByteBuffer.allocate(4), within(10));
        var body = ByteBuffer.allocate(5);
        exact.readFully(body, within(10));
        assertEquals("body!", new String(body.array()));
    }

    @Test
    void givesTheSameForAnySplit() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            byte[] expected = new byte[random.nextInt(200)];
            random.nextBytes(expected);
            var script = new ScriptStream();
            for (int at = 0; at < expected.length; ) {
                if (random.nextInt(3) == 0) {
                    script.code(random.nextInt(5) - 4 == -1 ? 0 : -2, 1 + random.nextInt(3));
                }
                int n = Math.min(expected.length - at, 1 + random.nextInt(9));
                script.data(Arrays.copyOfRange(expected, at, at + n));
                at += n;
            }
            script.code(ByteStream.EOF, 100);
            var found = ByteBuffer.allocate(expected.length);
            while (found.hasRemaining()) {
                var part = found.slice(found.position(), Math.min(found.remaining(), 1 + random.nextInt(20)));
                Exact.over(script, ticks).readFully(part, within(10_000));
                found.position(found.position() + part.position());
            }
            assertArrayEquals(expected, found.array(), "seed " + seed);
            assertEquals(ByteStream.EOF, Exact.over(script, ticks).read(ByteBuffer.allocate(1), within(10)));
        }
    }
}
